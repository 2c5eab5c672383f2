"""The guide to procedures says what the declarations say, and its examples run as shown."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from identity_graph.analytics.neptune_analytics import ALGORITHMS
from identity_graph.analytics.procedures import PROCEDURES, Procedure
from identity_graph.stores.gremlin.procedures import RUNS

GUIDE = (Path(__file__).parents[3] / "docs" / "guides" / "procedures.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL))


def test_every_procedure_and_no_other() -> None:
    assert list(SECTIONS) == list(PROCEDURES)
    assert re.findall(r"^\| \[`(\w+)`\]", GUIDE, re.MULTILINE) == list(PROCEDURES)


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_meaning_source_and_parameters(procedure: Procedure) -> None:
    section = SECTIONS[procedure.name]
    assert procedure.meaning in section
    assert procedure.source in section
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == [parameter.name for parameter in procedure.parameters]
    for parameter in procedure.parameters:
        assert parameter.about in section
        assert parameter.is_required or f"| {parameter.default}".replace("None", "none") in section


def test_examples() -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL))
    shown = "".join(re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code, {})
    assert said.getvalue() == shown


def test_the_engines_on_gremlin_and_in_neptune_analytics() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (exact)? ?\| (?:`([\w.]+)`)?", GUIDE, re.MULTILINE)
    table = [row for row in rows if any(row[1:])]
    assert {name for name, exact, _ in table if exact} == set(RUNS)
    assert {name: theirs for name, _, theirs in table if theirs} == {n: a.name for n, a in ALGORITHMS.items()}
