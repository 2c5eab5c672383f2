"""Opening an identity graph's file, one connection for each thread, and transactions on it."""

import threading
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from weakref import WeakSet

import apsw

from identity_graph.errors import NotAnIdentityGraph, StoreBusy, StoreError
from identity_graph.stores.sqlite.failures import translated

APPLICATION_ID: Final = 0x49644772
"""``IdGr``: written into the file's header, so that a stranger's SQLite file is never taken for ours."""

MEMORY: Final = ":memory:"
CACHE_KIB: Final = 65_536
CHECKPOINT_PAGES: Final = 8_000
"""The WAL goes back into the file past this (32 MB): every change set of a bulk load would be too often."""


class Connections:
    """The connections of one store. Each thread gets its own; all end with `close`."""

    def __init__(self, path: str, busy_timeout_s: float) -> None:
        self.path = path
        self._busy_timeout_s = busy_timeout_s
        # Shared by the threads of this process only; the name keeps two stores in memory apart.
        self._memory = f"/identity-graph-{uuid.uuid4().hex}" if path == MEMORY else None
        self._local = threading.local()
        self._all: WeakSet[apsw.Connection] = WeakSet()
        self._lock = threading.Lock()
        self._closed = False
        # Opening early tells of a wrong place at once, and keeps a graph in memory alive.
        self._first = self._mine()

    @contextmanager
    def reading(self) -> Generator[apsw.Connection]:
        """One moment of the graph: what others commit meanwhile is not seen."""
        with translated(self.path):
            connection = self._mine()
            connection.execute("BEGIN")
            with _ending(connection):
                yield connection

    @contextmanager
    def writing(self) -> Generator[apsw.Connection]:
        """The one writer's transaction: all of it or, on any error, nothing. Waits for another, then `StoreBusy`."""
        with translated(self.path):
            connection = self._mine()
            connection.execute("BEGIN IMMEDIATE")
            with _ending(connection):
                yield connection

    def make_durable(self) -> None:
        """Put the file into write-ahead-log mode, which it remembers. Never done to a file that is not ours."""
        if self._memory:
            return
        with translated(self.path):
            mode = self._patiently("PRAGMA journal_mode=WAL")
        if mode != "wal":
            raise StoreError(
                f"{self.path}: SQLite cannot keep a write-ahead log there (a network file system?); use a local disk"
            )

    def close(self) -> None:
        """Close the connections of all threads. One that is busy in another thread is closed when that thread ends."""
        with self._lock:
            self._closed = True
            for connection in list(self._all):
                try:
                    connection.close()
                except apsw.ThreadingViolationError:
                    continue

    def _mine(self) -> apsw.Connection:
        if self._closed:
            raise StoreError(f"{self.path}: this store was closed; open it again")
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._open()
            with self._lock:
                self._all.add(connection)
        return connection

    def _open(self) -> apsw.Connection:
        with translated(self.path):
            if self._memory:
                connection = apsw.Connection(self._memory, vfs="memdb")
            else:
                _check_place(Path(self.path))
                connection = apsw.Connection(self.path)
            connection.set_busy_timeout(round(self._busy_timeout_s * 1000))
            if _is_ours(connection, self.path) and not self._memory:
                # A copy made with VACUUM INTO forgets the mode. Whoever may not write can read all the same.
                with suppress(apsw.ReadOnlyError, apsw.BusyError):
                    connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(
                f"PRAGMA synchronous=FULL; PRAGMA cache_size=-{CACHE_KIB}; PRAGMA temp_store=MEMORY;"
                f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}; PRAGMA journal_size_limit=67108864"
            )
            return connection

    def _patiently(self, statement: str) -> object:
        """Run what SQLite does not wait for on its own (the change to WAL mode, when two processes start at once)."""
        until = time.monotonic() + self._busy_timeout_s
        while True:
            try:
                return self._mine().execute(statement).get
            except apsw.BusyError as error:
                if time.monotonic() >= until:
                    raise StoreBusy(f"{self.path}: another program is setting up this store; try again") from error
                time.sleep(0.01)


@contextmanager
def _ending(connection: apsw.Connection) -> Generator[None]:
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk, for one, ends the transaction on its own.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: this is a directory; name a file, e.g. sqlite:{path / 'identity-graph.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the directory {path.parent} does not exist; make it first")


def _is_ours(connection: apsw.Connection, path: str) -> bool:
    """Whether it is an identity graph; if not, it must be empty."""
    # One statement, one moment: another program may be making the graph.
    application_id, tables = connection.execute(
        "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id"
    ).get
    if application_id == APPLICATION_ID:
        return True
    if application_id or tables:
        raise NotAnIdentityGraph(
            f"{path}: this SQLite file holds something else than an identity graph; name another file"
        )
    return False
