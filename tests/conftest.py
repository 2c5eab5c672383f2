"""Options of the test run, and the servers it shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, gremlin_of_this_run, neo4j_of_this_run, serving

SERVERS = {"neo4j_server": "neo4j", "gremlin_server": "gremlin"}
"""Fixture → the server it is, and the value of the parameter ``address`` that stands for it."""
NAMING = Path(__file__).parents[1] / "identity_graph" / "normalize" / "naming"


def pytest_configure() -> None:
    """Compiled modules go before their sources, so a change of these would be tested by nobody."""
    compiled = [path.stat().st_mtime for path in NAMING.glob("*.so")]
    if compiled and max(path.stat().st_mtime for path in NAMING.glob("*.py")) > min(compiled):
        pytest.exit("names changed since they were compiled: `make names`, or `python hatch_build.py --clean`", 3)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--stores",
        default="sqlite,neo4j,gremlin",
        help="stores the contract suite runs on, e.g. --stores=sqlite",
    )


@pytest.hookimpl(tryfirst=True)  # xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server of a kind in a test run: all tests that need it go to one worker (`--dist loadgroup`).
    The others go file by file."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(server_of(item) or item.location[0]))


def server_of(item: pytest.Item) -> str | None:
    """The server a test needs. One that needs two runs beside those of the first, and starts the second again."""
    needed = [name for fixture, name in SERVERS.items() if fixture in getattr(item, "fixturenames", ())]
    address = item.callspec.params.get("address") if hasattr(item, "callspec") else None
    return next(iter(needed), address if address in SERVERS.values() else None)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """The Neo4j of this test run. Not empty: `empty` it."""
    with serving(neo4j_of_this_run) as server:
        yield server


@pytest.fixture(scope="session")
def gremlin_server() -> Iterator[Server]:
    """The Gremlin Server of this test run. Not empty: `empty` it."""
    with serving(gremlin_of_this_run) as server:
        yield server
