"""The one call: engines chosen, refused and named; what a store, or an export, hands back comes through as it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest
from factory import changes, identity, link, phone, record

import identity_graph.procedures.running as running
from identity_graph.analytics import local
from identity_graph.analytics.procedures import PROCEDURES
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.migrations import migrate
from identity_graph.procedures import ENGINES, Engine, engines_of, run
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

PHONES = Selection(types=("HAS_PHONE",))
WHO = [identity(record(number)) for number in range(3)]
LABELS = pa.table({"id": ["idn_a"], "label": ["idn_a"]})


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store("sqlite::memory:", Settings()) as opened:
        migrate(opened)
        opened.apply(
            changes(*map(record, range(3)), *WHO, phone(1), *(link("HAS_PHONE", who, phone(1)) for who in WHO))
        )
        yield opened


class Server:
    """A store whose server runs procedures itself."""

    url = "neo4j://server"

    def __init__(self, engines: Mapping[str, frozenset[str]]) -> None:
        self.engines, self.asked = engines, list[tuple[Any, ...]]()

    def procedure_engines(self) -> Mapping[str, frozenset[str]]:
        return self.engines

    def run_procedure(self, *asked: Any) -> pa.Table:
        self.asked.append(asked)
        return LABELS


def served(**engines: str) -> Any:
    return Server({name: frozenset(names.split()) for name, names in engines.items()})


def test_the_local_engine(store: GraphStore) -> None:
    read: list[int] = []
    done = run(store, "wcc", PHONES, engine="local", reading=read.append)
    assert done.table["label"].unique().to_pylist() == [WHO_MIN]
    assert (done.engine, done.vertices, done.links, sum(read)) == ("local", 4, 3, 3)
    assert done.seconds > 0
    assert run(store, "wcc", PHONES).engine == "local"
    assert run(store, "cdlp", PHONES, {"iterations": "3"}).parameters == {"iterations": 3}


WHO_MIN = min(who.id for who in WHO)


def test_the_local_engine_can_do_all_that_is_declared() -> None:
    assert ENGINES["local"].can == frozenset(local.RUNS) == frozenset(PROCEDURES)


def test_a_store_s_engine_gets_the_checked_parameters() -> None:
    server = served(cypher="wcc cdlp")
    done = run(server, "cdlp", PHONES, engine="cypher")
    assert server.asked == [("cypher", "cdlp", PHONES, {"iterations": 10})]
    assert (done.table, done.engine, done.selected, done.links) == (LABELS, "cypher", None, None)


def test_auto_takes_gds_where_its_result_is_the_same() -> None:
    server = served(gds="wcc leiden", cypher="cdlp")
    assert run(server, "wcc", PHONES).engine == "gds"
    assert running._chosen(server, "leiden", "auto") == "local", "another implementation gives other communities"
    assert running._chosen(server, "cdlp", "auto") == "local"
    assert set(engines_of(server)) == {"local", "gds", "cypher"}


@pytest.mark.parametrize(
    ("engine", "name", "message"),
    [
        ("quantum", "wcc", r"no engine 'quantum'; there are auto, local, cypher, gds"),
        (
            "gds",
            "wcc",
            r"the engine gds needs a graph in Neo4j with Graph Data Science; neo4j://server has local, cypher",
        ),
        ("cypher", "leiden", r"cypher cannot run leiden; on this store local can"),
        ("local", "nothing", r"no procedure 'nothing'"),
    ],
)
def test_an_engine_that_cannot(engine: str, name: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        run(served(cypher="wcc"), name, PHONES, engine=engine)


def test_an_engine_on_an_export_is_plugged_in(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    module = ModuleType("identity_graph_on_export")
    monkeypatch.setattr(module, "run", lambda *given: asked.append(given) or LABELS, raising=False)
    monkeypatch.setattr(running, "find_spec", lambda name: name)
    monkeypatch.setattr(running, "import_module", lambda name: {module.__name__: module}[name])
    engine = Engine("beam", "an export", frozenset({"wcc"}), exported=module.__name__)
    monkeypatch.setitem(ENGINES, "beam", engine)  # type: ignore[arg-type]
    done = run(store, "wcc", PHONES, engine="beam", exported=Path("out"))
    assert asked == [(Path("out"), "wcc", PHONES, {})]
    assert (done.table, done.engine) == (LABELS, "beam")
    with pytest.raises(SettingsError, match="beam reads an export"):
        run(store, "wcc", PHONES, engine="beam")
    with pytest.raises(SettingsError, match="beam cannot run cdlp; on this store local can"):
        run(store, "cdlp", PHONES, engine="beam", exported=Path("out"))
    monkeypatch.setattr(running, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="not part of this installation"):
        run(store, "wcc", PHONES, engine="beam", exported=Path("out"))
