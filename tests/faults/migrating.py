"""A program that migrates a store: ``migrating.py URL EXPIRES_S``. It tells of each write and waits for a line
before it, so that tests can kill it there; ``EXPIRES_S`` is how long it waits for the lease of one that was killed."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1])]

from identity_graph.migrations import migrate, v0002_identity_caption  # noqa: E402  # the path comes first
from identity_graph.model import Applied, ChangeSet  # noqa: E402
from identity_graph.settings import Settings  # noqa: E402
from identity_graph.stores import GraphStore, SchemaChange, SchemaState, lease, open_store  # noqa: E402

BATCH = 5
"""Identities in one change set."""


class Telling:
    """The store, which says when it is about to write, and then waits to be told to."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def apply(self, change: ChangeSet) -> Applied:
        _tell()
        return self._store.apply(change)

    def change_schema(self, change: SchemaChange, state: SchemaState) -> None:
        _tell()
        self._store.change_schema(change, state)


def _tell() -> None:
    print("writes", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    v0002_identity_caption.BATCH = BATCH  # type: ignore[misc]  # so that there are several
    lease.EXPIRES_S = float(sys.argv[2])  # type: ignore[misc]  # what is final for the store is a setting of this test
    with open_store(sys.argv[1], Settings()) as store:
        print("ready", flush=True)
        migrate(Telling(store))  # type: ignore[arg-type]  # passes everything else on
    print("done", flush=True)
