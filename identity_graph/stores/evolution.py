"""What a schema becomes by a step. Above the stores: each store keeps its shape, none decides what a step means."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from identity_graph.schema import LinkType, NodeKind, Property, Schema
from identity_graph.stores.protocol import SchemaChange, SchemaState

Kind = TypeVar("Kind", NodeKind, LinkType)

NOTHING = Schema(0, {}, {})
"""The shape of an empty store."""


def extended(schema: Schema, change: SchemaChange, version: int) -> Schema:
    """The schema after the step. What is there already stays as it is, so a step taken twice is taken once."""
    nodes = {**schema.nodes, **{kind.name: kind for kind in change.nodes if kind.name not in schema.nodes}}
    links = {**schema.links, **{type.name: type for type in change.links if type.name not in schema.links}}
    return Schema(version, _with(nodes, change.node_properties), _with(links, change.link_properties))


def is_past(known: SchemaState | None, to: SchemaState) -> bool:
    """Whether the graph has gone beyond this step already: another program, which found it as old, was quicker."""
    return known is not None and _place(known) > _place(to)


def _place(state: SchemaState) -> tuple[int, bool]:
    return state.version, state.migrating_to is not None


def _with(kinds: Mapping[str, Kind], added: Iterable[tuple[str, Property]]) -> dict[str, Kind]:
    result = dict(kinds)
    for name, property in added:
        if property.name not in result[name].properties:
            result[name] = replace(result[name], properties={**result[name].properties, property.name: property})
    return result
