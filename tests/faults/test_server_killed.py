"""A server that is killed in the middle of a load or a resolution, started again, and asked the same once more."""

import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from factory import changes, record
from faults.conftest import Place, impatient
from faults.proxy import Proxy
from graphs import differences, exported
from identity_graph_loaders.load import LoadOptions, load_files
from servers.given import GivenServer

from identity_graph import IdentityGraph
from identity_graph.errors import IdentityGraphError, SchemaBehind, StoreUnreachable
from identity_graph.migrations import migrate
from identity_graph.sample import write_sample
from identity_graph.settings import Settings

pytestmark = pytest.mark.slow
RECORDS = 400
"""Fewer than a model is trained on, which would take longer than all the rest."""
BATCH_ROWS = 25
PATIENCE_S = 120
OPTIONS = LoadOptions(source="core_banking", mapping="sample-core-banking", batch_rows=BATCH_ROWS)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample"), RECORDS).core_banking


@pytest.fixture(scope="module")
def undisturbed(sheet: Path) -> dict[str, bytes]:
    with IdentityGraph.open("sqlite::memory:") as graph:
        load_files(graph, [str(sheet)], OPTIONS)
        graph.resolve()
        return exported(graph)


@pytest.fixture
def killable(place: Place) -> Iterator[Place]:
    """One that runs again afterwards, whatever happens to it."""
    if isinstance(place.server, GivenServer):
        pytest.skip(f"{place.server.shown} is not ours to kill")
    yield place
    try:
        with place.store():
            pass
    except StoreUnreachable:
        place.server.restart()


def run(url: str, sheet: Path, settings: Settings) -> None:
    """What ``identity-graph load`` does."""
    with IdentityGraph.open(url, settings) as graph:
        load_files(graph, [str(sheet)], OPTIONS)
        graph.resolve()


def killed(place: Place, proxy: Proxy, act: Callable[[], None], after: int) -> IdentityGraphError | None:
    """Kill the server when so many messages have come; how the load ended that had begun meanwhile."""
    raised: list[IdentityGraphError] = []

    def guarded() -> None:
        try:
            act()
        except IdentityGraphError as error:
            raised.append(error)

    load = threading.Thread(target=guarded)
    load.start()
    assert proxy.wait_for(proxy.passed + after, PATIENCE_S)
    place.server.kill()
    load.join(PATIENCE_S)
    assert not load.is_alive()
    return raised[0] if raised else None


def messages_of(place: Place, act: Callable[[str], None]) -> int:
    """How many messages a whole run takes."""
    with place.proxy() as proxy:
        act(place.url(proxy))
        return proxy.passed


def test_killed_at_several_points_and_run_again_it_is_as_if_nothing_had_been(
    killable: Place, sheet: Path, undisturbed: dict[str, bytes]
) -> None:
    """Neo4j has kept what was committed: each run goes on where the one before it was stopped. The stand-in for
    Neptune has its graph in memory: each run begins in an empty one, and must see that it is empty.
    """
    place, settings = killable, impatient(retry_for_s=0.5)
    whole = messages_of(place, partial(run, sheet=sheet, settings=settings))
    place.server.empty(shape=True)
    pick = random.Random(23)
    # Of the whole at first; then of what may be left, so that the later kills meet the resolution.
    for share in (0.2, 0.45, 0.25):
        with place.proxy() as proxy:
            act = partial(run, place.url(proxy), sheet, settings)
            error = killed(place, proxy, act, round(whole * share * pick.uniform(0.8, 1.2)))
        assert isinstance(error, StoreUnreachable)
        place.server.restart()
    run(place.url(), sheet, settings)
    with IdentityGraph.open(place.url(), settings) as graph:
        assert differences(exported(graph), undisturbed) == {}


def test_a_store_that_was_open_all_the_time(killable: Place) -> None:
    """It finds its graph again (Neo4j), or says that there is none (in memory), and writes nothing without a shape."""
    place = killable
    with place.proxy() as proxy, place.store(proxy, impatient(retry_for_s=PATIENCE_S)) as store:
        migrate(store)
        store.apply(changes(record(1)))
        place.server.restart()
        if place.name == "neo4j":
            assert not store.apply(changes(record(2))).already
            assert store.counts().nodes["Record"] == 2
        else:
            with pytest.raises(SchemaBehind):
                store.apply(changes(record(2)))
            with pytest.raises(SchemaBehind):
                store.counts()
            assert store.schema_state() is None
