"""The traversals: named as the store's methods, and made only of what Neptune runs."""

import inspect
from collections.abc import Callable, Iterator
from types import FunctionType

import pytest
from gremlin_python.process.graph_traversal import GraphTraversal
from gremlin_python.process.traversal import Bytecode, Cardinality, P

from identity_graph.stores import GraphStore
from identity_graph.stores.gremlin.rows import LinkRow, NodeRow
from identity_graph.stores.gremlin.traversals import procedures, reading, writing
from identity_graph.stores.protocol import RunsProcedures

METHODS = {name for power in (GraphStore, RunsProcedures) for name in vars(power) if not name.startswith("_")}
ROW = NodeRow("rec_a", "Record", {"kind": "person"}, ("country",), (1,), (2,))
EDGE = LinkRow("HAS_PHONE:rec_a:tel_b", "HAS_PHONE", "rec_a", "tel_b", {"records": 1}, ("tier",))
ENTRY = {"reference": "batch", "nodes_written": 1}
ARGUMENTS = {
    "ids": ["rec_a", "tel_b"],
    "records": ["rec_a"],
    "keys": [1, -2],
    "types": ["HAS_PHONE"],
    "direction": "any",
    "limit": 3,
    "page": "rec_ab",
    "kind": "Record",
    "type": "HAS_PHONE",
    "property": "source",
    "value": "src",
    "attempt": "attempt",
    "change_set": "chg_a",
    "entry": ENTRY,
    "sequence": 7,
    "counts": "{}",
    "holder": "me",
    "beat": 0,
    "touch": True,
    "head": {"version": 2},
    "migrating": False,
    "pages": ["rec_ab", "rec_ac"],
    "tiers": ["A", "B"],
    "schemes": ["passport"],
    "side": "any",
}
NOT_ON_NEPTUNE = {
    "inject", "withComputer", "pageRank", "peerPressure", "connectedComponent", "shortestPath", "program", "io",
    "subgraph", "call", "lambda",
}  # fmt: skip


def traversals() -> Iterator[Callable[..., GraphTraversal]]:
    for module in (reading, writing, procedures):
        for name, function in vars(module).items():
            if (
                isinstance(function, FunctionType)
                and not name.startswith("_")
                and function.__module__ == module.__name__
            ):
                yield function


def written(function: Callable[..., GraphTraversal]) -> Bytecode:
    given = {name: ARGUMENTS.get(name) for name in inspect.signature(function).parameters}
    if "rows" in given:
        given["rows"] = [EDGE, EDGE] if "links" in function.__name__ else [ROW, ROW]
    return function(**given).bytecode


def instructions(code: Bytecode) -> Iterator[tuple[str, list[object]]]:
    for name, *arguments in (*code.source_instructions, *code.step_instructions):
        yield name, arguments
        for argument in arguments:
            if isinstance(argument, Bytecode):
                yield from instructions(argument)


@pytest.mark.parametrize("function", list(traversals()), ids=lambda function: function.__name__)
def test_named_as_the_method_or_its_part(function: Callable[..., GraphTraversal]) -> None:
    assert any(function.__name__ == method or function.__name__.startswith(f"{method}_") for method in METHODS)


@pytest.mark.parametrize("function", list(traversals()), ids=lambda function: function.__name__)
def test_only_what_neptune_runs(function: Callable[..., GraphTraversal]) -> None:
    for name, arguments in instructions(written(function)):
        assert name not in NOT_ON_NEPTUNE
        assert Cardinality.list_ not in arguments
        for argument in arguments:
            assert isinstance(argument, str | int | float | bool | dict | Bytecode | P) or type(
                argument
            ).__module__ == ("gremlin_python.process.traversal"), f"{name} takes {type(argument)}"


@pytest.mark.parametrize(
    "function", [each for each in traversals() if each.__module__ == writing.__name__], ids=lambda each: each.__name__
)
def test_what_writes_ends_in_a_value(function: Callable[..., GraphTraversal]) -> None:
    assert written(function).step_instructions[-1][0] in ("count", "elementMap")


@pytest.mark.parametrize(
    "function", [each for each in traversals() if each.__module__ == writing.__name__], ids=lambda each: each.__name__
)
def test_every_property_of_a_vertex_says_its_cardinality(function: Callable[..., GraphTraversal]) -> None:
    """The server's default is to keep the value before beside the new one."""
    on_edges = "links" in function.__name__
    for name, arguments in instructions(written(function)):
        if name == "property" and not on_edges and str(arguments[0]) != "T.id":
            assert arguments[0] in (Cardinality.single, Cardinality.set_)
