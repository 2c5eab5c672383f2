"""The sample as a graph in the run's Neo4j, for all tests of this folder."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import LiteralString, cast

import pytest
from graphs import sample_model, sample_records
from servers import Server
from servers.neo4j_server import connected

from identity_graph import IdentityGraph
from identity_graph.changes import model_changes
from identity_graph.model import Cause

TOKENS = ("(n) ON EACH labels(n)", "()-[r]-() ON EACH type(r)")
"""Neo4j's own indexes, in every new database; a test that emptied a shared server of its shape took them too."""
BROWSER = Path(__file__).parents[2] / "cypher" / "browser"


@pytest.fixture(scope="session")
def serve() -> ModuleType:
    """`cypher/browser/serve.py`, which lies beside what it serves and in no package."""
    spec = importlib.util.spec_from_file_location("browser_pages", BROWSER / "serve.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="package")
def demo(neo4j_server: Server) -> Iterator[Server]:
    """A server with the sample's graph, resolved, with its communities; empty again afterwards."""
    neo4j_server.empty()
    with connected(neo4j_server.access) as driver:
        for pattern in TOKENS:
            driver.execute_query(cast("LiteralString", f"CREATE LOOKUP INDEX IF NOT EXISTS FOR {pattern}"))
        driver.execute_query("CALL db.awaitIndexes()")
    with IdentityGraph.open(neo4j_server.url) as graph:
        model = sample_model()
        graph.store.apply(model_changes(Cause("model", model.content), model, []))
        graph.load_batch(sample_records())
        graph.resolve()
        graph.find_communities()
    yield neo4j_server
    neo4j_server.empty()
