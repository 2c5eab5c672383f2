"""The values everything else is written in: what a source says, and what the graph holds. No behaviour beyond that."""

from identity_graph.model.changes import Applied, Cause, CauseKind, ChangeSet, LedgerEntry
from identity_graph.model.graph import Link, LinkKey, Node, Subgraph, Value
from identity_graph.model.ids import (
    ID_PREFIXES,
    content_hash,
    founding_record_of,
    identity_id_of,
    kind_of,
    node_id,
    record_node_id,
)
from identity_graph.model.record import EntityKind, Identifier, Name, PostalAddress, Record
from identity_graph.model.record_json import record_from_json, record_to_json

__all__ = [
    "ID_PREFIXES",
    "Applied",
    "Cause",
    "CauseKind",
    "ChangeSet",
    "EntityKind",
    "Identifier",
    "LedgerEntry",
    "Link",
    "LinkKey",
    "Name",
    "Node",
    "PostalAddress",
    "Record",
    "Subgraph",
    "Value",
    "content_hash",
    "founding_record_of",
    "identity_id_of",
    "kind_of",
    "node_id",
    "record_from_json",
    "record_node_id",
    "record_to_json",
]
