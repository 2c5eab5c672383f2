"""Reading nodes, links and the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from identity_graph.errors import StoreError
from identity_graph.model import Cause, LedgerEntry, Link, LinkKey, Node, kind_of
from identity_graph.schema import Schema
from identity_graph.stores.gremlin import layout
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.shape import Shape
from identity_graph.stores.gremlin.traversals import reading as traversals
from identity_graph.stores.protocol import Counts, Direction

IDS_AT_ONCE: Final = 500
Item = TypeVar("Item")


def pieces(items: Iterable[Item], size: int = IDS_AT_ONCE) -> Iterator[list[Item]]:
    """The items, some at a time."""
    every = list(items)
    return (every[start : start + size] for start in range(0, len(every), size))


def askable(ids: Iterable[str]) -> dict[str, None]:
    """Ids that can be anybody's, each once: half a character is no server's."""
    return dict.fromkeys(id for id in ids if id.isascii())


def nodes(requests: Requests, shape: Shape, ids: Sequence[str]) -> dict[str, Node]:
    """The nodes with these ids, in the order given."""
    wanted = [id for id in askable(ids) if kind_of(id) in shape.schema.nodes]
    found: dict[str, Node] = {}
    for rows in requests.ask_each(traversals.nodes(part) for part in pieces(wanted)):
        found.update((row["~id"], node_of(shape.schema, row)) for row in rows)
    return {id: found[id] for id in wanted if id in found}


def links(
    requests: Requests, shape: Shape, ids: Sequence[str], types: Sequence[str], direction: Direction
) -> list[Link]:
    """The links at these nodes."""
    known = shape.types(types)
    found: dict[str, Link] = {}
    for rows in requests.ask_each(traversals.links(part, known, direction) for part in pieces(askable(ids))):
        found.update((row["id"], link_of(shape.schema, row)) for row in rows)
    return ordered(found.values())


def links_between(requests: Requests, shape: Shape, ids: Iterable[str], types: Sequence[str]) -> list[Link]:
    """The links among nodes. Found from their sources: the hubs of this graph are identifiers, which are targets
    only."""
    among = askable(ids)
    return [link for link in links(requests, shape, list(among), types, "out") if link.target in among]


def find(requests: Requests, shape: Shape, kind: str, property: str, value: str, limit: int) -> list[Node]:
    """Nodes by an indexed property."""
    declared = shape.kind(kind).properties.get(property)
    if declared is None or not declared.index:
        raise StoreError(f"{kind}.{property} is not indexed; find looks up indexed properties only")
    wanted = value == "true" if declared.type == "boolean" else value
    return [node_of(shape.schema, row) for row in requests.ask(traversals.find(kind, property, wanted, limit))]


def counts(shape: Shape) -> Counts:
    """The sizes, which the head knows."""
    head = shape.head
    return Counts(
        {kind: head.nodes.get(kind, 0) for kind in shape.schema.nodes},
        {type: head.links.get(type, 0) for type in shape.schema.links},
    )


def applied(requests: Requests, references: Sequence[str]) -> frozenset[str]:
    """Those of the references that the ledger holds."""
    wanted = {layout.reference_id(reference): reference for reference in references}
    answers = requests.ask_each(traversals.applied(part) for part in pieces(wanted))
    return frozenset(wanted[id] for ids in answers for id in ids)


def ledger(requests: Requests, shape: Shape, after: int, limit: int) -> list[LedgerEntry]:
    """A page of the ledger, by the sequences that it must have."""
    sequences = range(max(after, 0) + 1, min(max(after, 0) + limit, shape.head.sequence) + 1)
    ids = {layout.ledger_id(sequence): sequence for sequence in sequences}
    answers = requests.ask_each(traversals.ledger(part) for part in pieces(ids))
    rows = {ids[row["~id"]]: row for rows in answers for row in rows}
    return [entry_of(sequence, rows[sequence]) for sequence in sequences]


def entry_of(sequence: int, row: dict[str, Any]) -> LedgerEntry:
    """A line of the ledger."""
    return LedgerEntry(
        sequence,
        row["change"],
        Cause(row["cause"], row["reference"]),
        row["applied_at"],
        row["nodes_written"],
        row["links_written"],
        row["nodes_removed"],
        row["links_removed"],
    )


def node_of(schema: Schema, row: dict[str, Any]) -> Node:
    """A vertex as a node."""
    kind = schema.nodes[row.pop("~label")]
    return Node(row.pop("~id"), kind.name, layout.restored(kind.properties, row))


def link_of(schema: Schema, row: dict[str, Any]) -> Link:
    """An edge as a link."""
    key: LinkKey = layout.link_key(row["id"])
    return Link(*key, layout.restored(schema.links[key[0]].properties, row["properties"]))


def ordered(links: Iterable[Link]) -> list[Link]:
    """Links by key."""
    return sorted(links, key=lambda link: link.key)
