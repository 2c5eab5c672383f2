"""Every saved query and every query of the guide runs on the sample's graph, by its indexes, and finds something."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any, LiteralString, cast

import pytest
from browser.conftest import BROWSER
from neo4j import Driver, RoutingControl
from servers import Server
from servers.neo4j_server import connected

QUERIES = sorted(path.stem for path in BROWSER.glob("*.cypher"))
CHOICE = re.compile(r":param \[\{?(?P<names>[\w, ]+)\}?\] => \{(?P<query>.+)\}|:param (?P<name>\w+) => (?P<value>.+)")
SCANS = {"AllNodesScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}
OF_ONE_KIND = {
    "DirectedRelationshipTypeScan",
    "NodeByLabelScan",
    "UndirectedRelationshipTypeScan",
    "UnionNodeByLabelsScan",
}


@pytest.fixture(scope="module")
def driver(demo: Server) -> Iterator[Driver]:
    with connected(demo.access) as driver:
        yield driver


def read(driver: Driver, query: str, **parameters: object) -> list[dict[str, Any]]:
    """In read mode, where the server refuses every write."""
    found = driver.execute_query(
        cast("LiteralString", query), parameters, routing_=RoutingControl.READ, result_transformer_=list
    )
    return [dict(record) for record in found]


def chosen(driver: Driver, choices: list[str]) -> dict[str, object]:
    """The parameters a click on "Choose an example" sets."""
    parameters: dict[str, object] = {}
    for text in choices:
        choice = CHOICE.fullmatch(text)
        assert choice, text
        if choice["name"]:
            parameters[choice["name"]] = read(driver, f"RETURN {choice['value']} AS value")[0]["value"]
        else:
            row = read(driver, choice["query"])[0]
            parameters |= {name.strip(): row[name.strip()] for name in choice["names"].split(",")}
    return parameters


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", []):
        yield from operators(child)


def needed(statement: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", statement))


@cache
def text(name: str) -> str:
    return (BROWSER / f"{name}.cypher").read_text("utf-8")


@pytest.mark.parametrize("name", QUERIES)
def test_a_saved_query_finds_something_in_the_sample(name: str, driver: Driver, serve: ModuleType) -> None:
    statement = serve.statement(text(name))
    parameters = chosen(driver, serve.PARAMETER.findall(text(name)))
    assert set(parameters) == needed(statement)
    assert read(driver, statement, **parameters)


@pytest.mark.parametrize("name", QUERIES)
def test_a_saved_query_goes_by_an_index_unless_it_says_what_it_reads(
    name: str, driver: Driver, serve: ModuleType
) -> None:
    parameters = chosen(driver, serve.PARAMETER.findall(text(name)))
    query = cast("LiteralString", f"EXPLAIN {serve.statement(text(name))}")
    plan = driver.execute_query(query, parameters).summary.plan
    assert plan
    used = {*operators(plan)}
    assert used & SCANS == set()
    if "// Reads: every" not in text(name):
        assert used & OF_ONE_KIND == set()


@pytest.mark.parametrize("name", QUERIES)
def test_a_saved_query_has_a_header(name: str) -> None:
    header = [line for line in text(name).splitlines() if line.startswith("//")]
    assert re.fullmatch(r"// [A-Z][^:]+", header[0])
    assert [
        field for field in ("Purpose", "Result", "Reads") if not any(f"// {field}: " in line for line in header)
    ] == []


def test_each_query_of_the_guide_follows_the_choice_of_its_parameters(serve: ModuleType) -> None:
    guide = serve.guide(serve.saved_queries(), "http://localhost:7480")
    statements = {serve.statement(text(name)).strip() for name in QUERIES}
    slides = re.findall(r"<slide[^>]*>(.*?)</slide>", guide, re.DOTALL)
    assert len(slides) == 8
    shown: set[str] = set()
    for slide in slides:
        known: set[str] = set()
        for command, query in re.findall(r'data-exec="(param .*?)"|<pre[^>]*>(.*?)</pre>', slide, re.DOTALL):
            if command:
                choice = CHOICE.fullmatch(":" + html.unescape(command))
                assert choice
                known |= {name.strip() for name in (choice["name"] or choice["names"]).split(",")}
            else:
                assert needed(query) <= known
                shown.add(html.unescape(query).strip())
    assert shown == statements


def test_no_query_of_the_guide_looks_like_an_event_handler(serve: ModuleType) -> None:
    """Browser cleans a guide of ``onclick=…`` wherever it stands: ``WHERE one = other`` would lose its condition."""
    assert re.findall(r"\son\w+\s*=[^<]{,20}", serve.guide(serve.saved_queries(), "http://localhost:7480")) == []


def test_the_archive_holds_every_query_and_is_the_same_each_time(serve: ModuleType) -> None:
    queries = serve.saved_queries()
    with zipfile.ZipFile(io.BytesIO(serve.archive(queries))) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert held == {f"{serve.FOLDER}/{name}.cypher": text(name) for name in QUERIES}
    assert serve.archive(queries) == serve.archive(queries)


def test_the_style_knows_every_kind_and_type(serve: ModuleType) -> None:
    from identity_graph.schema import declared_schema

    style = (BROWSER / "style.grass").read_text("utf-8")
    schema = declared_schema()
    named = set(re.findall(r"^(?:node|relationship)\.(\w+) ", style, re.MULTILINE))
    assert {*schema.nodes, *schema.links} - named == {"Model"}
    drawn = "".join(serve.saved_queries().values())
    only_drawn = named - {*schema.nodes, *schema.links}
    parts = ("Tier", "TIER_", "SPEAKS_", "For", "Against")
    assert {name for name in only_drawn if name not in drawn and not name.startswith(parts)} == set()
