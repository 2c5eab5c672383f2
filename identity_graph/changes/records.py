"""What loading a batch of records writes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from identity_graph.changes.deriving import Derived, derived, record_node
from identity_graph.model import Cause, ChangeSet, Link, Node, Record

Said = Mapping[str, tuple[Node, Record]]
"""Record id → the record as the graph keeps it, and as the source says it."""


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What loading a batch changes: ``new`` and ``changed`` are record ids, ``unchanged`` a count."""

    changes: ChangeSet
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


def said_by(records: Iterable[Record]) -> Said:
    """Records by their ids; of one that comes twice, the last."""
    return {(node := record_node(record)).id: (node, record) for record in records}


def load_changes(
    cause: Cause,
    said: Said,
    stored: Mapping[str, Node],
    stale: Sequence[Link],
    removed_nodes: Iterable[str] = (),
    derive: Callable[[Node, Record], Derived] = derived,
) -> LoadOutcome:
    """What loading these records writes, given the record nodes the graph has under their ids.

    ``stale`` are all links of records that changed and the RESOLVES_TO links of whoever was decided together with
    them: their decisions rest on what the source no longer says, so they wait to be resolved anew.
    """
    new = [id for id in said if id not in stored]
    changed = changed_in(said, stored)
    written = [derive(*said[id]) for id in (*new, *changed)]
    nodes = {node.id: node for node in _distinct(written)}
    changes = ChangeSet(
        cause,
        nodes=tuple(nodes.values()),
        links=tuple(link for record in written for link in record.links),
        removed_nodes=tuple(id for id in removed_nodes if id not in nodes),
        removed_links=tuple(link.key for link in stale),
        keys={record.record.id: record.keys for record in written},
    )
    return LoadOutcome(changes, tuple(new), tuple(changed), len(said) - len(written))


SPELLED: Final = frozenset({"Address"})
"""Kinds whose nodes keep one of several spellings, so that another one tells nothing."""


def spelled_as_before(changes: ChangeSet, stored: Mapping[str, Node]) -> ChangeSet:
    """The same changes; of the identifiers that the graph has in another spelling, the one it would have kept had all
    come at once."""
    return replace(changes, nodes=tuple(_settled(stored.get(node.id), node) for node in changes.nodes))


def changed_in(said: Said, stored: Mapping[str, Node]) -> list[str]:
    """Those of the records the graph has that say something else than it has of them."""
    return [
        id
        for id, (node, _) in said.items()
        if id in stored and node.properties["content"] != stored[id].properties["content"]
    ]


def _distinct(written: Iterable[Derived]) -> Iterable[Node]:
    nodes: dict[str, Node] = {}
    for record in written:
        for node in (record.record, *record.identifiers):
            nodes[node.id] = _settled(nodes.get(node.id), node)
    return nodes.values()


def _settled(one: Node | None, other: Node) -> Node:
    """Of two spellings of one thing the smaller, so that it does not matter which record came first."""
    return other if one is None else min(one, other, key=lambda node: sorted(node.properties.items()))
