"""The default store: one SQLite file, no server, through apsw."""

from identity_graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
