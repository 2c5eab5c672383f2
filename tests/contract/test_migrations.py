"""From nothing and from version 1 to today's schema, also when killed on the way."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import apsw
import pytest
from factory import changes, everything, identity, record

from identity_graph.changes import analysis_of
from identity_graph.errors import InvalidChange, SchemaAhead, SchemaBehind, StoreError
from identity_graph.graph import SHARED_SIGNALS
from identity_graph.migrations import check, migrate, ready, v0002_identity_caption, v0003_community_runs
from identity_graph.migrations.steps import STEPS, schema_at
from identity_graph.model import Applied, ChangeSet, Link, Node, node_id
from identity_graph.schema import SCHEMA_VERSION, declared_schema
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, SchemaChange, SchemaState, open_store

Result = TypeVar("Result")
RECORDED = Path(__file__).parent / "recorded"


def load_graph_1() -> ModuleType:
    spec = importlib.util.spec_from_file_location("graph_1", RECORDED / "graph_1.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


graph_1 = load_graph_1()


@pytest.fixture
def old(empty: GraphStore) -> GraphStore:
    """A store as version-1 code left it."""
    empty.change_schema(STEPS[0].change, SchemaState(1, schema_at(1).hash))
    for change in graph_1.change_sets():
        empty.apply(change)
    return empty


def fresh() -> GraphStore:
    """The same graph loaded into today's schema, its captions put there by a load."""
    store = open_store("sqlite::memory:", Settings())
    migrate(store)
    for change in graph_1.change_sets():
        store.apply(replace(change, nodes=tuple(map(_captioned, change.nodes))))
    return store


def _captioned(node: Node) -> Node:
    captions = {graph_1.identity_id(i): text for i, text in enumerate(graph_1.captions()) if text}
    return replace(
        node, properties={**node.properties, **({"caption": captions[node.id]} if node.id in captions else {})}
    )


def test_all_steps_on_nothing_are_the_declared_schema() -> None:
    assert schema_at(len(STEPS)).shape() == declared_schema().shape()
    assert [step.version for step in STEPS] == list(range(1, SCHEMA_VERSION + 1))


def test_from_nothing(empty: GraphStore) -> None:
    told: list[tuple[int, str]] = []
    assert migrate(empty, lambda version, title: told.append((version, title))) == (0, SCHEMA_VERSION)
    assert [version for version, _ in told] == list(range(1, SCHEMA_VERSION + 1))
    assert empty.schema_state() == SchemaState(SCHEMA_VERSION, declared_schema().hash)
    assert migrate(empty) == (SCHEMA_VERSION, SCHEMA_VERSION)


def test_from_version_1_it_is_the_same_graph_as_a_fresh_one(old: GraphStore) -> None:
    with pytest.raises(SchemaBehind, match=r"schema version 1 .*run: identity-graph --store .* migrate"):
        check(old)
    assert migrate(old) == (1, SCHEMA_VERSION)
    check(old)
    with fresh() as new:
        assert everything(old) == everything(new)
        assert old.counts() == new.counts()


def test_a_version_1_store_takes_version_1_only(old: GraphStore) -> None:
    captioned = replace(old.page_nodes("Identity", limit=1)[0])
    captioned = replace(captioned, properties={**captioned.properties, "caption": "x"})
    with pytest.raises(InvalidChange, match=r"version 1: .* no property 'caption'"):
        old.apply(changes(captioned))


class Killed(Exception):
    """Stands for the end of the process: nothing catches it."""


class Dying:
    """A store whose process dies before, or just after, its n-th call that writes."""

    def __init__(self, store: GraphStore, calls: int, after: bool) -> None:
        self._store, self._left, self._after = store, calls, after

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def apply(self, change: ChangeSet) -> Applied:
        return self._dying(lambda: self._store.apply(change))

    def change_schema(self, change: SchemaChange, state: SchemaState) -> None:
        self._dying(lambda: self._store.change_schema(change, state))

    def _dying(self, act: Callable[[], Result]) -> Result:
        self._left -= 1
        if self._left < 0 and not self._after:
            raise Killed
        done = act()
        if self._left < 0:
            raise Killed
        return done


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_killed_on_the_way_it_goes_on(
    old: GraphStore, monkeypatch: pytest.MonkeyPatch, calls: int, after: bool
) -> None:
    monkeypatch.setattr(v0002_identity_caption, "BATCH", 5)
    with pytest.raises(Killed):
        migrate(Dying(old, calls, after))  # type: ignore[arg-type]  # passes everything else on
    if calls or after:
        with pytest.raises(SchemaBehind, match="half-way from schema version 1 to 2"):
            ready(old)
    done = len(old.ledger())
    migrate(old)
    assert len(old.ledger()) == 4 + 6
    assert done == 4 + max(0, calls - 1 + after)
    with fresh() as new:
        assert everything(old) == everything(new)


def community(label: str, run: str = "before") -> Node:
    """As version-2 code wrote it."""
    said = {"run": run, "label": label, "algorithm": "wcc", "identities": 3, "signals": '{"Phone": 1}'}
    return Node(node_id("Community", run, label), "Community", said)


@pytest.fixture
def of_version_2(empty: GraphStore) -> GraphStore:
    """A store as version-2 code left it: communities, but no word of their runs."""
    for step in STEPS[:2]:
        empty.change_schema(step.change, SchemaState(step.version, schema_at(step.version).hash))
    found = [community(f"idn_{number}") for number in range(7)]
    who = [identity(record(number)) for number in range(3)]
    member = [Link("MEMBER_OF", each.id, found[0].id) for each in who]
    empty.apply(changes(*map(record, range(3)), *who, *found, *member))
    return empty


def test_communities_of_version_2_get_their_run(of_version_2: GraphStore) -> None:
    before = {node.id: node.properties for node in of_version_2.page_nodes("Community")}
    with pytest.raises(SchemaBehind, match="schema version 2"):
        check(of_version_2)
    assert migrate(of_version_2) == (2, SCHEMA_VERSION)
    after = of_version_2.page_nodes("Community")
    assert {node.id for node in after} == set(before)
    for node in after:
        assert before[node.id].items() <= node.properties.items()
        assert node.properties["stable"] == node.id
        analysis = analysis_of(node)
        assert (analysis.algorithm, analysis.engine, analysis.schema_version, analysis.sequence) == (
            "wcc",
            "local",
            2,
            None,
        )
        assert analysis.selection == SHARED_SIGNALS, "a run of today continues them"
        assert analysis.parameters == {"identities_min": 3}
    assert len(of_version_2.page_links("MEMBER_OF")) == 3


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_communities_whose_migration_is_killed_go_on(
    of_version_2: GraphStore, monkeypatch: pytest.MonkeyPatch, calls: int, after: bool
) -> None:
    monkeypatch.setattr(v0003_community_runs, "BATCH", 3)
    with pytest.raises(Killed):
        migrate(Dying(of_version_2, calls, after))  # type: ignore[arg-type]  # passes everything else on
    migrate(of_version_2)
    assert len(of_version_2.ledger()) == 1 + 3
    assert all("stable" in node.properties for node in of_version_2.page_nodes("Community"))


def test_only_an_empty_store_is_made_ready_unasked(empty: GraphStore) -> None:
    ready(empty)
    assert empty.schema_state() == SchemaState(SCHEMA_VERSION, declared_schema().hash)
    ready(empty)


def test_a_graph_of_newer_code_is_refused(store: GraphStore) -> None:
    store.change_schema(SchemaChange(), SchemaState(SCHEMA_VERSION + 1, declared_schema().hash))
    for use in (check, migrate, ready):
        with pytest.raises(SchemaAhead, match=f"schema version {SCHEMA_VERSION + 1}.*only knows {SCHEMA_VERSION}"):
            use(store)


def test_a_shape_that_is_not_its_version_s_is_refused(store: GraphStore) -> None:
    extra = replace(declared_schema().nodes["Phone"].properties["number"], name="extra", required=False)
    schema = schema_at(SCHEMA_VERSION)
    phone = schema.nodes["Phone"]
    changed = replace(
        schema, nodes={**schema.nodes, "Phone": replace(phone, properties={**phone.properties, "extra": extra})}
    )
    store.change_schema(SchemaChange(node_properties=(("Phone", extra),)), SchemaState(SCHEMA_VERSION, changed.hash))
    with pytest.raises(StoreError, match="shape is not the one of that version"):
        check(store)


def test_a_step_that_is_not_what_it_says_changes_nothing(store: GraphStore) -> None:
    before = store.schema_state()
    with pytest.raises(StoreError, match="nothing changed"):
        store.change_schema(SchemaChange(), SchemaState(SCHEMA_VERSION + 1, "another hash"))
    assert store.schema_state() == before
    store.apply(changes(record(1)))


def test_a_file_that_version_1_code_wrote(tmp_path: Path, settings: Settings) -> None:
    """``schema_1.sql`` is the dump of a real one; never change it."""
    file = tmp_path / "old.db"
    connection = apsw.Connection(str(file))
    connection.execute((RECORDED / "schema_1.sql").read_text(encoding="utf-8"))
    connection.close()
    with open_store(f"sqlite:{file}", settings) as old, fresh() as new:
        assert migrate(old) == (1, SCHEMA_VERSION)
        assert everything(old) == everything(new)
        assert old.component([graph_1.identity_id(0)], ["RESOLVES_TO"]) == new.component(
            [graph_1.identity_id(0)], ["RESOLVES_TO"]
        )
