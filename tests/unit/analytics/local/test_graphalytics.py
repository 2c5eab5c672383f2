"""The local engine gives what LDBC Graphalytics expects, on all its graphs."""

import pytest
from graphalytics import FOLDER, Case, cases

from identity_graph.analytics import local

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the Graphalytics graphs are not on this machine")
CASES = list(cases()) if FOLDER.is_dir() else []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_expected_output(case: Case) -> None:
    assert case.differing(local.run(case.procedure, case.network, case.parameters)) == {}


def test_all_are_there() -> None:
    assert len(CASES) == 24
