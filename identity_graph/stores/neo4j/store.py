"""`Neo4jStore`: `GraphStore` on a Neo4j database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import pyarrow as pa

from identity_graph.analytics.procedures import ParameterValue
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SchemaBehind, StoreBusy
from identity_graph.model import Applied, ChangeSet, LedgerEntry, Link, LinkKey, Node, Subgraph
from identity_graph.schema import Schema
from identity_graph.settings import Settings
from identity_graph.stores.address import Address
from identity_graph.stores.lease import Lease
from identity_graph.stores.neo4j import blocking, procedures, reading, shape, traversal, writing
from identity_graph.stores.neo4j.batches import ids_by_kind
from identity_graph.stores.neo4j.gate import Gate
from identity_graph.stores.neo4j.lease import HeadCell
from identity_graph.stores.neo4j.server import Server, Transaction
from identity_graph.stores.protocol import Counts, Direction, SchemaChange, SchemaState

KEYS_BATCH: Final = 5_000
"""Records whose blocking keys are one batch."""
Result = TypeVar("Result")


class Neo4jStore:
    """A graph in the database at ``address``.

    May be used from many threads, the database from many programs. Writers come one after the other; readers see what
    is committed. Neo4j's isolation is read committed: `neighbourhood` takes care to be of one moment (see `gate`); any
    other call that reads while a change set is being committed may see a part of it.
    """

    def __init__(self, address: Address, settings: Settings) -> None:
        self._server = Server(address, settings)
        self._lease = Lease(HeadCell(self._server), address.shown, settings.busy_timeout_s)
        # What is done while the server works on something else. One thread is enough: beside the writer that holds the
        # head, or has just held it, those that wait for it have a little work.
        self._beside = ThreadPoolExecutor(1, "identity-graph-neo4j")
        self._gate = Gate(self._server, settings.busy_timeout_s, self._beside)
        self._engines: procedures.Engines | None = None
        self._known: tuple[SchemaState, Schema] | None = None

    @property
    def url(self) -> str:
        """The address, without any secret."""
        return self._server.shown

    def exclusive(self) -> AbstractContextManager[None]:
        """See `GraphStore.exclusive`."""
        return self._lease.held()

    def apply(self, changes: ChangeSet) -> Applied:
        """See `GraphStore.apply`."""
        known = self._current()
        if self._server.read_alone("read/apply_known", id=changes.id):
            return Applied(changes.id, already=True)
        with self._gate.shut_for(changes.id) as shut:
            return self._server.write(lambda tx: self._apply(tx, changes, known, shut))

    def applied(self, references: Sequence[str]) -> frozenset[str]:
        """See `GraphStore.applied`."""
        return self._read(lambda tx, _: reading.applied(tx, references))

    def ledger(self, after: int = 0, limit: int = 1000) -> Sequence[LedgerEntry]:
        """See `GraphStore.ledger`."""
        return self._read(lambda tx, _: reading.ledger(tx, after, limit))

    def nodes(self, ids: Sequence[str]) -> Mapping[str, Node]:
        """See `GraphStore.nodes`."""
        return self._read(lambda tx, schema: reading.nodes(tx, schema, ids))

    def links(self, ids: Sequence[str], types: Sequence[str] = (), direction: Direction = "any") -> Sequence[Link]:
        """See `GraphStore.links`."""
        return self._read(lambda tx, schema: reading.links(tx, schema, ids, types, direction))

    def links_between(self, ids: Sequence[str], types: Sequence[str] = ()) -> Sequence[Link]:
        """See `GraphStore.links_between`."""
        return self._read(lambda tx, schema: reading.links_between(tx, schema, ids, types))

    def page_nodes(self, kind: str, after: str = "", limit: int = 1000) -> Sequence[Node]:
        """See `GraphStore.page_nodes`."""
        return self._read(lambda tx, schema: reading.page_nodes(tx, schema, kind, after, limit))

    def page_links(self, type: str, after: LinkKey | None = None, limit: int = 1000) -> Sequence[Link]:
        """See `GraphStore.page_links`."""
        return self._read(lambda tx, schema: reading.page_links(tx, schema, type, after, limit))

    def find(self, kind: str, property: str, value: str, limit: int = 100) -> Sequence[Node]:
        """See `GraphStore.find`."""
        return self._read(lambda tx, schema: reading.find(tx, schema, kind, property, value, limit))

    def neighbourhood(self, ids: Sequence[str], hops: int, types: Sequence[str] = (), limit: int = 1000) -> Subgraph:
        """See `GraphStore.neighbourhood`."""
        _, schema = self._current()
        return self._gate.one_moment(lambda tx: traversal.neighbourhood(tx, schema, ids, hops, types, limit))

    def component(self, ids: Sequence[str], types: Sequence[str], limit: int = 100_000) -> frozenset[str]:
        """See `GraphStore.component`."""
        return self._read(lambda tx, schema: traversal.component(tx, schema, ids, types, limit))

    def blocking_keys(self, records: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """See `GraphStore.blocking_keys`."""
        return self._read(lambda tx, _: blocking.blocking_keys(tx, records))

    def block_sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        """See `GraphStore.block_sizes`."""
        return self._read(lambda tx, _: blocking.block_sizes(tx, keys))

    def block_records(self, keys: Sequence[int]) -> frozenset[str]:
        """See `GraphStore.block_records`."""
        return self._read(lambda tx, _: blocking.block_records(tx, keys))

    def candidates(self, records: Sequence[str], generic_over: int) -> Sequence[tuple[str, str]]:
        """See `GraphStore.candidates`."""
        return self._read(lambda tx, _: blocking.candidates(tx, records, generic_over))

    def all_blocking_keys(self) -> Iterator[Sequence[tuple[int, str]]]:
        """See `GraphStore.all_blocking_keys`."""
        last = ""
        while rows := self._following_keys(last):
            yield [(key, record) for record, keys in rows for key in keys]
            last = rows[-1][0]

    def unresolved(self, after: str = "", limit: int = 1000) -> Sequence[str]:
        """See `GraphStore.unresolved`."""
        return self._read(lambda tx, _: reading.unresolved(tx, after, limit))

    def counts(self) -> Counts:
        """See `GraphStore.counts`."""
        return self._read(reading.counts)

    def procedure_engines(self) -> procedures.Engines:
        """See `RunsProcedures.procedure_engines`. Asked once."""
        if self._engines is None:
            self._engines = procedures.engines(self._server)
        return self._engines

    def run_procedure(
        self, engine: str, name: str, selection: Selection, parameters: Mapping[str, ParameterValue]
    ) -> pa.Table:
        """See `RunsProcedures.run_procedure`. Reads many transactions: what is written meanwhile may be in or not."""
        _, schema = self._current()
        there = self.procedure_engines()
        return procedures.run(self._server, schema, there, engine, name, selection, parameters)

    def schema_state(self) -> SchemaState | None:
        """See `GraphStore.schema_state`."""
        return self._server.read(lambda tx: shape.state(tx, self.url))

    def change_schema(self, change: SchemaChange, state: SchemaState) -> None:
        """See `GraphStore.change_schema`. Constraints and indexes come first, each on its own, then the state."""
        shape.change(self._server, change, state)
        self._known = None

    def close(self) -> None:
        """See `GraphStore.close`."""
        # The gate may still have to be opened.
        self._beside.submit(int).result()
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _apply(
        self, tx: Transaction, changes: ChangeSet, known: tuple[SchemaState, Schema], shut: Callable[[], Future[object]]
    ) -> Applied:
        asking = self._beside.submit(ids_by_kind, changes)
        head: list[list[Any]] = tx.rows("write/apply_lock", id=changes.id)
        if not head:
            raise self._behind()
        version, hash, migrating_to, sequence, holder, is_applied = head[0]
        if is_applied:
            return Applied(changes.id, already=True)
        if self._lease.holder not in (None, holder):
            raise StoreBusy(f"{self.url}: this writer was away too long, and another took over; try again")
        if SchemaState(version, hash, migrating_to) != known[0]:
            known = self._look(tx)
        applied = writing.write(tx, changes, known[1], asking.result(), self._beside)
        shutting = shut()
        writing.write_ledger(tx, changes, applied, sequence + 1)
        shutting.result()
        return applied

    def _read(self, work: Callable[[Transaction, Schema], Result]) -> Result:
        _, schema = self._current()
        return self._server.read(lambda tx: work(tx, schema))

    def _current(self) -> tuple[SchemaState, Schema]:
        """The schema as it was when we last looked: nothing of a schema is ever dropped, so what was read with an older
        one is right. A writer looks again."""
        return self._known or self._server.read(self._look)

    def _look(self, tx: Transaction) -> tuple[SchemaState, Schema]:
        known = shape.stored(tx, self.url)
        if known is None:
            raise self._behind()
        self._known = known
        return known

    def _behind(self) -> SchemaBehind:
        return SchemaBehind(f"{self.url} is empty; run: identity-graph --store {self.url} migrate")

    def _following_keys(self, last: str) -> list[tuple[str, list[int]]]:
        return self._read(lambda tx, _: blocking.after(tx, last, KEYS_BATCH))
