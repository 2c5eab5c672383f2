"""Applying a change set, inside one transaction that has touched the head."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from gremlin_python.process.graph_traversal import GraphTraversal

from identity_graph.errors import InvalidChange
from identity_graph.model import Applied, ChangeSet, Link, Node, kind_of
from identity_graph.stores.gremlin.failures import Conflict
from identity_graph.stores.gremlin.layout import KEY, PAGE, Stored, link_id, link_key, page_of, stored
from identity_graph.stores.gremlin.reading import pieces
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.rows import LinkRow, NodeRow
from identity_graph.stores.gremlin.shape import Head, counts_text
from identity_graph.stores.gremlin.traversals import reading, writing

CHANGES_AT_ONCE: Final = 50
BYTES_AT_ONCE: Final = 1_000_000
Row = TypeVar("Row", NodeRow, LinkRow)
Elements = Mapping[str, Mapping[str, Stored]]


@dataclass(slots=True)
class Before:
    """What is there of what a change set names.

    What it removes and writes anew is changed in place: a transaction that drops an element and adds it again with
    the same id cannot be committed on every server.
    """

    nodes: Elements
    known: Set[str]
    """All the nodes named, also as ends of links."""
    links: Elements
    keys: Mapping[str, tuple[int, ...]]
    removed_nodes: Set[str]
    removed_links: Set[str]


def write(requests: Requests, head: Head, changes: ChangeSet, attempt: str) -> Applied:
    """Write all of it and the ledger's line. Raises `InvalidChange` where it fits the schema but not the graph:
    a link's end or a record of blocking keys that is nowhere."""
    before = _before(requests, changes)
    _refuse_dangling(changes, before)
    nodes = list(_node_rows(changes, before))
    links = list(_link_rows(changes.links, before))
    applied = Applied(
        changes.id,
        already=False,
        nodes_written=sum(1 for row in nodes if row.set or row.drop or row.id in before.removed_nodes),
        links_written=len(links),
        nodes_removed=len(before.removed_nodes),
        links_removed=len(before.removed_links),
    )
    gone_nodes = before.removed_nodes - {row.id for row in nodes}
    gone_links = before.removed_links - {row.id for row in links}
    for _ in requests.ask_each(_removals(gone_nodes, gone_links)):
        pass
    for (count,) in requests.ask_each(_steps(nodes, links, before)):
        if count != 1:
            raise Conflict
    kinds, types = Counter(head.nodes), Counter(head.links)
    kinds.update(row.kind for row in nodes if row.id not in before.known)
    kinds.subtract(kind_of(id) or "" for id in gone_nodes)
    types.update(row.type for row in links if row.id not in before.links)
    types.subtract(link_key(id)[0] for id in gone_links)
    counts = counts_text(kinds, types)
    requests.ask(writing.apply_end(changes.id, attempt, _entry(changes, applied), head.sequence + 1, counts))
    return applied


def _before(requests: Requests, changes: ChangeSet) -> Before:
    node_ids = dict.fromkeys(node.id for node in changes.nodes)
    removed = dict.fromkeys(changes.removed_nodes)
    ends = {end for link in changes.links for end in (link.source, link.target)}
    others = (ends | changes.keys.keys() | removed.keys()) - node_ids.keys()
    # One after the other on their way, so that the server need not wait for us between them.
    nodes, known, links, gone, at_gone, keys = _each(
        requests,
        map(reading.nodes, pieces(node_ids)),
        map(reading.nodes_known, pieces(others)),
        map(reading.links_of, pieces(dict.fromkeys(link_id(*link.key) for link in changes.links))),
        map(reading.links_known, pieces(dict.fromkeys(link_id(*key) for key in changes.removed_links))),
        map(reading.links_at, pieces(removed)),
        map(reading.blocking_keys, pieces(changes.keys.keys() | (removed.keys() & node_ids.keys()))),
    )
    before = {row["~id"]: row for row in nodes}
    return Before(
        nodes=before,
        known=before.keys() | set(known),
        links={row["id"]: row["properties"] for row in links},
        keys={row["id"]: tuple(row["keys"]) for row in keys},
        removed_nodes=removed.keys() & (before.keys() | set(known)),
        removed_links={*gone, *at_gone},
    )


def _each(requests: Requests, *groups: Iterable[GraphTraversal]) -> list[list[Any]]:
    """The results of each group of traversals."""
    asked = [(place, traversal) for place, group in enumerate(groups) for traversal in group]
    found: list[list[Any]] = [[] for _ in groups]
    answers = requests.ask_each(traversal for _, traversal in asked)
    for (place, _), rows in zip(asked, answers, strict=True):
        found[place] += rows
    return found


def _refuse_dangling(changes: ChangeSet, before: Before) -> None:
    named = {link.source for link in changes.links} | {link.target for link in changes.links} | changes.keys.keys()
    missing = sorted(named - (before.known - before.removed_nodes) - {node.id for node in changes.nodes})
    if missing:
        raise InvalidChange(
            f"change set {changes.id}: {len(missing)} ends of links or records of blocking keys are not in the graph,"
            f" the first is {missing[0]}; write nodes before, or with, what hangs on them"
        )


def _node_rows(changes: ChangeSet, before: Before) -> Iterator[NodeRow]:
    nodes: dict[str, Node] = {node.id: node for node in changes.nodes}
    for id in [*nodes, *(id for id in changes.keys if id not in nodes)]:
        row = NodeRow(id, kind_of(id) or "")
        if id in nodes:
            row.set, row.drop = _difference(
                before.nodes.get(id, {}), stored(nodes[id].properties) | {PAGE: page_of(id)}
            )
        if id in changes.keys or id in before.removed_nodes:
            now, wanted = before.keys.get(id, ()), dict.fromkeys(changes.keys.get(id, ()))
            row.keys_added = tuple(key for key in wanted if key not in now)
            row.keys_removed = tuple(key for key in now if key not in wanted)
        if row.set or row.drop or row.keys_added or row.keys_removed or id in before.removed_nodes:
            yield row


def _link_rows(links: Iterable[Link], before: Before) -> Iterator[LinkRow]:
    for id, link in {link_id(*link.key): link for link in links}.items():
        row = LinkRow(id, link.type, link.source, link.target)
        row.set, row.drop = _difference(before.links.get(id, {}), stored(link.properties))
        if row.set or row.drop or id not in before.links or id in before.removed_links:
            yield row


def _difference(
    before: Mapping[str, Stored], wanted: Mapping[str, Stored]
) -> tuple[dict[str, Stored], tuple[str, ...]]:
    changed = {name: value for name, value in wanted.items() if before.get(name) != value}
    gone = tuple(name for name in before if name not in wanted and name != KEY and not name.startswith("~"))
    return changed, gone


def _removals(nodes: Iterable[str], links: Iterable[str]) -> Iterator[GraphTraversal]:
    yield from map(writing.apply_remove_links, pieces(links))
    yield from map(writing.apply_remove_nodes, pieces(nodes))


def _entry(changes: ChangeSet, applied: Applied) -> dict[str, Stored]:
    return {
        "change": changes.id,
        "cause": changes.cause.kind,
        "reference": changes.cause.reference,
        "applied_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "nodes_written": applied.nodes_written,
        "links_written": applied.links_written,
        "nodes_removed": applied.nodes_removed,
        "links_removed": applied.links_removed,
    }


def _steps(nodes: list[NodeRow], links: list[LinkRow], before: Before) -> Iterator[GraphTraversal]:
    """What comes first, what hangs on it after."""
    yield from map(writing.apply_add_nodes, _batches(row for row in nodes if row.id not in before.known))
    yield from map(writing.apply_change_nodes, _batches(row for row in nodes if row.id in before.known))
    yield from map(writing.apply_add_links, _batches(row for row in links if row.id not in before.links))
    yield from map(writing.apply_change_links, _batches(row for row in links if row.id in before.links))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows for one request each: neither too many for the server's stack nor too large for its buffers."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        if batch and (len(batch) >= CHANGES_AT_ONCE or size + row.size > BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += row.size
    if batch:
        yield batch
