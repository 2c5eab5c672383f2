"""``cypher/``: one statement in each file, named after the method that runs it, with what it takes said at its head."""

import re
from pathlib import Path

import pytest

from identity_graph.errors import StoreError
from identity_graph.stores import GraphStore
from identity_graph.stores.neo4j import statements
from identity_graph.stores.protocol import RunsProcedures

ROOT = Path(__file__).parents[4]
FOLDER = ROOT / "cypher"
FILES = sorted(file for part in ("analytics", "schema", "read", "write") for file in (FOLDER / part).iterdir())
METHODS = {name for power in (GraphStore, RunsProcedures) for name in vars(power) if not name.startswith("_")}
CODE = "\n".join(file.read_text("utf-8") for file in (ROOT / "identity_graph" / "stores" / "neo4j").rglob("*.py"))


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_is_named_after_the_method_that_runs_it(file: Path) -> None:
    assert file.suffix == ".cypher"
    assert any(file.stem == method or file.stem.startswith(f"{method}_") for method in METHODS)
    assert f'"{name_of(file)}"' in CODE, "nobody runs it"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_its_head_says_what_it_takes(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    head = "\n".join(line for line in lines if line.startswith("//"))
    body = "\n".join(line for line in lines if not line.startswith("//"))
    assert lines[0].startswith("// ")
    assert ";" not in body
    assert "apoc." not in body.lower()
    for name in {*re.findall(r"\$(\w+)", body), *re.findall(r"__([A-Z]\w+?)__", body)}:
        assert re.search(rf"\b{name}\b", head), f"{name} is not explained"


def test_every_statement_the_code_names_is_there() -> None:
    named = set(re.findall(r'"((?:analytics|schema|read|write)/\w+)"', CODE))
    assert named == {name_of(file) for file in FILES}


def test_names_are_quoted_and_joined() -> None:
    text = statements.statement("read/links_out", ("Kind", "Record"), ("Types", "SAME_AS"), ("Types", "HAS_PHONE"))
    assert "(source:`Record` {id: id})-[link:`SAME_AS`|`HAS_PHONE`]->" in text
    assert "//" not in text


@pytest.mark.parametrize("name", ["", "a b", "x`) DETACH DELETE (n", "é", "1a", "A\n"])
def test_what_is_no_name_never_gets_into_a_statement(name: str) -> None:
    with pytest.raises(StoreError, match="cannot be the name"):
        statements.statement("read/nodes", ("Kind", name))
