"""Records derived in processes beside this one, which reads and writes meanwhile."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from threading import Thread
from typing import Final

from identity_graph.changes import Compact, Derived, Said, derived, derived_elsewhere, expanded
from identity_graph.collector import spare_the_collector
from identity_graph.model import Node, Record

WORTH_FROM: Final = 10_000
"""Records loaded from which on processes are worth the second that each takes to start."""
BATCHES_AHEAD: Final = 2
"""For each process: one that it works at, one that waits."""


class Beside:
    """A pool of processes, begun when loads turn out to be long, and ended by `close`; it can be begun again.

    Where it is of no use (no processes, a short load, batches that the graph has already, processes that died) records
    are derived here: the outcome is the same."""

    def __init__(self) -> None:
        self.processes = 0
        self._pool: ProcessPoolExecutor | None = None
        self._seen = 0
        self._new = True

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    @property
    def ahead(self) -> int:
        """How many batches to read before the first of them is written."""
        return BATCHES_AHEAD * self.processes if self._pool else 0

    def begin(self, said: Said) -> Callable[[Node, Record], Derived]:
        """Begin to derive a batch. What comes back gives each of its records, and waits for it where need be."""
        self._seen += len(said)
        if not self.processes or self._seen <= WORTH_FROM or not self._new:
            return derived
        self._pool = self._pool or _pool(self.processes)
        try:
            return _Coming(list(said), self._pool.submit(derived_elsewhere, _told(said)))
        except BrokenProcessPool:
            self.processes = 0
            return derived

    def learn(self, written: int, of: int) -> None:
        """How many records of the last batch were written: where most were there already, none is derived ahead."""
        self._new = 2 * written >= of


def _told(said: Said) -> list[tuple[str, str, str, str]]:
    told: list[tuple[str, str, str, str]] = []
    for node, record in said.values():
        told.append((record.source, record.record_id, record.kind, str(node.properties["data"])))
    return told


class _Coming:
    """What another process derives of a batch."""

    def __init__(self, ids: list[str], future: "Future[list[Compact]]") -> None:
        self._ids, self._future = ids, future
        self._found: Mapping[str, Compact] | None = None

    def __call__(self, node: Node, record: Record) -> Derived:
        if self._found is None:
            self._found = self._collect()
        compact = self._found.get(node.id)
        return expanded(node, compact) if compact else derived(node, record)

    def _collect(self) -> Mapping[str, Compact]:
        """Nothing where it was not begun yet, or the process died: then it is done here."""
        if self._future.cancel():
            return {}
        try:
            return dict(zip(self._ids, self._future.result(), strict=True))
        except BrokenProcessPool:
            return {}


def _pool(processes: int) -> ProcessPoolExecutor:
    """Started anew, not forked: this process may have threads of a database's driver."""
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _ready)


def _ready() -> None:
    """In a process of the pool. It leaves Ctrl+C to the one that began it, and ends with that, also if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    spare_the_collector()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
