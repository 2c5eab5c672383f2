"""Graphalytics' results come out of a stored graph, by the one call."""

from collections.abc import Iterator

import pyarrow as pa
import pytest
from graphalytics import FOLDER, TOLERANCE, Case, cases
from procedures.graphs_in_stores import expected, is_storable, parameters, stored_graph

from identity_graph.migrations import migrate
from identity_graph.procedures import run
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the Graphalytics graphs are not on this machine")
CASES = [case for case in cases() if is_storable(case)] if FOLDER.is_dir() else []


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store("sqlite::memory:", Settings()) as opened:
        migrate(opened)
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_expected_output(store: GraphStore, case: Case) -> None:
    result = run(store, case.procedure, stored_graph(store, case), parameters(case), "local")
    ours, theirs = result.table, expected(case)
    assert ours.column("id") == theirs.column("id")
    assert ours.schema == theirs.schema
    if pa.types.is_floating(ours.schema.types[1]):
        assert ours.column(1).to_pylist() == pytest.approx(theirs.column(1).to_pylist(), rel=TOLERANCE)
    else:
        assert ours.column(1) == theirs.column(1)
    assert result.vertices == len(case.expected)
