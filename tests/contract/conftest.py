"""The stores under test. A new store is a line in `ADDRESSES`; everything in this folder then runs on it."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from contract.gaps import GAPS
from servers import Server

from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store


def in_a_file(request: pytest.FixtureRequest) -> str:
    return f"sqlite:{request.getfixturevalue('tmp_path') / 'graph.db'}"


def on_a_server(request: pytest.FixtureRequest) -> str:
    """A store's own URL has no password: so that other processes get in with it, it stands in the environment."""
    server: Server = request.getfixturevalue(f"{request.param}_server")
    server.empty()
    patch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    for name, value in server.environment.items():
        patch.setenv(name, value)
    return server.url


ADDRESSES: Mapping[str, Callable[[pytest.FixtureRequest], str]] = {
    "sqlite": in_a_file,
    "neo4j": on_a_server,
    "gremlin": on_a_server,
}
"""To the URL of an empty store."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "address" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--stores").split(",")
        unknown = sorted({*chosen} - {*ADDRESSES})
        if unknown:
            raise pytest.UsageError(f"--stores: there is no store {unknown[0]!r}; there are {', '.join(ADDRESSES)}")
        metafunc.parametrize("address", chosen, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and (reason := gap(item)):
            item.add_marker(pytest.mark.xfail(strict=True, reason=reason))


def gap(test: pytest.Function) -> str | None:
    """Why the store of this test cannot pass it."""
    store = test.callspec.params.get("address", "") if hasattr(test, "callspec") else ""
    return GAPS.get(store, {}).get(test.originalname) if isinstance(store, str) else None


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The URL of an empty store, kept for this test."""
    return ADDRESSES[request.param](request)


@pytest.fixture
def settings() -> Settings:
    return Settings(busy_timeout_s=20)


@pytest.fixture
def empty(address: str, settings: Settings) -> Iterator[GraphStore]:
    """A store without any shape."""
    with open_store(address, settings) as store:
        yield store


@pytest.fixture
def store(empty: GraphStore) -> GraphStore:
    """A store of today's shape, without content."""
    migrate(empty)
    return empty
