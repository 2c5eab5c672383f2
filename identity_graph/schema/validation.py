"""Holding a change set against the schema before any store sees it."""

from collections.abc import Iterator, Mapping
from typing import Final

from identity_graph.errors import InvalidChange
from identity_graph.model import ChangeSet, Link, Node, kind_of
from identity_graph.schema.kinds import LinkType, Property, PropertyType, Schema

_PYTHON_TYPES: Final[Mapping[PropertyType, type]] = {
    "text": str,
    "integer": int,
    "real": float,
    "boolean": bool,
    "texts": tuple,
    "json": str,
}


def validate(changes: ChangeSet, schema: Schema) -> None:
    """Raise `InvalidChange` naming the first few faults. Messages name kinds, properties and ids, never values."""
    faults = [fault for node in changes.nodes for fault in _node_faults(node, schema)]
    faults += [fault for link in changes.links for fault in _link_faults(link, schema)]
    if faults:
        shown = "; ".join(faults[:5])
        more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
        raise InvalidChange(f"change set {changes.id} breaks schema version {schema.version}: {shown}{more}")


def _node_faults(node: Node, schema: Schema) -> Iterator[str]:
    kind = schema.nodes.get(node.kind)
    if kind is None:
        yield f"node {node.id}: no kind {node.kind!r}"
        return
    if kind_of(node.id) != node.kind:
        yield f"node {node.id}: its id is not one of a {node.kind}"
    yield from _property_faults(f"{node.kind} {node.id}", node.properties, kind.properties)


def _link_faults(link: Link, schema: Schema) -> Iterator[str]:
    type = schema.links.get(link.type)
    where = f"{link.type} {link.source} → {link.target}"
    if type is None:
        yield f"link {where}: no type {link.type!r}"
        return
    yield from _end_faults(where, link, type)
    yield from _property_faults(where, link.properties, type.properties)


def _end_faults(where: str, link: Link, type: LinkType) -> Iterator[str]:
    if kind_of(link.source) not in type.sources:
        yield f"{where}: cannot start at a {kind_of(link.source)}"
    if kind_of(link.target) not in type.targets:
        yield f"{where}: cannot end at a {kind_of(link.target)}"
    if type.symmetric and link.source >= link.target:
        yield f"{where}: a symmetric link has the smaller id first"


def _property_faults(where: str, values: Mapping[str, object], properties: Mapping[str, Property]) -> Iterator[str]:
    for name, value in values.items():
        declared = properties.get(name)
        if declared is None:
            yield f"{where}: no property {name!r}"
        elif value is not None and type(value) is not _PYTHON_TYPES[declared.type]:
            yield f"{where}: {name} is {declared.type}, not {type(value).__name__}"
    for declared in properties.values():
        if declared.required and values.get(declared.name) is None:
            yield f"{where}: {declared.name} is missing"
