"""A Graphalytics graph in a store: its vertices as identities, its links as RELATED_TO.

RELATED_TO is symmetric and has no weight. So a directed graph can be stored for components alone, which ignore
direction, and no graph for SSSP."""

import json
from collections.abc import Iterator

import pyarrow as pa
from graphalytics import Case

from identity_graph.analytics.procedures import Shape, procedure
from identity_graph.analytics.selection import Selection
from identity_graph.model import Cause, ChangeSet, Link, Node
from identity_graph.stores import GraphStore

BATCH = 5_000
DIGITS = 26
"""As many as an id's hash has letters. With leading zeros ids are in the order of the numbers."""


def is_storable(case: Case) -> bool:
    """Whether the schema's links can say what this case's do."""
    return case.procedure == "wcc" or (not case.directed and case.procedure != "sssp")


def identity_id(vertex: int) -> str:
    """A vertex's id in the store."""
    return f"idn_{vertex:0{DIGITS}}"


def stored_graph(store: GraphStore, case: Case) -> Selection:
    """Write the case's graph into an empty, migrated store; the selection that takes all of it."""
    if not is_storable(case):
        raise ValueError(f"{case.name} needs links with direction or weight")
    for changes in _change_sets(case):
        store.apply(changes)
    return Selection(types=("RELATED_TO",), kinds=("Identity",))


def expected(case: Case) -> pa.Table:
    """The table that must come out, up to the tolerance of scores. Components have their smallest id as their label."""
    schema = procedure(case.procedure).shape.schema(pa.string())
    vertices = sorted(case.expected)
    ids = [identity_id(vertex) for vertex in vertices]
    if procedure(case.procedure).shape is not Shape.LABELS:
        return pa.table([ids, [case.expected[vertex] for vertex in vertices]], schema=schema)
    smallest: dict[object, int] = {}
    for vertex in vertices:
        smallest.setdefault(case.expected[vertex], vertex)
    labels = [smallest[case.expected[v]] if case.procedure == "wcc" else case.expected[v] for v in vertices]
    return pa.table([ids, [identity_id(int(label or 0)) for label in labels]], schema=schema)


def parameters(case: Case) -> dict[str, int | float | str]:
    """The case's parameters, vertices as ids."""
    return {name: identity_id(int(value)) if name == "start" else value for name, value in case.parameters.items()}


def _change_sets(case: Case) -> Iterator[ChangeSet]:
    network = case.network
    ids = [identity_id(vertex) for vertex in network.ids.to_pylist()]
    ends = {(min(s, t), max(s, t)) for s, t in zip(network.source.tolist(), network.target.tolist(), strict=True)}
    signals = {"signals": json.dumps({})}
    links = [Link("RELATED_TO", ids[s], ids[t], signals) for s, t in sorted(ends)]
    nodes = [Node(id, "Identity", _properties(id)) for id in ids]
    for start in range(0, len(nodes), BATCH):
        yield ChangeSet(Cause("load", f"{case.name} nodes {start}"), nodes=tuple(nodes[start : start + BATCH]))
    for start in range(0, len(links), BATCH):
        yield ChangeSet(Cause("load", f"{case.name} links {start}"), links=tuple(links[start : start + BATCH]))


def _properties(id: str) -> dict[str, str | int | tuple[str, ...]]:
    founder = id.replace("idn", "rec")
    return {"kind": "person", "founding_record": founder, "records": 1, "sources": ("graphalytics",), "tier": "A"}
