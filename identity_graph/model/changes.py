"""The one way to write: a change set, hashed by its content, applied atomically and once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import msgspec

from identity_graph.model.graph import Link, LinkKey, Node
from identity_graph.model.ids import content_hash

_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_SLOW_ENCODER: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))

CauseKind = Literal["load", "model", "resolution", "analytics", "judgement", "erasure", "migration"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a change set was written. ``reference`` names the occasion without personal data (a batch's hash, a model id)
    and is what a resumed load asks the ledger for."""

    kind: CauseKind
    reference: str


@dataclass(frozen=True)
class ChangeSet:
    """Upserts and removals of nodes and links with a cause.

    An upsert says all properties of its node or link: what it does not name is gone. Removing a node removes its
    links. Within one change set removals happen first. Applied once means once for ever: who brings the graph back
    to an earlier state on purpose needs another reference. ``keys`` replaces the blocking keys (64-bit integers) of the
    records named in it; they are an index, not part of the graph.
    """

    cause: Cause
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    removed_nodes: tuple[str, ...] = ()
    removed_links: tuple[LinkKey, ...] = ()
    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """The hash of the content: the same changes for the same cause have the same id, in whatever order given."""
        content = [
            len(self.nodes),
            {node.id: node.properties for node in self.nodes},
            len(self.links),
            {f"{link.type} {link.source} {link.target}": link.properties for link in self.links},
            sorted(self.removed_nodes),
            sorted(self.removed_links),
            {record: sorted(keys) for record, keys in self.keys.items()},
        ]
        # One call of the encoder, which sorts by key: an encoding for each element would cost more than its write.
        return f"chg_{content_hash(self.cause.kind, self.cause.reference, _encoded(content))}"

    def is_empty(self) -> bool:
        """Whether applying it would write nothing but a ledger line."""
        return not (self.nodes or self.links or self.removed_nodes or self.removed_links or self.keys)


@dataclass(frozen=True, slots=True)
class Applied:
    """What one ``apply`` did. ``already`` is true where the ledger held the change set before: nothing was written."""

    id: str
    already: bool
    nodes_written: int = 0
    links_written: int = 0
    nodes_removed: int = 0
    links_removed: int = 0


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the ledger: ids, causes and counts, never personal values. ``applied_at`` is UTC, ISO 8601."""

    sequence: int
    id: str
    cause: Cause
    applied_at: str
    nodes_written: int
    links_written: int
    nodes_removed: int
    links_removed: int


def _encoded(content: object) -> str:
    """JSON, the same for the same content."""
    try:
        return _ENCODER.encode(content).decode()
    except UnicodeEncodeError:
        # A text with half a character has an id as well: it takes a store to refuse it.
        return _SLOW_ENCODER.encode(content)
