"""What the domain asks of a store. No query language in any signature; writes take batches."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Protocol, Self

import pyarrow as pa

from identity_graph.analytics.procedures.parameter import ParameterValue
from identity_graph.analytics.selection import Selection
from identity_graph.model import Applied, ChangeSet, LedgerEntry, Link, LinkKey, Node, Subgraph
from identity_graph.schema import LinkType, NodeKind, Property

Direction = Literal["out", "in", "any"]


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What a stored graph says of its own shape. ``migrating_to`` is set while a migration's data step is under way:
    whoever opens the graph then must finish it (`migrate` resumes), not use it."""

    version: int
    hash: str
    migrating_to: int | None = None


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One step of the shape, in no store's language: kinds, types and properties to add (nothing is ever dropped)."""

    nodes: tuple[NodeKind, ...] = ()
    links: tuple[LinkType, ...] = ()
    node_properties: tuple[tuple[str, Property], ...] = ()
    """(node kind, property)"""
    link_properties: tuple[tuple[str, Property], ...] = ()
    """(link type, property)"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes of each kind and links of each type there are; every kind and type of the schema is named."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)


class RunsProcedures(Protocol):
    """An optional power: graph procedures carried out where the graph is. Not part of `GraphStore`."""

    def procedure_engines(self) -> Mapping[str, frozenset[str]]:
        """Engine (``cypher``, ``gds``, ``gremlin``) → the procedures it can run on this server, by the names of
        `identity_graph.analytics.procedures`."""
        ...

    def run_procedure(
        self, engine: str, name: str, selection: Selection, parameters: Mapping[str, ParameterValue]
    ) -> pa.Table:
        """The procedure's table, in the form of its `Shape`, of the selected links. ``parameters`` are checked ones.
        Nothing of it stays in the graph. Raises `StoreError` or one of its kinds."""
        ...


class GraphStore(Protocol):
    """A stored identity graph. All methods raise `StoreError` or one of its kinds; none returns a part as the whole.

    An id that is not there is left out of an answer; a kind, type or property the schema does not have is an error.
    A store without a shape raises `SchemaBehind` on all but `schema_state`, `change_schema` and `close`.
    """

    @property
    def url(self) -> str:
        """The address, without any secret."""
        ...

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the store's one writer lease: whoever reads, decides and writes back does so as if alone. Readers are
        not kept out, nor is a lone `apply`. Raises `StoreBusy` where another holds it for too long."""
        ...

    def apply(self, changes: ChangeSet) -> Applied:
        """Write the change set atomically, durably and once: a second time is a no-op. Validates it first against the
        stored schema (`InvalidChange`), and refuses links and blocking keys of nodes that are neither in the graph nor
        in the change set. A node or link that already is as the change set says does not count as written; the links a
        removed node had count as removed."""
        ...

    def applied(self, references: Sequence[str]) -> frozenset[str]:
        """Which of these cause references the ledger holds."""
        ...

    def ledger(self, after: int = 0, limit: int = 1000) -> Sequence[LedgerEntry]:
        """Entries with a sequence number above ``after``, oldest first."""
        ...

    def nodes(self, ids: Sequence[str]) -> Mapping[str, Node]:
        """The nodes with these ids; unknown ids are left out."""
        ...

    def links(self, ids: Sequence[str], types: Sequence[str] = (), direction: Direction = "any") -> Sequence[Link]:
        """The links of these nodes, ordered by key, each once; ``types`` empty means all."""
        ...

    def links_between(self, ids: Sequence[str], types: Sequence[str] = ()) -> Sequence[Link]:
        """The links whose both ends are among these nodes, ordered by key."""
        ...

    def page_nodes(self, kind: str, after: str = "", limit: int = 1000) -> Sequence[Node]:
        """Nodes of a kind with an id above ``after``, in the order of their ids (bytewise)."""
        ...

    def page_links(self, type: str, after: LinkKey | None = None, limit: int = 1000) -> Sequence[Link]:
        """Links of a type with a key above ``after``, in the order of their keys (bytewise)."""
        ...

    def find(self, kind: str, property: str, value: str, limit: int = 100) -> Sequence[Node]:
        """Nodes of a kind whose indexed property has this value (``true`` or ``false`` of a boolean), in the order of
        their ids."""
        ...

    def neighbourhood(self, ids: Sequence[str], hops: int, types: Sequence[str] = (), limit: int = 1000) -> Subgraph:
        """What is within ``hops`` links of these nodes, in either direction; nearest first, then in the order of ids;
        at most ``limit`` nodes; with all links (of these types; empty means all) among them."""
        ...

    def component(self, ids: Sequence[str], types: Sequence[str], limit: int = 100_000) -> frozenset[str]:
        """All nodes reachable from these over links of these types (empty means all) in either direction, themselves
        included. Raises `StoreError` past ``limit``."""
        ...

    def blocking_keys(self, records: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """The blocking keys of these records, sorted; records without any are left out."""
        ...

    def block_sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        """How many records have each of these blocking keys; keys of none are left out."""
        ...

    def block_records(self, keys: Sequence[int]) -> frozenset[str]:
        """All records that have one of these blocking keys."""
        ...

    def candidates(self, records: Sequence[str], generic_over: int) -> Sequence[tuple[str, str]]:
        """Pairs (smaller id first, each once, ordered) of one of these records and any other one that share a blocking
        key which at most ``generic_over`` records have."""
        ...

    def all_blocking_keys(self) -> Iterator[Sequence[tuple[int, str]]]:
        """Every (key, record) in batches, in no promised order, for a join outside the store. Each batch is of one
        moment; the caller may write between two."""
        ...

    def unresolved(self, after: str = "", limit: int = 1000) -> Sequence[str]:
        """Ids (above ``after``, ordered) of records that no identity has yet."""
        ...

    def counts(self) -> Counts:
        """The size of the graph by kind and type."""
        ...

    def schema_state(self) -> SchemaState | None:
        """The stored shape; ``None`` for an empty store. Raises `NotAnIdentityGraph` for anything else."""
        ...

    def change_schema(self, change: SchemaChange, state: SchemaState) -> None:
        """Bring the shape one step forward and note the new state, atomically where the engine can. What is there
        already is left as it is, so a step can be taken again. ``state.hash`` must be the new shape's hash."""
        ...

    def close(self) -> None:
        """Give everything back; a closed store cannot be used again."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
