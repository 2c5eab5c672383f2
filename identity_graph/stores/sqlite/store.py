"""`SqliteStore`: `GraphStore` on one SQLite file."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Final, Self

import apsw

from identity_graph.errors import SchemaBehind
from identity_graph.model import Applied, ChangeSet, LedgerEntry, Link, LinkKey, Node, Subgraph
from identity_graph.schema import validate
from identity_graph.stores.protocol import Counts, Direction, SchemaChange, SchemaState
from identity_graph.stores.sqlite import blocking, reading, shape, traversal, writing
from identity_graph.stores.sqlite.connection import MEMORY, Connections
from identity_graph.stores.sqlite.lease import lease
from identity_graph.stores.sqlite.tables import Layout

KEYS_BATCH: Final = 50_000
_FIRST: Final = (-1, -(2**63))


class SqliteStore:
    """A graph in the file at ``path`` (``:memory:`` for one that is gone when closed).

    May be used from many threads, and the file from many processes: any number of readers see the graph of one moment
    each while one writer writes; a second writer waits up to ``busy_timeout_s`` seconds, then gets `StoreBusy`.
    """

    def __init__(self, path: str, *, busy_timeout_s: float = 30.0) -> None:
        self._path = path if path == MEMORY else str(Path(path).absolute())
        self._connections = Connections(self._path, busy_timeout_s)
        self._layout: tuple[SchemaState, Layout] | None = None
        self._busy_timeout_s = busy_timeout_s
        self._in_memory_lease = RLock()

    @property
    def url(self) -> str:
        """The address."""
        return f"sqlite:{self._path}"

    @contextmanager
    def exclusive(self) -> Generator[None]:
        """See `GraphStore.exclusive`."""
        if self._path == MEMORY:
            with self._in_memory_lease:
                yield
        else:
            with lease(Path(f"{self._path}.lock"), self._busy_timeout_s):
                yield

    def apply(self, changes: ChangeSet) -> Applied:
        """See `GraphStore.apply`."""
        with self._reading() as (connection, layout):
            if writing.is_applied(connection, changes.id):
                return Applied(changes.id, already=True)
        # Before the lock: checking takes a third of the time.
        validate(changes, layout.schema)
        with self._connections.writing() as connection:
            if writing.is_applied(connection, changes.id):
                return Applied(changes.id, already=True)
            now = self._current(connection)
            if now is not layout:
                validate(changes, now.schema)
            return writing.write(connection, now, changes)

    def applied(self, references: Sequence[str]) -> frozenset[str]:
        """See `GraphStore.applied`."""
        with self._reading() as (connection, _):
            return reading.applied(connection, references)

    def ledger(self, after: int = 0, limit: int = 1000) -> Sequence[LedgerEntry]:
        """See `GraphStore.ledger`."""
        with self._reading() as (connection, _):
            return reading.ledger(connection, after, limit)

    def nodes(self, ids: Sequence[str]) -> Mapping[str, Node]:
        """See `GraphStore.nodes`."""
        with self._reading() as (connection, layout):
            return reading.nodes(connection, layout, ids)

    def links(self, ids: Sequence[str], types: Sequence[str] = (), direction: Direction = "any") -> Sequence[Link]:
        """See `GraphStore.links`."""
        with self._reading() as (connection, layout):
            return reading.links(connection, layout, ids, types, direction)

    def links_between(self, ids: Sequence[str], types: Sequence[str] = ()) -> Sequence[Link]:
        """See `GraphStore.links_between`."""
        with self._reading() as (connection, layout):
            return reading.links_between(connection, layout, reading.numbers_of(connection, ids), types)

    def page_nodes(self, kind: str, after: str = "", limit: int = 1000) -> Sequence[Node]:
        """See `GraphStore.page_nodes`."""
        with self._reading() as (connection, layout):
            return reading.page_nodes(connection, layout, kind, after, limit)

    def page_links(self, type: str, after: LinkKey | None = None, limit: int = 1000) -> Sequence[Link]:
        """See `GraphStore.page_links`."""
        with self._reading() as (connection, layout):
            return reading.page_links(connection, layout, type, after, limit)

    def find(self, kind: str, property: str, value: str, limit: int = 100) -> Sequence[Node]:
        """See `GraphStore.find`."""
        with self._reading() as (connection, layout):
            return reading.find(connection, layout, kind, property, value, limit)

    def neighbourhood(self, ids: Sequence[str], hops: int, types: Sequence[str] = (), limit: int = 1000) -> Subgraph:
        """See `GraphStore.neighbourhood`."""
        with self._reading() as (connection, layout):
            return traversal.neighbourhood(connection, layout, ids, hops, types, limit)

    def component(self, ids: Sequence[str], types: Sequence[str], limit: int = 100_000) -> frozenset[str]:
        """See `GraphStore.component`."""
        with self._reading() as (connection, layout):
            return traversal.component(connection, layout, ids, types, limit)

    def blocking_keys(self, records: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        """See `GraphStore.blocking_keys`."""
        with self._reading() as (connection, _):
            return blocking.blocking_keys(connection, records)

    def block_sizes(self, keys: Sequence[int]) -> Mapping[int, int]:
        """See `GraphStore.block_sizes`."""
        with self._reading() as (connection, _):
            return blocking.block_sizes(connection, keys)

    def block_records(self, keys: Sequence[int]) -> frozenset[str]:
        """See `GraphStore.block_records`."""
        with self._reading() as (connection, _):
            return blocking.block_records(connection, keys)

    def candidates(self, records: Sequence[str], generic_over: int) -> Sequence[tuple[str, str]]:
        """See `GraphStore.candidates`."""
        with self._reading() as (connection, _):
            return blocking.candidates(connection, records, generic_over)

    def all_blocking_keys(self) -> Iterator[Sequence[tuple[int, str]]]:
        """See `GraphStore.all_blocking_keys`."""
        last = _FIRST
        while True:
            with self._reading() as (connection, _):
                rows = blocking.after(connection, last, KEYS_BATCH)
            if not rows:
                return
            yield [(key, id) for _, key, id in rows]
            last = rows[-1][:2]

    def unresolved(self, after: str = "", limit: int = 1000) -> Sequence[str]:
        """See `GraphStore.unresolved`."""
        with self._reading() as (connection, layout):
            return reading.unresolved(connection, layout, after, limit)

    def counts(self) -> Counts:
        """See `GraphStore.counts`."""
        with self._reading() as (connection, layout):
            return reading.counts(connection, layout)

    def schema_state(self) -> SchemaState | None:
        """See `GraphStore.schema_state`."""
        with self._connections.reading() as connection:
            return shape.state(connection)

    def change_schema(self, change: SchemaChange, state: SchemaState) -> None:
        """See `GraphStore.change_schema`."""
        self._connections.make_durable()
        with self._connections.writing() as connection:
            shape.change(connection, change, state)

    def close(self) -> None:
        """See `GraphStore.close`."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Generator[tuple[apsw.Connection, Layout]]:
        with self._connections.reading() as connection:
            yield connection, self._current(connection)

    def _current(self, connection: apsw.Connection) -> Layout:
        """The layout as stored: another process may have migrated the graph since we last looked."""
        state = shape.state(connection)
        if state is None:
            raise SchemaBehind(f"{self.url} is empty; run: identity-graph --store {self.url} migrate")
        known = self._layout
        if known is None or known[0] != state:
            known = self._layout = (state, shape.layout(connection))
        return known[1]
