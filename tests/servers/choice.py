"""Where a test's server comes from: an address in the environment, a container, or jars."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from servers import own
from servers.failures import Unavailable
from servers.given import given
from servers.gremlin_server import GremlinRecipe
from servers.maven import jars
from servers.neo4j_server import Neo4jRecipe
from servers.processes import free_ports, java
from servers.server import Server

HEAP = "768m"
GREMLIN_LINE = "IDENTITY_GRAPH_TEST_GREMLIN_LINE"


def neo4j_of_this_run() -> Server:
    """The Neo4j that tests share. Raises `Unavailable`."""
    return given("neo4j") or start_neo4j()


def gremlin_of_this_run() -> Server:
    """The Gremlin Server that tests share, of the line the environment names. Raises `Unavailable`."""
    return given("gremlin") or start_gremlin(os.environ.get(GREMLIN_LINE, "s37"))


def start_neo4j(*, tls: bool = False, plugins: bool = True, heap: str = HEAP, measured: bool = False) -> Server:
    """A new Neo4j for the caller alone, who stops it. ``measured`` tunes it for work instead of a quick start."""
    password = secrets.token_urlsafe(12)
    if not tls and docker():
        from servers import containers

        return containers.neo4j(password, heap, plugins=plugins)
    java()
    found = jars("neo4j")

    def recipe(folder: Path) -> Neo4jRecipe:
        bolt, http = free_ports(2)
        return Neo4jRecipe(folder, found, bolt, http, password, heap, tls=tls, plugins=plugins, measured=measured)

    return own.start(recipe)


def start_gremlin(
    line: str = "s37", *, auth: bool = False, tls: bool = False, heap: str = HEAP, measured: bool = False
) -> Server:
    """A new Gremlin Server for the caller alone, who stops it; ``s37`` speaks as Neptune does, ``s38`` is newer."""
    if not auth and not tls and docker():
        from servers import containers

        return containers.gremlin(line)
    java()
    found = jars(f"gremlin/{line}")
    password = secrets.token_urlsafe(12) if auth else None

    def recipe(folder: Path) -> GremlinRecipe:
        (port,) = free_ports(1)
        return GremlinRecipe(folder, found, port, password, heap, tls=tls, measured=measured)

    return own.start(recipe)


@contextmanager
def serving(start: Callable[[], Server]) -> Iterator[Server]:
    """A server for the length of a test, or the test's skip."""
    try:
        server = start()
    except Unavailable as reason:
        unavailable(reason)
    try:
        yield server
    finally:
        server.stop()


def docker() -> bool:
    """Whether a Docker engine answers. The client is imported only where there may be one."""
    from servers import containers

    return containers.engine_answers()


def unavailable(reason: Unavailable) -> NoReturn:
    """Skip the test; on a build server (``CI`` set) fail it: there the servers have to be."""
    import pytest

    if os.environ.get("CI", "").lower() in {"1", "true", "yes", "on"}:
        pytest.fail(f"{reason} (CI is set: no test may be skipped for it)", pytrace=False)
    pytest.skip(str(reason))
