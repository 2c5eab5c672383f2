"""Graphalytics' results come out of a stored graph, by the one call."""

from collections.abc import Iterator

import pytest
from graphalytics import FOLDER, Case, cases
from procedures.graphs_in_stores import differing, expected, parameters, stored_graph

from identity_graph.migrations import migrate
from identity_graph.procedures import run
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store


def is_declared(case: Case) -> bool:
    """Whether the declared schema's links say what this case's do: RELATED_TO has neither direction nor length."""
    return not case.network.directed and case.network.weight is None


pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the Graphalytics graphs are not on this machine")
CASES = [case for case in cases() if is_declared(case)] if FOLDER.is_dir() else []


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store("sqlite::memory:", Settings()) as opened:
        migrate(opened)
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_expected_output(store: GraphStore, case: Case) -> None:
    result = run(store, case.procedure, stored_graph(store, case), parameters(case), "local")
    assert differing(result.table, expected(case)) == []
    assert result.vertices == len(case.expected)
