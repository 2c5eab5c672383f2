"""The engines of the Neo4j store, on a real server: what is declared comes out, and nothing stays behind."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from factory import identity, phone, record
from graphalytics import FOLDER, Case, cases
from procedures.graphs_in_stores import differing, expected, parameters, stored_graph
from servers import Server
from servers.neo4j_server import connected

from identity_graph.analytics import local
from identity_graph.analytics.network import network_of_links
from identity_graph.analytics.procedures import procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import NotFound, SettingsError, StoreBusy, StoreError
from identity_graph.migrations import migrate
from identity_graph.model import Cause, ChangeSet, Link
from identity_graph.settings import Settings
from identity_graph.stores import open_store
from identity_graph.stores.neo4j import Neo4jStore
from identity_graph.stores.neo4j.procedures import cypher, gds, working
from identity_graph.stores.neo4j.server import Transaction

CASES = list(cases()) if FOLDER.is_dir() else []
RUNS = [("cypher", name) for name in cypher.RUNS] + [("gds", name) for name in gds.RUNS]
PHONES = Selection(("HAS_PHONE", "HAS_EMAIL"))


@pytest.fixture
def store(neo4j_server: Server) -> Iterator[Neo4jStore]:
    neo4j_server.empty()
    with open_store(neo4j_server.url, Settings()) as opened:
        assert isinstance(opened, Neo4jStore)
        migrate(opened)
        yield opened


def named(part: object) -> str:
    return part.name if isinstance(part, Case) else str(part)


@pytest.mark.skipif(not CASES, reason="shared/data/graphalytics is not here")
@pytest.mark.parametrize(
    ("engine", "case"), [(e, case) for e, name in RUNS for case in CASES if case.procedure == name], ids=named
)
def test_what_graphalytics_expects(store: Neo4jStore, engine: str, case: Case) -> None:
    selection = stored_graph(store, case)
    table = store.run_procedure(engine, case.procedure, selection, parameters(case))
    assert differing(table, expected(case)) == []


# One graph for all that is asked of it: people with phones, of whom some share one, and one phone that everybody has.
PEOPLE = [identity(record(number)) for number in range(60)]
NUMBERS = [phone(number) for number in range(25)]


def phones() -> list[Link]:
    dice = Random(6)
    pairs = {(dice.choice(PEOPLE).id, dice.choice(NUMBERS[1:]).id) for _ in range(75)}
    pairs |= {(person.id, NUMBERS[0].id) for person in PEOPLE[:30]}
    return [
        Link("HAS_PHONE", *pair, {"tier": dice.choice("AB"), "records": dice.randint(0, 3)}) for pair in sorted(pairs)
    ]


def with_phones(store: Neo4jStore) -> list[Link]:
    links = phones()
    founders = [record(number) for number in range(60)]
    said = [Link("HAS_PHONE", founder.id, NUMBERS[1].id) for founder in founders]  # records' links are not asked for
    store.apply(ChangeSet(Cause("load", "phones"), nodes=(*founders, *PEOPLE, *NUMBERS), links=(*links, *said)))
    store.neighbourhood([links[0].source], 1)  # answered when the gate is open again, which the writer did not wait for
    return links


SELECTIONS: Mapping[str, Selection] = {
    "plain": Selection(("HAS_PHONE",)),
    "directed": Selection(("HAS_PHONE",), directed=True, weight="records"),
    "weighted": Selection(("HAS_PHONE",), weight="records"),
    "alone": Selection(("HAS_PHONE",), kinds=("Identity",), generic_over=20, tiers=("A",)),
}


def by_local(name: str, links: list[Link], selection: Selection, given: Mapping[str, Any]) -> pa.Table:
    """The same by the local engine, from the links the selection means."""
    chosen = [link for link in links if not selection.tiers or link.properties["tier"] in selection.tiers]
    over = selection.generic_over or len(links)
    many = {id: sum(link.target == id for link in chosen) for id in {link.target for link in chosen}}
    chosen = [link for link in chosen if many[link.target] <= over]
    alone = [person.id for person in PEOPLE] if selection.kinds else []
    weight = None if procedure(name).weights == "ignored" else selection.weight
    return local.run(name, network_of_links(chosen, weight=weight, vertices=alone, directed=selection.directed), given)


def test_every_procedure_gives_what_the_local_engine_gives(store: Neo4jStore) -> None:
    links = with_phones(store)
    start = links[0].source
    for engine, name in RUNS:
        needed = {"start": start, "seeds": [start, links[-1].source]}
        given = {p.name: needed[p.name] for p in procedure(name).parameters if p.is_required}
        for kind, selection in SELECTIONS.items():
            table = store.run_procedure(engine, name, selection, procedure(name).checked(given))
            assert differing(table, by_local(name, links, selection, given)) == [], (engine, name, kind)


def everything(server: Server) -> list[Any]:
    """All nodes and links of the database, with all they say."""
    with connected(server.access) as driver, driver.session() as session:
        nodes = session.run("MATCH (n) RETURN labels(n), properties(n)").values()
        links = session.run("MATCH (a)-[l]->(b) RETURN a.id, type(l), b.id, properties(l)").values()
        return sorted(map(repr, [*nodes, *links]))


@pytest.mark.parametrize(("engine", "name"), [("cypher", "cdlp"), ("gds", "wcc")])
def test_nothing_stays(store: Neo4jStore, neo4j_server: Server, engine: str, name: str) -> None:
    with_phones(store)
    before = everything(neo4j_server), store.counts()
    store.run_procedure(engine, name, PHONES, procedure(name).checked({}))
    assert (everything(neo4j_server), store.counts()) == before
    assert projections(neo4j_server) == []


class Cut(Exception):
    """Whatever ends a run in its middle."""


@pytest.fixture
def cut_at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let a statement fail for as long as the test runs, or fail only once."""

    def cut(name: str) -> None:
        rows = Transaction.rows

        def failing(tx: Transaction, statement: str, *names: tuple[str, str], **values: object) -> list[Any]:
            if statement == name:
                raise Cut
            return rows(tx, statement, *names, **values)

        monkeypatch.setattr(Transaction, "rows", failing)

    return cut


@pytest.mark.parametrize(
    ("engine", "name", "statement"),
    [
        ("cypher", "cdlp", "analytics/run_procedure_links_new"),
        ("cypher", "cdlp", "analytics/run_procedure_cdlp"),
        ("gds", "wcc", "analytics/run_procedure_gds_wcc"),
    ],
)
def test_nothing_stays_of_a_run_that_is_cut(
    store: Neo4jStore, neo4j_server: Server, cut_at: Any, engine: str, name: str, statement: str
) -> None:
    with_phones(store)
    before = everything(neo4j_server)
    cut_at(statement)
    with pytest.raises(Cut):
        store.run_procedure(engine, name, PHONES, procedure(name).checked({}))
    assert everything(neo4j_server) == before
    assert projections(neo4j_server) == []


def kept(server: object, number: int, run: str) -> None:
    """In place of clearing: as if the program had been killed before."""


def test_what_a_killed_run_left_is_cleared_by_the_next_and_seen_by_nobody(
    store: Neo4jStore, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = with_phones(store)
    before, counts = everything(neo4j_server), store.counts()
    with monkeypatch.context() as killed:
        killed.setattr(working, "_clear", kept)
        store.run_procedure("cypher", "wcc", PHONES, {})
    assert everything(neo4j_server) != before
    assert store.counts() == counts
    found = store.neighbourhood([links[0].source], 2)
    assert {node.kind for node in found.nodes} <= {"Identity", "Phone", "Record"}
    store.run_procedure("cypher", "wcc", PHONES, {})
    assert everything(neo4j_server) != before, "it may still be alive"
    with connected(neo4j_server.access) as driver, driver.session() as session:
        session.run("MATCH (run:_Run) SET run.until = 0").consume()
    store.run_procedure("cypher", "wcc", PHONES, {})
    assert everything(neo4j_server) == before


def test_a_run_that_was_taken_for_dead_writes_nothing_more(
    store: Neo4jStore, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_phones(store)
    before = everything(neo4j_server)

    def slept(graph: working.WorkingGraph) -> list[Any]:
        with connected(neo4j_server.access) as driver, driver.session() as session:
            session.run("MATCH (run:_Run) SET run.until = 0").consume()
        with open_store(neo4j_server.url, Settings()) as other:
            assert isinstance(other, Neo4jStore)
            other.run_procedure("cypher", "cdlp", PHONES, procedure("cdlp").checked({}))
        return graph.values("even")

    monkeypatch.setattr(cypher, "RUNS", {**cypher.RUNS, "wcc": cypher.Runs(slept)})
    with pytest.raises(StoreBusy, match="silent for too long"):
        store.run_procedure("cypher", "wcc", PHONES, {})
    assert everything(neo4j_server) == before


def test_runs_at_once_do_not_meet(store: Neo4jStore, neo4j_server: Server) -> None:
    links = with_phones(store)
    before = everything(neo4j_server)
    asked = [("cypher", "wcc"), ("cypher", "cdlp"), ("gds", "wcc"), ("cypher", "wcc")]

    def run(each: tuple[str, str]) -> pa.Table:
        engine, name = each
        return store.run_procedure(engine, name, SELECTIONS["plain"], procedure(name).checked({}))

    with ThreadPoolExecutor(len(asked)) as pool:
        tables = list(pool.map(run, asked))
    for (_, name), table in zip(asked, tables, strict=True):
        assert table.equals(by_local(name, links, SELECTIONS["plain"], {}))
    assert everything(neo4j_server) == before


def test_an_empty_graph(store: Neo4jStore) -> None:
    for engine, name in RUNS:
        if not [parameter for parameter in procedure(name).parameters if parameter.is_required]:
            assert store.run_procedure(engine, name, PHONES, procedure(name).checked({})).num_rows == 0


def test_what_cannot_be(store: Neo4jStore) -> None:
    with_phones(store)
    with pytest.raises(SettingsError, match="engines that do: none"):
        store.run_procedure("cypher", "leiden", PHONES, procedure("leiden").checked({}))
    with pytest.raises(SettingsError, match="engines that do: cypher"):
        store.run_procedure("gds", "cdlp", PHONES, procedure("cdlp").checked({}))
    with pytest.raises(StoreError, match="no link type"):
        store.run_procedure("cypher", "wcc", Selection(("HAS_FONE",)), {})
    with pytest.raises(StoreError, match="have no property"):
        store.run_procedure("cypher", "wcc", replace(PHONES, weight="wieght"), {})
    link = Link("HAS_PHONE", PEOPLE[0].id, NUMBERS[0].id, {"records": -1})
    store.apply(ChangeSet(Cause("load", "negative"), links=(link,)))
    with pytest.raises(SettingsError, match="0 or more"):
        store.run_procedure("cypher", "sssp", SELECTIONS["weighted"], {"start": PEOPLE[0].id})
    for engine in ("cypher", "gds"):
        with pytest.raises(NotFound, match="1 of 1 ids are not vertices"):
            store.run_procedure(engine, "bfs", PHONES, {"start": record(1).id})


def projections(server: Server) -> list[str]:
    with connected(server.access) as driver, driver.session() as session:
        return [row[0] for row in session.run("CALL gds.graph.list() YIELD graphName RETURN graphName").values()]
