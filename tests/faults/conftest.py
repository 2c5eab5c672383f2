"""Each test on every server, with nothing in it; and a way to the server that can be broken."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import pytest
from faults.proxy import Proxy
from faults.wire import Bolt, Gremlin, Wire
from servers import Server, Unavailable

from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store


@dataclass(frozen=True)
class Place:
    """An empty server, and how stores are opened on it."""

    name: str
    server: Server

    @property
    def wire(self) -> type[Wire]:
        return Bolt if self.name == "neo4j" else Gremlin

    @contextmanager
    def proxy(self) -> Iterator[Proxy]:
        with Proxy(self.server.host, self.server.port, self.wire) as proxy:
            yield proxy

    def url(self, proxy: Proxy | None = None) -> str:
        """The address, user and password in it. Through the proxy it is Bolt's own scheme: ``neo4j://`` would ask
        the server where it is, and go past the proxy."""
        access = self.server.access
        if proxy:
            access = replace(access.at(proxy.port), scheme="bolt" if self.name == "neo4j" else access.scheme)
        return access.url

    @contextmanager
    def store(self, proxy: Proxy | None = None, settings: Settings | None = None) -> Iterator[GraphStore]:
        with open_store(self.url(proxy), settings or impatient()) as store:
            yield store


def impatient(**more: float) -> Settings:
    """Settings of somebody who would rather ask again than wait."""
    waits: dict[str, float] = {"connect_timeout_s": 5, "retry_for_s": 1, "query_timeout_s": 20, "busy_timeout_s": 20}
    return Settings.model_validate({**waits, **more})


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``address`` as in the contract suite; what stands for itself (`place`) needs a server."""
    if "address" in metafunc.fixturenames:
        chosen: list[str] = metafunc.config.getoption("--stores").split(",")
        served = [name for name in chosen if name != "sqlite" or "place" not in metafunc.fixturenames]
        metafunc.parametrize("address", served, indirect=True)


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The name of a kind of store."""
    name: str = request.param
    return name


@pytest.fixture
def place(request: pytest.FixtureRequest, address: str) -> Iterator[Place]:
    """Each server, empty."""
    with empty_place(request, address) as place:
        yield place


@contextmanager
def empty_place(request: pytest.FixtureRequest, name: str) -> Iterator[Place]:
    """The server of a kind, with nothing in it; and nothing left in it afterwards.

    TinkerGraph does not always give up the transaction of a session whose connection broke. An element that was in it
    can be written, but once it was deleted, also by emptying the graph, its id can never be used again ("Conflict").
    """
    server: Server = request.getfixturevalue(f"{name}_server")
    server.empty(shape=True)
    yield Place(name, server)
    if name == "gremlin":
        with suppress(Unavailable):
            server.restart()
