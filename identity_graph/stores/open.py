"""From a store's URL to the store."""

from pathlib import Path
from typing import Final

from identity_graph.errors import NotFound, SettingsError
from identity_graph.settings import Settings
from identity_graph.stores.address import parse_address
from identity_graph.stores.protocol import GraphStore
from identity_graph.stores.sqlite import SqliteStore

NEO4J: Final = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})
GREMLIN: Final = frozenset({"ws", "wss"})
SUPPORTED: Final = "sqlite:PATH, neo4j://HOST[:7687][/DATABASE] (also bolt, +s, +ssc), ws://HOST[:8182] or wss://…"


def open_store(url: str, settings: Settings, *, create: bool = True) -> GraphStore:
    """Connect to the store at ``sqlite:PATH``, ``sqlite:///absolute/path``, ``sqlite::memory:`` (gone when closed),
    ``neo4j://host:7687/database`` (or ``bolt``, ``neo4j+s``, …) or ``ws://host:8182`` (``wss``: with TLS).

    ``create=False`` refuses a place where nothing is yet (`NotFound`). Does not look at the schema
    (`identity_graph.migrations.ready` does). Raises `SettingsError` for an address this release cannot use,
    `NotAnIdentityGraph` or `StoreError` where the place holds something else or cannot be used.
    """
    scheme, colon, rest = url.partition(":")
    if scheme == "sqlite" and rest:
        return _sqlite(rest, settings, create=create)
    if rest and scheme in NEO4J | GREMLIN:
        return _server(scheme, url, settings, create=create)
    shown = f"{scheme}:" if colon else "an address without a scheme"
    raise SettingsError(f"no store for {shown}; supported: {SUPPORTED}")


def _sqlite(rest: str, settings: Settings, *, create: bool) -> GraphStore:
    path = _path(rest)
    if not create and path != ":memory:" and not Path(path).exists():
        raise NotFound(f"there is no graph at sqlite:{path} yet; `identity-graph --store URL load` makes one")
    return SqliteStore(path, busy_timeout_s=settings.busy_timeout_s)


def _server(scheme: str, url: str, settings: Settings, *, create: bool) -> GraphStore:
    store = _neo4j(url, settings) if scheme in NEO4J else _gremlin(url, settings)
    try:
        if not create and store.schema_state() is None:
            raise NotFound(f"there is no graph at {store.url} yet; `identity-graph --store URL load` makes one")
    except BaseException:
        store.close()
        raise
    return store


def _neo4j(url: str, settings: Settings) -> GraphStore:
    # Imported where they are used: each driver takes a good part of a second to import.
    from identity_graph.stores.neo4j import OPTIONS, Neo4jStore

    return Neo4jStore(parse_address(url, settings, port=7687, options=OPTIONS), settings)


def _gremlin(url: str, settings: Settings) -> GraphStore:
    from identity_graph.stores.gremlin import OPTIONS, GremlinStore

    return GremlinStore(parse_address(url, settings, port=8182, options=OPTIONS), settings)


def _path(rest: str) -> str:
    if rest.startswith("//") and not rest.startswith("///"):
        raise SettingsError("sqlite:// takes an absolute path, sqlite:///ABSOLUTE/PATH; a relative one is sqlite:PATH")
    return rest.removeprefix("//")
