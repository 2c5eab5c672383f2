"""The stores under test. A new store is a line in `ADDRESSES`; everything in this folder then runs on it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

ADDRESSES: Mapping[str, Callable[[Path], str]] = {
    "sqlite": lambda place: f"sqlite:{place / 'graph.db'}",
}
"""From an empty folder to the URL of an empty store."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "address" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--stores").split(",")
        metafunc.parametrize("address", chosen, indirect=True)


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store, kept for this test."""
    return ADDRESSES[request.param](tmp_path)


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
