"""The engines of the Neo4j store, on a real server: what is declared comes out, and nothing stays behind."""

from collections.abc import Iterator

import pytest
from graphalytics import FOLDER, Case, cases
from procedures.graphs_in_stores import differing, expected, parameters, stored_graph
from servers import Server

from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import open_store
from identity_graph.stores.neo4j import Neo4jStore
from identity_graph.stores.neo4j.procedures import cypher, gds

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared/data/graphalytics is not here")
CASES = list(cases()) if FOLDER.is_dir() else []
RUNS = [
    (engine, case)
    for engine, runs in (("cypher", cypher.RUNS), ("gds", gds.RUNS))
    for case in CASES
    if case.procedure in runs
]


@pytest.fixture
def store(neo4j_server: Server) -> Iterator[Neo4jStore]:
    neo4j_server.empty()
    with open_store(neo4j_server.url, Settings()) as opened:
        assert isinstance(opened, Neo4jStore)
        migrate(opened)
        yield opened


@pytest.mark.parametrize(("engine", "case"), RUNS, ids=lambda part: part.name if isinstance(part, Case) else part)
def test_what_graphalytics_expects(store: Neo4jStore, engine: str, case: Case) -> None:
    selection = stored_graph(store, case)
    table = store.run_procedure(engine, case.procedure, selection, parameters(case))
    assert differing(table, expected(case)) == []
