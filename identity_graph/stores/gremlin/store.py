"""`GremlinStore`: `GraphStore` on a TinkerPop server with transactions, e.g. AWS Neptune."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Final, Self, TypeVar
from uuid import uuid4

import pyarrow as pa
from gremlin_python.process.graph_traversal import GraphTraversal

from identity_graph.analytics.procedures.parameter import ParameterValue
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SchemaBehind, StoreBusy, StoreError
from identity_graph.model import ID_PREFIXES, Applied, ChangeSet, LedgerEntry, Link, LinkKey, Node, Subgraph
from identity_graph.schema import Schema, validate
from identity_graph.settings import Settings
from identity_graph.stores.address import Address
from identity_graph.stores.gremlin import blocking, layout, paging, procedures, reading, shape, walking, writing
from identity_graph.stores.gremlin.lease import ServerCell, held
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.server import Server
from identity_graph.stores.gremlin.shape import Shape
from identity_graph.stores.gremlin.traversals import reading as reads
from identity_graph.stores.gremlin.traversals import writing as writes
from identity_graph.stores.lease import Lease
from identity_graph.stores.protocol import Counts, Direction, SchemaChange, SchemaState

OPTIONS: Final = frozenset({"iam", "source"})
"""What may stand in the address: ``?iam=REGION`` signs every connect, ``source`` names the traversal source (``g``)."""
STEADY_S: Final = 2.0
"""For how long a read of several requests is tried again because somebody wrote meanwhile."""
PAGES_AT_ONCE: Final = 16
Result = TypeVar("Result")


class GremlinStore:
    """A graph on a Gremlin server. May be used from many threads and processes: writers are one after the other, and
    who meets another one tries again for ``retry_for_s`` seconds, then gets `StoreBusy`."""

    def __init__(self, address: Address, settings: Settings) -> None:
        self._address, self._settings = address, settings
        self._server = Server(address, settings)
        self._schemas: dict[tuple[int, str], Schema] = {}
        self._writing = threading.Lock()
        self._lease = Lease(ServerCell(self._server), address.shown, settings.busy_timeout_s)

    @property
    def url(self) -> str:
        """The address."""
        return self._address.shown

    def exclusive(self) -> AbstractContextManager[None]:
        """See `GraphStore.exclusive`."""
        return self._lease.held()

    def apply(self, changes: ChangeSet) -> Applied:
        """See `GraphStore.apply`."""
        known = self._read(lambda requests, now: None if _done(requests, changes.id) else now.schema)
        if known is None:
            return Applied(changes.id, already=True)
        validate(changes, known)
        attempts: set[str] = set()

        def act(requests: Requests) -> Applied:
            attempts.add(attempt := uuid4().hex)
            now = self._shape(requests, writes.apply_begin(attempt))
            if done := _done(requests, changes.id):
                return _settled(requests, changes.id, done, attempts)
            if now.schema is not known:
                validate(changes, now.schema)
            self._check_lease(requests)
            return writing.write(requests, now.head, changes, attempt)

        # Writers of one store queue here: on the server each would undo the other's work.
        if not self._writing.acquire(timeout=self._settings.busy_timeout_s):
            raise StoreBusy(f"{self.url}: other threads are writing; waited {self._settings.busy_timeout_s:g} s")
        try:
            return self._server.write(act)
        finally:
            self._writing.release()

    def applied(self, references: Sequence[str]) -> frozenset[str]:
        """See `GraphStore.applied`."""
        return self._read(lambda requests, _: reading.applied(requests, references))

    def ledger(self, after: int = 0, limit: int = 1000) -> Sequence[LedgerEntry]:
        """See `GraphStore.ledger`."""
        return self._read(lambda requests, now: reading.ledger(requests, now, after, limit))

    def nodes(self, ids: Sequence[str]) -> Mapping[str, Node]:
        """See `GraphStore.nodes`."""
        return self._read(lambda requests, now: reading.nodes(requests, now, ids))

    def links(self, ids: Sequence[str], types: Sequence[str] = (), direction: Direction = "any") -> Sequence[Link]:
        """See `GraphStore.links`."""
        return self._read(lambda requests, now: reading.links(requests, now, ids, types, direction))

    def links_between(self, ids: Sequence[str], types: Sequence[str] = ()) -> Sequence[Link]:
        """See `GraphStore.links_between`."""
        return self._read(lambda requests, now: reading.links_between(requests, now, ids, types))

    def page_nodes(self, kind: str, after: str = "", limit: int = 1000) -> Sequence[Node]:
        """See `GraphStore.page_nodes`."""
        return self._read(lambda requests, now: paging.page_nodes(requests, now, kind, after, limit))

    def page_links(self, type: str, after: LinkKey | None = None, limit: int = 1000) -> Sequence[Link]:
        """See `GraphStore.page_links`."""
        return self._read(lambda requests, now: paging.page_links(requests, now, type, after, limit))

    def find(self, kind: str, property: str, value: str, limit: int = 100) -> Sequence[Node]:
        """See `GraphStore.find`."""
        return self._read(lambda requests, now: reading.find(requests, now, kind, property, value, limit))

    def neighbourhood(self, ids: Sequence[str], hops: int, types: Sequence[str] = (), limit: int = 1000) -> Subgraph:
        """See `GraphStore.neighbourhood`."""
        return self._read(lambda requests, now: walking.neighbourhood(requests, now, ids, hops, types, limit))

    def component(self, ids: Sequence[str], types: Sequence[str], limit: int = 100_000) -> frozenset[str]:
        """See `GraphStore.component`."""
        return self._read(lambda requests, now: walking.component(requests, now, ids, types, limit))

    def blocking_keys(self, records: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """See `GraphStore.blocking_keys`."""
        return self._read(lambda requests, _: blocking.blocking_keys(requests, records))

    def block_sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        """See `GraphStore.block_sizes`."""
        return self._read(lambda requests, _: blocking.block_sizes(requests, keys))

    def block_records(self, keys: Sequence[int]) -> frozenset[str]:
        """See `GraphStore.block_records`."""
        return self._read(lambda requests, _: blocking.block_records(requests, keys))

    def candidates(self, records: Sequence[str], generic_over: int) -> Sequence[tuple[str, str]]:
        """See `GraphStore.candidates`."""
        return self._read(lambda requests, _: blocking.candidates(requests, records, generic_over))

    def all_blocking_keys(self) -> Iterator[Sequence[tuple[int, str]]]:
        """See `GraphStore.all_blocking_keys`."""
        count = self._read(lambda _, now: now.head.nodes.get("Record", 0))
        every = [] if count <= paging.FEW else list(layout.pages(ID_PREFIXES["Record"]))
        parts = list(reading.pieces(every, PAGES_AT_ONCE)) or [[]]
        for pages in parts if count else []:
            yield self._keys_on(pages)

    def _keys_on(self, pages: Sequence[str]) -> Sequence[tuple[int, str]]:
        return self._read(lambda requests, _: paging.all_blocking_keys(requests, pages))

    def unresolved(self, after: str = "", limit: int = 1000) -> Sequence[str]:
        """See `GraphStore.unresolved`."""
        return self._read(lambda requests, now: paging.unresolved(requests, now, after, limit))

    def counts(self) -> Counts:
        """See `GraphStore.counts`."""
        return self._read(lambda _, now: reading.counts(now))

    def schema_state(self) -> SchemaState | None:
        """See `GraphStore.schema_state`."""
        return self._server.read(lambda requests: shape.state(requests, self.url))

    def change_schema(self, change: SchemaChange, state: SchemaState) -> None:
        """See `GraphStore.change_schema`."""
        self._server.write(lambda requests: shape.change(requests, self.url, change, state))

    def procedure_engines(self) -> Mapping[str, frozenset[str]]:
        """See `RunsProcedures.procedure_engines`."""
        return {procedures.ENGINE: frozenset(procedures.RUNS)}

    def run_procedure(
        self, engine: str, name: str, selection: Selection, parameters: Mapping[str, ParameterValue]
    ) -> pa.Table:
        """See `RunsProcedures.run_procedure`."""
        if engine != procedures.ENGINE:
            raise StoreError(f"{self.url} does not run procedures by {engine}, but by {procedures.ENGINE}")
        return procedures.run(self._server, lambda: self._read(lambda _, now: now), name, selection, parameters)

    def close(self) -> None:
        """See `GraphStore.close`."""
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, act: Callable[[Requests, Shape], Result]) -> Result:
        """What ``act`` reads, all of one moment: a server keeps that for one request; over several, the ledger must
        not have moved meanwhile."""

        def attempt(requests: Requests) -> Result:
            until, before = time.monotonic() + STEADY_S, self._shape(requests, reads.schema_state())
            while True:
                asked = requests.asked
                result = act(requests, before)
                if requests.asked - asked <= 1:
                    return result
                after = self._shape(requests, reads.schema_state())
                if after.head == before.head or time.monotonic() > until:
                    return result
                before = after

        return self._server.read(attempt)

    def _shape(self, requests: Requests, head: GraphTraversal) -> Shape:
        """The schema as stored: another process may have migrated the graph since we last looked."""
        now = shape.head_of(requests.ask(head))
        if now is None:
            raise SchemaBehind(f"{self.url} is empty; run: identity-graph --store {self.url} migrate")
        key = (now.state.version, now.state.hash)
        if key not in self._schemas:
            self._schemas[key] = shape.schema(requests, now.state.version)
        return Shape(self._schemas[key], now)

    def _check_lease(self, requests: Requests) -> None:
        mine, now = self._lease.holder, held(requests)
        if mine is not None and (now is None or now.holder != mine):
            raise StoreBusy(f"{self.url}: another load or resolution took the writer lease over; run this one again")


def _done(requests: Requests, change_set: str) -> dict[str, Any] | None:
    rows = requests.ask(writes.apply_done(change_set))
    return rows[0] if rows else None


def _settled(requests: Requests, change_set: str, done: dict[str, Any], attempts: set[str]) -> Applied:
    """What an apply did whose commit's reply was lost; or that somebody else did it."""
    if done["by"] not in attempts:
        return Applied(change_set, already=True)
    entry = reading.entry_of(done["sequence"], requests.ask(reads.ledger([layout.ledger_id(done["sequence"])]))[0])
    return Applied(
        change_set,
        already=False,
        nodes_written=entry.nodes_written,
        links_written=entry.links_written,
        nodes_removed=entry.nodes_removed,
        links_removed=entry.links_removed,
    )
