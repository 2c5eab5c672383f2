"""Small valid graphs to test with. Everything is made of a number or a name, so the same call gives the same thing."""

import json
from collections.abc import Sequence

from identity_graph.model import (
    Cause,
    ChangeSet,
    Link,
    LinkKey,
    Node,
    Value,
    identity_id_of,
    node_id,
    record_node_id,
)
from identity_graph.stores import GraphStore


def record(number: object, *, name: str = "Ana Maria Silva", source: str = "src", **more: Value) -> Node:
    """A ``Record`` node; ``None`` takes a property away."""
    data = json.dumps({"source": source, "record_id": str(number), "names": [{"full": name, "type": "primary"}]})
    values: dict[str, Value] = {
        "source": source,
        "record_id": str(number),
        "kind": "person",
        "data": data,
        "content": f"content of {number}",
    } | more
    return Node(record_node_id(source, str(number)), "Record", {k: v for k, v in values.items() if v is not None})


def identity(founder: Node, **more: Value) -> Node:
    """The ``Identity`` this record founds."""
    values: dict[str, Value] = {
        "kind": "person",
        "founding_record": founder.id,
        "records": 1,
        "sources": ("src",),
        "tier": "A",
    } | more
    return Node(identity_id_of(founder.id), "Identity", {k: v for k, v in values.items() if v is not None})


def phone(number: object) -> Node:
    """A ``Phone`` node."""
    return Node(node_id("Phone", str(number)), "Phone", {"number": f"+49{number}"})


def document(number: object, *, scheme: str = "passport", **more: Value) -> Node:
    """A ``Document`` node of Germany."""
    key = {"scheme": scheme, "country": "DE", "number": f"C{number}"}
    return Node(node_id("Document", *key.values()), "Document", {**key, **more})


def link(type: str, source: Node, target: Node, **properties: Value) -> Link:
    """A link; a symmetric type's ends are put in order."""
    ends = (source.id, target.id)
    if type in ("SAME_AS", "DIFFERENT_FROM"):
        ends = (min(ends), max(ends))
        properties = {
            "weight": 7.5,
            "probability": 0.99,
            "evidence": "{}",
            "rules": ("same-passport",),
            "model": "mdl",
        } | properties
    return Link(type, *ends, properties)


def changes(
    *elements: Node | Link,
    reference: str = "test",
    removed_nodes: Sequence[str] = (),
    removed_links: Sequence[LinkKey] = (),
    keys: dict[str, tuple[int, ...]] | None = None,
) -> ChangeSet:
    """A change set of these nodes and links."""
    return ChangeSet(
        Cause("load", reference),
        nodes=tuple(element for element in elements if isinstance(element, Node)),
        links=tuple(element for element in elements if isinstance(element, Link)),
        removed_nodes=tuple(removed_nodes),
        removed_links=tuple(removed_links),
        keys=keys or {},
    )


def everything(store: GraphStore, page: int = 1000) -> tuple[list[Node], list[Link], dict[str, tuple[int, ...]]]:
    """All nodes, links and blocking keys of a store, in order."""
    sizes = store.counts()
    nodes: list[Node] = []
    for kind in sorted(sizes.nodes):
        after = ""
        while found := store.page_nodes(kind, after, page):
            nodes += found
            after = found[-1].id
    links: list[Link] = []
    for type in sorted(sizes.links):
        last = None
        while edges := store.page_links(type, last, page):
            links += edges
            last = edges[-1].key
    return nodes, links, dict(store.blocking_keys([node.id for node in nodes if node.kind == "Record"]))
