"""From a store's URL to the store."""

from pathlib import Path

from identity_graph.errors import NotFound, SettingsError
from identity_graph.settings import Settings
from identity_graph.stores.protocol import GraphStore
from identity_graph.stores.sqlite import SqliteStore

_LATER = {
    "bolt": "neo4j",
    "bolt+s": "neo4j",
    "bolt+ssc": "neo4j",
    "neo4j": "neo4j",
    "neo4j+s": "neo4j",
    "neo4j+ssc": "neo4j",
    "ws": "gremlin",
    "wss": "gremlin",
}


def open_store(url: str, settings: Settings, *, create: bool = True) -> GraphStore:
    """Connect to the store at ``sqlite:PATH``, ``sqlite:///absolute/path`` or ``sqlite::memory:`` (gone when closed).

    ``create=False`` refuses a place where nothing is yet (`NotFound`). Does not look at the schema
    (`identity_graph.migrations.ready` does). Raises `SettingsError` for an address this release cannot use,
    `NotAnIdentityGraph` or `StoreError` where the place holds something else or cannot be used.
    """
    scheme, colon, rest = url.partition(":")
    if scheme == "sqlite" and rest:
        path = _path(rest)
        if not create and path != ":memory:" and not Path(path).exists():
            raise NotFound(f"there is no graph at {url} yet; `identity-graph --store URL load` makes one")
        return SqliteStore(path, busy_timeout_s=settings.busy_timeout_s)
    if colon and scheme in _LATER:
        raise SettingsError(f"the {_LATER[scheme]} store ({scheme}://) comes with a later release; use sqlite:PATH")
    shown = f"{scheme}:" if colon else "an address without a scheme"
    raise SettingsError(f"no store for {shown}; supported: sqlite:PATH, sqlite:///ABSOLUTE/PATH, sqlite::memory:")


def _path(rest: str) -> str:
    if rest.startswith("//") and not rest.startswith("///"):
        raise SettingsError("sqlite:// takes an absolute path, sqlite:///ABSOLUTE/PATH; a relative one is sqlite:PATH")
    return rest.removeprefix("//")
