"""Applying a change set, inside the transaction that holds the head."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime
from typing import Any

from identity_graph.errors import InvalidChange
from identity_graph.model import Applied, ChangeSet, LinkKey, kind_of
from identity_graph.schema import Schema, validate
from identity_graph.stores.neo4j.batches import Batches, pieces
from identity_graph.stores.neo4j.links import write_links
from identity_graph.stores.neo4j.places import Linked, Places, numbers_in, places_of
from identity_graph.stores.neo4j.server import Transaction


def write(
    tx: Transaction, changes: ChangeSet, schema: Schema, ids: Mapping[str, Sequence[str]], beside: Executor
) -> Applied:
    """Write all of it but the ledger's line. ``ids``: what it names (see `ids_by_kind`). Raises `InvalidChange` where
    it does not fit the schema, or not the graph: a link's end or a record of blocking keys that is nowhere. What needs
    no server is done ``beside``, while the server works."""
    preparing = beside.submit(_prepared, changes, schema)
    places, linked = _places(tx, changes, ids, schema)
    batches = preparing.result()
    links_removed = _remove_links(tx, changes.removed_links, places)
    nodes_removed, more = _remove_nodes(tx, changes.removed_nodes, places)
    _refuse_dangling(changes.id, batches.needed - places.keys())
    created, changed = _write_nodes(tx, batches.nodes, places)
    applied = Applied(
        changes.id,
        already=False,
        nodes_written=len(created) + changed,
        links_written=write_links(tx, batches.links, places, linked, created, beside),
        nodes_removed=nodes_removed,
        links_removed=links_removed + more,
    )
    _write_keys(tx, changes.keys, created)
    return applied


def _prepared(changes: ChangeSet, schema: Schema) -> Batches:
    validate(changes, schema)
    return Batches.of(changes)


def _places(
    tx: Transaction, changes: ChangeSet, ids: Mapping[str, Sequence[str]], schema: Schema
) -> tuple[Places, Linked]:
    # The change set may not be validated yet.
    types = sorted({link.type for link in changes.links} & schema.links.keys())
    sources = set(map(kind_of, {link.source for link in changes.links}))
    return places_of(tx, ids, types, sources)


def _remove_links(tx: Transaction, keys: Iterable[LinkKey], places: Places) -> int:
    rows: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for type, source, target in dict.fromkeys(keys):
        if source in places and target in places:
            rows[type].append((int(places[source]), int(places[target])))
    return sum(
        tx.value("write/apply_removed_links", ("Type", type), rows=some)
        for type, all in rows.items()
        for some in pieces(all)
    )


def _remove_nodes(tx: Transaction, ids: Iterable[str], places: Places) -> tuple[int, int]:
    """How many nodes went, and how many links with them. Takes them out of the places."""
    gone = [id for id in dict.fromkeys(ids) if id in places]
    nodes = links = 0
    for some in pieces(gone):
        there = [int(places.pop(id)) for id in some]
        links += tx.value("write/apply_removed_nodes_links", places=there)
        nodes += tx.value("write/apply_removed_nodes", places=there)
        tx.rows("write/apply_removed_nodes_keys", records=some)
    return nodes, links


def _refuse_dangling(id: str, missing: Collection[str]) -> None:
    if missing:
        raise InvalidChange(
            f"change set {id}: {len(missing)} ends of links or records of blocking keys are not in the graph, the first"
            f" is {min(missing)}; write nodes before, or with, what hangs on them"
        )


def _write_nodes(
    tx: Transaction, nodes: Mapping[str, Sequence[dict[str, Any]]], places: Places
) -> tuple[frozenset[str], int]:
    """The ids of the new ones, which get their places, and how many others were changed."""
    created: set[str] = set()
    changed = 0
    for kind, rows in nodes.items():
        for some in pieces([row for row in rows if row["id"] not in places]):
            new = [row["id"] for row in some]
            texts = tx.value("write/apply_nodes_new", ("Kind", kind), rows=some)
            places.update(zip(new, numbers_in(texts), strict=True))
            created.update(new)
        for others in pieces([[int(places[row["id"]]), row] for row in rows if row["id"] not in created]):
            changed += tx.value("write/apply_nodes", rows=others)
    return frozenset(created), changed


def _write_keys(tx: Transaction, keys: Mapping[str, tuple[int, ...]], created: Collection[str]) -> None:
    wanted = {(key, record) for record, each in keys.items() for key in each}
    found: set[tuple[int, str]] = set()
    for some in pieces([record for record in keys if record not in created]):
        rows = tx.rows("read/blocking_keys", records=some)
        found.update((key, record) for record, each in rows for key in each)
    for gone in pieces(sorted(found - wanted)):
        tx.rows("write/apply_keys_removed", rows=gone)
    for new in pieces(sorted(wanted - found)):
        tx.rows("write/apply_keys_added", rows=new)


def write_ledger(tx: Transaction, changes: ChangeSet, applied: Applied, sequence: int) -> None:
    """Write the ledger's line."""
    entry = {
        "id": changes.id,
        "sequence": sequence,
        "cause": changes.cause.kind,
        "reference": changes.cause.reference,
        "applied_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "nodes_written": applied.nodes_written,
        "links_written": applied.links_written,
        "nodes_removed": applied.nodes_removed,
        "links_removed": applied.links_removed,
    }
    tx.rows("write/apply_ledger", entry=entry)
