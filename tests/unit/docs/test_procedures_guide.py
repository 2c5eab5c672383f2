"""The guide to procedures says what the declarations say, and its examples run as shown."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from identity_graph.analytics.neptune_analytics import ALGORITHMS
from identity_graph.analytics.procedures import PROCEDURES, Procedure
from identity_graph.procedures import ENGINES
from identity_graph.stores.gremlin.procedures import RUNS
from identity_graph.stores.neo4j.procedures import cypher, gds

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


def test_what_runs_in_neo4j() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \| (yes|no) \| (.*?) ?\|$", GUIDE, re.MULTILINE)
    assert [name for name, *_ in rows] == list(PROCEDURES)
    assert {name for name, by_cypher, *_ in rows if by_cypher == "yes"} == cypher.RUNS.keys()
    assert {name for name, _, by_gds, _ in rows if by_gds == "yes"} == gds.RUNS.keys()
    assert all((by_gds == "no") == bool(why) for _, _, by_gds, why in rows)


def test_the_table_of_engines_is_what_they_can_do() -> None:
    (table,) = re.findall(r"### Which engine can do what\n\n(.*?)\n\n", GUIDE, re.DOTALL)
    head, _, *rows = ([cell.strip(" `") for cell in line.strip("|").split("|")] for line in table.splitlines())
    assert head == ["procedure", *ENGINES]
    assert [row[0] for row in rows] == list(PROCEDURES)
    for name, *cells in rows:
        assert cells == ["yes" if name in engine.can else "–" for engine in ENGINES.values()], name
    for engine in ENGINES.values():
        assert f"- `{engine.name}` needs {engine.needs}." in GUIDE


def test_the_engines_on_gremlin_and_in_neptune_analytics() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (exact)? ?\| (?:`([\w.]+)`)?", GUIDE, re.MULTILINE)
    table = [row for row in rows if any(row[1:])]
    assert {name for name, exact, _ in table if exact} == set(RUNS)
    assert {name: theirs for name, _, theirs in table if theirs} == {n: a.name for n, a in ALGORITHMS.items()}
