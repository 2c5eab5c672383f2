"""Graphalytics' graphs as stored graphs: vertices are identities, and their numbers keep their order in the ids.

Undirected links are RELATED_TO. No type of ours leads from an identity to an identity one way, and none between them
has a length: for such graphs the stored schema gets one more type, as a migration would bring it.
"""

import math
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from graphalytics import TOLERANCE, Case

from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import ParameterValue, Shape, procedure
from identity_graph.analytics.selection import Selection
from identity_graph.model import Cause, ChangeSet, Link, Node
from identity_graph.schema import LinkType, Property, declared_schema
from identity_graph.stores import GraphStore
from identity_graph.stores.evolution import extended
from identity_graph.stores.protocol import SchemaChange, SchemaState

LEADS_TO = LinkType("LEADS_TO", ("Identity",), ("Identity",), False, {"length": Property("length", "real", "none")})


def stored_graph(store: GraphStore, case: Case) -> Selection:
    """Write the case's graph into a store of today's shape, and say how to ask for it."""
    network = case.network
    is_plain = not network.directed and network.weight is None
    if not is_plain:
        _add_type(store)
    nodes = tuple(_identity(vertex) for vertex in network.ids.to_pylist())
    links = tuple(_links(network, "RELATED_TO" if is_plain else LEADS_TO.name))
    store.apply(ChangeSet(Cause("load", case.name), nodes=nodes, links=links))
    return Selection(
        ("RELATED_TO" if is_plain else LEADS_TO.name,),
        kinds=("Identity",),
        weight=None if network.weight is None else "length",
        directed=network.directed,
    )


def parameters(case: Case) -> dict[str, ParameterValue]:
    """The case's parameters, checked, as the stored graph has them."""
    given = {name: id_of(value) if name == "start" else value for name, value in case.parameters.items()}
    return procedure(case.procedure).checked(given)


def expected(case: Case) -> pa.Table:
    """What must come out."""
    shape = procedure(case.procedure).shape
    vertices = sorted(case.expected)
    values: list[Any] = [case.expected[vertex] for vertex in vertices]
    if case.procedure == "wcc":
        smallest: dict[Any, int] = {}
        values = [smallest.setdefault(label, vertex) for vertex, label in zip(vertices, values, strict=True)]
    if shape is Shape.LABELS:
        values = [id_of(label) for label in values]
    return pa.Table.from_arrays(
        [pa.array(map(id_of, vertices), pa.string()), pa.array(values, shape.schema(pa.string()).field(1).type)],
        schema=shape.schema(pa.string()),
    )


def differing(found: pa.Table, wanted: pa.Table) -> list[tuple[Any, Any]]:
    """Rows that are not as they should be; scores within LDBC's tolerance. Empty is right."""
    assert found.schema == wanted.schema
    assert found.num_rows == wanted.num_rows
    rows = (zip(*table.to_pydict().values(), strict=True) for table in (found, wanted))
    return [(ours, theirs) for ours, theirs in zip(*rows, strict=True) if not _same(ours, theirs)]


def id_of(vertex: object) -> str:
    """The id of a vertex."""
    return f"idn_{vertex:019}"


def _identity(vertex: int) -> Node:
    founder = id_of(vertex).replace("idn", "rec")
    said = {"kind": "person", "founding_record": founder, "records": 1, "sources": ("graphalytics",), "tier": "A"}
    return Node(id_of(vertex), "Identity", said)


def _links(network: Network, type: str) -> Iterator[Link]:
    ids = network.ids.to_pylist()
    weights = [None] * network.link_count if network.weight is None else network.weight.tolist()
    for source, target, weight in zip(network.source.tolist(), network.target.tolist(), weights, strict=True):
        said = {"signals": "{}"} if type == "RELATED_TO" else {} if weight is None else {"length": weight}
        yield Link(type, id_of(ids[source]), id_of(ids[target]), said)


def _add_type(store: GraphStore) -> None:
    schema, change = declared_schema(), SchemaChange(links=(LEADS_TO,))
    new = extended(schema, change, schema.version + 1)
    store.change_schema(change, SchemaState(new.version, new.hash))


def _same(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    return all(
        math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-12)
        if isinstance(one, float) and isinstance(other, float)
        else one == other
        for one, other in zip(ours, theirs, strict=True)
    )
