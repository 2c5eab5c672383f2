"""The peer of the Neo4j store: the loop of the driver's documentation, tuned as its performance page advises.

Batches of ten thousand rows, one managed transaction each; constraints are there; rows grouped by type and ends, so
that every lookup is one in an index.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from neo4j import Driver, ManagedTransaction

from identity_graph.model import Link, Node, kind_of

ROWS = 10_000
Batch = tuple[str, list[dict[str, Any]]]
"""A statement and its rows."""


def constrain(driver: Driver) -> None:
    """One uniqueness constraint for each kind that is written."""
    for kind in ("Record", "Identity", "Phone", "Email", "Address"):
        driver.execute_query(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE")
    driver.execute_query("CALL db.awaitIndexes(60)")


def node_batches(nodes: Sequence[Node]) -> list[Batch]:
    """``MERGE`` by id, all properties set."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        rows[node.kind].append({"id": node.id, "properties": _native(node.properties)})
    return [
        (f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n += row.properties", part)
        for kind, of_kind in rows.items()
        for part in _parts(of_kind)
    ]


def link_batches(links: Sequence[Link]) -> list[Batch]:
    """Both ends matched by id, ``MERGE`` between them, all properties set."""
    rows: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        row = {"source": link.source, "target": link.target, "properties": _native(link.properties)}
        rows[kind_of(link.source), link.type, kind_of(link.target)].append(row)
    return [
        (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}})"
            f" MERGE (a)-[r:{type}]->(b) SET r += row.properties",
            part,
        )
        for (source, type, target), of_type in rows.items()
        for part in _parts(of_type)
    ]


def write(driver: Driver, batches: Sequence[Batch]) -> None:
    """One managed transaction for each batch."""
    with driver.session() as session:
        for statement, rows in batches:
            session.execute_write(_run, statement, rows)


def _run(transaction: ManagedTransaction, statement: str, rows: list[dict[str, Any]]) -> None:
    transaction.run(statement, rows=rows).consume()  # type: ignore[arg-type]  # built of the five kinds above


def _native(properties: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _parts(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
