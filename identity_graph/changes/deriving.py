"""What normalizing makes of a record: its identifiers as nodes, the links to them, and its blocking keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from identity_graph.model import (
    Link,
    Node,
    Record,
    Value,
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

Compact = tuple[tuple[tuple[str, str, Mapping[str, Value]], ...], tuple[int, ...]]
"""Kind, id and properties of each identifier, and the blocking keys: what has to go from process to process."""


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


def derived(node: Node, record: Record) -> Derived:
    """Of a record and its node."""
    return expanded(node, _compact(record))


def derived_elsewhere(records: Sequence[tuple[str, str, str, str]]) -> list[Compact]:
    """Of records told as source, record id, kind and data (JSON): in a process that has nothing else of them."""
    return [_compact(record_from_json(*said)) for said in records]


def expanded(node: Node, compact: Compact) -> Derived:
    """What was derived, as the graph keeps it."""
    identifiers, keys = compact
    return Derived(
        record=node,
        identifiers=tuple([Node(id, kind, properties) for kind, id, properties in identifiers]),
        links=tuple([Link(HAS_LINKS[kind], node.id, id) for kind, id, _ in identifiers]),
        keys=keys,
    )


def _compact(record: Record) -> Compact:
    found = [(key.kind, node_id(key.kind, *key.key), key.properties) for key in identifier_keys(record)]
    return tuple(found), tuple(sorted(blocking_keys(comparable(record))))
