"""A small graph, and real servers on it that answer over HTTP."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from identity_graph_api.app import create_app
from identity_graph_api.command import listen
from identity_graph_api.settings import ApiSettings

from identity_graph.graph import IdentityGraph
from identity_graph.model import Identifier, Name, PostalAddress, Record
from identity_graph.settings import Settings
from identity_graph.stores import open_store

PEOPLE = (
    ("Ana Maria", "Oliveira", "1978-11-12", "BR"),
    ("Jonas", "Lindqvist", "1985-02-03", "DE"),
    ("Priya", "Raghunathan", "1990-07-21", "IN"),
    ("Mehmet", "Karahan", "1969-01-30", "DE"),
    ("Chloe", "Beaumont", "1994-09-09", "FR"),
    ("Dmitri", "Sokolov", "1981-04-17", "RU"),
    ("Fatima", "Mansour", "1988-12-01", "EG"),
    ("Hiroshi", "Takahashi", "1975-06-25", "JP"),
    ("Grace", "Whitfield", "1999-03-14", "GB"),
    ("Mateo", "Castellanos", "1983-10-05", "ES"),
    ("Ingrid", "Halvorsen", "1972-08-19", "DE"),
    ("Samuel", "Abernathy", "1966-05-28", "US"),
    ("Lucia", "Ferrante", "1992-01-11", "ES"),
)
STREETS = ("Lindenallee", "Hafenstrasse", "Bergweg", "Schulgasse", "Marktplatz")


def person(number: int, source: str, day: str) -> Record:
    """What ``source`` says about a person; all sources know the same passport, telephone and address. The first two
    people share a device, and the payments source leaves the birth date out."""
    given, family, birth, country = PEOPLE[number]
    return Record(
        source=source,
        record_id=f"{source}-{number}",
        names=(Name(given=given, family=family),),
        birth_dates=() if source == "payments" else (birth,),
        identifiers=(Identifier("passport", f"X{number:02d}48{number:02d}37", country),),
        phones=(f"+49 151 234567{number:02d}",),
        emails=(f"{given.split()[0]}.{family}@mail.example".lower(),),
        addresses=(
            PostalAddress(street=STREETS[number % 5], house_number=str(number + 1), city="Bremen", country="DE"),
        ),
        devices=("device-of-a-ring",) if number < 2 and source == "payments" else (),
        face_templates=("face-template-0001",) if number == 0 and source == "kyc" else (),
        country=country,
        observed_on=day,
    )


RECORDS = [
    person(number, source, day)
    for source, day in (("crm", "2024-01-02"), ("kyc", "2024-05-06"), ("payments", "2025-03-04"))
    for number in range(len(PEOPLE))
] + [
    # Somebody with another name and the passport, telephone and address of Jonas: a person has to look.
    Record(
        source="crm",
        record_id="crm-thief",
        names=(Name(given="Bertil", family="Nyström"),),
        birth_dates=("1985-02-03",),
        identifiers=(Identifier("passport", "X01480137", "DE"),),
        phones=("+49 151 23456701",),
        addresses=(PostalAddress(street="Hafenstrasse", house_number="2", city="Bremen", country="DE"),),
        country="DE",
    ),
]


class CountingStore:
    """A store that counts what it is asked; all else is the real one's."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.calls: Counter[str] = Counter()
        self.before: Callable[[str], None] = lambda name: None

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.store, name)
        return self._counted(name, found) if callable(found) else found

    def _counted(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls[name] += 1
            self.before(name)
            return method(*args, **kwargs)

        return call


@dataclass
class Service:
    """A running server."""

    url: str
    store: CountingStore

    def post(self, query: str, **variables: object) -> httpx.Response:
        return httpx.post(f"{self.url}/graphql", json={"query": query, "variables": variables}, timeout=30)

    def reply(self, query: str, **variables: object) -> dict[str, Any]:
        reply: dict[str, Any] = self.post(query, **variables).json()
        return reply

    def data(self, query: str, **variables: object) -> dict[str, Any]:
        reply = self.reply(query, **variables)
        assert "errors" not in reply, reply["errors"]
        data: dict[str, Any] = reply["data"]
        return data

    def error(self, query: str, **variables: object) -> dict[str, Any]:
        [error] = self.reply(query, **variables)["errors"]
        told: dict[str, Any] = error
        return told


class Server(uvicorn.Server):
    """A server that says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, *args: Any, **kwargs: Any) -> None:
        await super().startup(*args, **kwargs)
        self.ready.set()


@contextmanager
def serving(settings: Settings, **api: Any) -> Iterator[Service]:
    """A server on a free port, in a thread of its own."""
    store = CountingStore(open_store(settings.store, settings))
    app = create_app(settings, ApiSettings(**api), lambda settings: IdentityGraph(store, settings))  # type: ignore[arg-type] # stands in for the store
    server = Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with listen("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert server.ready.wait(30)
            yield Service(f"http://127.0.0.1:{listening.getsockname()[1]}", store)
        finally:
            server.should_exit = True
            thread.join(30)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a store that holds the small graph, resolved."""
    settings = Settings(store=f"sqlite:{tmp_path_factory.mktemp('graph') / 'graph.db'}")
    with IdentityGraph.open(settings=settings) as graph:
        graph.load_batch(RECORDS)
        graph.resolve()
        graph.find_communities()
    return settings


@pytest.fixture(scope="session")
def service(settings: Settings) -> Iterator[Service]:
    """The service as it comes: personal data is masked."""
    with serving(settings) as service:
        yield service


@pytest.fixture(scope="session")
def full(settings: Settings) -> Iterator[Service]:
    """The service that shows personal data."""
    with serving(settings, personal_data="full") as service:
        yield service


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """Start another server: ``with serve(settings, depth_max=3) as service``."""
    return serving


@pytest.fixture
def empty(tmp_path: Path) -> Settings:
    """Settings of a graph without anything in it."""
    settings = Settings(store=f"sqlite:{tmp_path / 'empty.db'}")
    IdentityGraph.open(settings=settings).close()
    return settings
