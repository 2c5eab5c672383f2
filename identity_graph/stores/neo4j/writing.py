"""Applying a change set, inside the transaction that holds the head."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from identity_graph.errors import InvalidChange
from identity_graph.model import Applied, ChangeSet, Link, LinkKey
from identity_graph.stores.neo4j.batches import Batches, joined, link_rows, pieces
from identity_graph.stores.neo4j.server import Transaction

Places = dict[str, int]
"""Where the nodes with these ids are: the server's own number leads to a node without an index."""


def is_applied(tx: Transaction, id: str) -> bool:
    """Whether the ledger holds the change set."""
    return bool(tx.rows("read/apply_known", id=id))


def write(tx: Transaction, batches: Batches, sequence: int) -> Applied:
    """Write all of it and the ledger's line. Raises `InvalidChange` where it fits the schema but not the graph:
    a link's end or a record of blocking keys that is nowhere."""
    changes = batches.changes
    places = _places(tx, batches.ids)
    links_removed = _remove_links(tx, changes.removed_links, places)
    nodes_removed, more = _remove_nodes(tx, changes.removed_nodes, places)
    _refuse_dangling(batches, places)
    created, changed = _write_nodes(tx, batches.nodes, places)
    applied = Applied(
        changes.id,
        already=False,
        nodes_written=len(created) + changed,
        links_written=_write_links(tx, batches.links, places, created),
        nodes_removed=nodes_removed,
        links_removed=links_removed + more,
    )
    _write_keys(tx, changes.keys, created)
    _write_ledger(tx, changes, applied, sequence)
    return applied


def _places(tx: Transaction, ids: Mapping[str, Sequence[str]]) -> Places:
    places: Places = {}
    for kind, all in ids.items():
        for some in pieces(all):
            text, separator = joined(some)
            ((found, numbers),) = tx.rows(
                "write/apply_places", ("Kind", kind), ids=text, separator=separator, count=len(some)
            )
            numbered: Iterable[int] = range(len(some)) if numbers is None else numbers
            places.update(zip((some[number] for number in numbered), found, strict=True))
    return places


def _remove_links(tx: Transaction, keys: Iterable[LinkKey], places: Places) -> int:
    rows: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for type, source, target in dict.fromkeys(keys):
        if source in places and target in places:
            rows[type].append((places[source], places[target]))
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
        there = [places.pop(id) for id in some]
        links += tx.value("write/apply_removed_nodes_links", places=there)
        nodes += tx.value("write/apply_removed_nodes", places=there)
        tx.rows("write/apply_removed_nodes_keys", records=some)
    return nodes, links


def _refuse_dangling(batches: Batches, places: Places) -> None:
    missing = sorted(batches.needed - places.keys())
    if missing:
        raise InvalidChange(
            f"change set {batches.changes.id}: {len(missing)} ends of links or records of blocking keys are not in the"
            f" graph, the first is {missing[0]}; write nodes before, or with, what hangs on them"
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
            places.update(zip(new, tx.value("write/apply_nodes_new", ("Kind", kind), rows=some), strict=True))
            created.update(new)
        for others in pieces([[places[row["id"]], row] for row in rows if row["id"] not in created]):
            changed += tx.value("write/apply_nodes", rows=others)
    return frozenset(created), changed


def _write_links(tx: Transaction, links: Mapping[str, Sequence[Link]], places: Places, created: Collection[str]) -> int:
    there = _links_from(tx, links, places, created)
    written = 0
    for type, each in links.items():
        for is_new, name in ((True, "write/apply_links_new"), (False, "write/apply_links")):
            chosen = [
                link for link in each if is_new is (link.target in created or (type, places[link.source]) not in there)
            ]
            for some in pieces(chosen):
                rows, properties = link_rows(some, places)
                written += tx.value(name, ("Type", type), rows=rows, properties=properties)
    return written


def _links_from(
    tx: Transaction, links: Mapping[str, Sequence[Link]], places: Places, created: Collection[str]
) -> set[tuple[str, int]]:
    """The types of links that start at these sources already: a link of another type, or at another source, is
    certainly new, which spares the server half of the work."""
    names = [("Types", type) for type in links]
    sources = {link.source for each in links.values() for link in each if link.source not in created}
    there: set[tuple[str, int]] = set()
    for some in pieces([places[source] for source in sources]):
        for type, found in tx.rows("write/apply_links_from", *names, places=some):
            there.update((type, place) for place in found)
    return there


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


def _write_ledger(tx: Transaction, changes: ChangeSet, applied: Applied, sequence: int) -> None:
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
