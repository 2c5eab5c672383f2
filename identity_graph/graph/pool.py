"""Processes that derive records: started when a load is long, so nothing else imports what they need."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from threading import Thread

from identity_graph.changes import Compact, Derived, Said, derived, derived_elsewhere, expanded
from identity_graph.collector import spare_the_collector
from identity_graph.model import Node, Record


class Pool:
    """So many processes. Started anew, not forked: this process may have threads of a database's driver."""

    def __init__(self, processes: int) -> None:
        self._pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _ready)

    def close(self) -> None:
        """End them."""
        self._pool.shutdown(cancel_futures=True)

    def begin(self, said: Said) -> Callable[[Node, Record], Derived] | None:
        """Begin to derive a batch. What comes back gives each of its records, and waits for it where need be; ``None``
        where the processes died."""
        told = [
            (record.source, record.record_id, record.kind, str(node.properties["data"]))
            for node, record in said.values()
        ]
        try:
            return _Coming(list(said), self._pool.submit(derived_elsewhere, told))
        except BrokenProcessPool:
            return None


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
