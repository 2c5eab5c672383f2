"""What loading a batch of records writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from identity_graph.model import (
    Cause,
    ChangeSet,
    Link,
    Node,
    Record,
    content_hash,
    node_id,
    record_from_json,
    record_node_id,
    record_to_json,
)
from identity_graph.normalize import blocking_keys, comparable, identifier_keys

HAS_LINKS: Final[Mapping[str, str]] = {
    "Document": "HAS_DOCUMENT",
    "Phone": "HAS_PHONE",
    "Email": "HAS_EMAIL",
    "Address": "HAS_ADDRESS",
    "BankAccount": "HAS_BANK_ACCOUNT",
    "MobileAccount": "HAS_MOBILE_ACCOUNT",
    "Device": "HAS_DEVICE",
    "IpAddress": "HAS_IP_ADDRESS",
    "Account": "HAS_ACCOUNT",
    "FaceTemplate": "HAS_FACE_TEMPLATE",
}
"""The link type by which a record or an identity has an identifier of a kind."""


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What loading a batch changes: ``new`` and ``changed`` are record ids, ``unchanged`` a count."""

    changes: ChangeSet
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Derived:
    """What one record puts into the graph: itself, identifiers, the links to them, blocking keys (sorted)."""

    record: Node
    identifiers: tuple[Node, ...]
    links: tuple[Link, ...]
    keys: tuple[int, ...]


def record_node(record: Record) -> Node:
    """A record as the graph keeps it."""
    data = record_to_json(record)
    properties = {
        "source": record.source,
        "record_id": record.record_id,
        "kind": record.kind,
        "country": record.country,
        "observed_on": record.observed_on,
        "data": data,
        "content": content_hash(record.kind, data),
    }
    said = {name: value for name, value in properties.items() if value is not None}
    return Node(record_node_id(record.source, record.record_id), "Record", said)


def record_of(node: Node) -> Record:
    """The record that `record_node` was given."""
    said = node.properties
    return record_from_json(str(said["source"]), str(said["record_id"]), str(said["kind"]), str(said["data"]))


def load_changes(
    cause: Cause,
    records: Iterable[Record],
    stored: Mapping[str, Node],
    stale: Sequence[Link],
    removed_nodes: Iterable[str] = (),
) -> LoadOutcome:
    """What loading these records writes, given the record nodes the graph has under their ids.

    ``stale`` are all links of records that changed and the RESOLVES_TO links of whoever was decided together with
    them: their decisions rest on what the source no longer says, so they wait to be resolved anew.
    """
    nodes = {(node := record_node(record)).id: (node, record) for record in records}
    new = [id for id in nodes if id not in stored]
    changed = [id for id, (node, _) in nodes.items() if id in stored and not same_content(node, stored[id])]
    written = [derived(*nodes[id]) for id in (*new, *changed)]
    said = {node.id: node for node in _distinct(written)}
    changes = ChangeSet(
        cause,
        nodes=tuple(said.values()),
        links=tuple(link for record in written for link in record.links),
        removed_nodes=tuple(id for id in removed_nodes if id not in said),
        removed_links=tuple(link.key for link in stale),
        keys={record.record.id: record.keys for record in written},
    )
    return LoadOutcome(changes, tuple(new), tuple(changed), len(nodes) - len(written))


def spelled_as_before(changes: ChangeSet, stored: Mapping[str, Node]) -> ChangeSet:
    """The same changes; of the identifiers that the graph has in another spelling, the one it would have kept had all
    come at once."""
    return replace(changes, nodes=tuple(_settled(stored.get(node.id), node) for node in changes.nodes))


def same_content(node: Node, stored: Node) -> bool:
    """Whether a record node says what the stored one does."""
    return node.properties["content"] == stored.properties["content"]


def derived(node: Node, record: Record) -> Derived:
    """What normalizing makes of a record and its node."""
    identifiers = [(key, node_id(key.kind, *key.key)) for key in identifier_keys(record)]
    return Derived(
        record=node,
        identifiers=tuple(Node(id, key.kind, key.properties) for key, id in identifiers),
        links=tuple(Link(HAS_LINKS[key.kind], node.id, id) for key, id in identifiers),
        keys=tuple(sorted(blocking_keys(comparable(record)))),
    )


def _distinct(written: Iterable[Derived]) -> Iterable[Node]:
    nodes: dict[str, Node] = {}
    for record in written:
        for node in (record.record, *record.identifiers):
            nodes[node.id] = _settled(nodes.get(node.id), node)
    return nodes.values()


def _settled(one: Node | None, other: Node) -> Node:
    """Of two spellings of one thing the smaller, so that it does not matter which record came first."""
    return other if one is None else min(one, other, key=lambda node: sorted(node.properties.items()))
