"""The schema this code works with, read from ``nodes/*.yaml`` and ``links/*.yaml`` beside this file."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from identity_graph.schema.kinds import LinkType, NodeKind, Property, Schema

SCHEMA_VERSION: Final = 4
"""Raised by one with every migration; ``identity_graph/migrations`` has a step for each."""


@cache
def declared_schema() -> Schema:
    """The one schema of this code."""
    nodes = {doc["kind"]: _node_kind(doc) for doc in _documents("nodes")}
    links = {doc["type"]: _link_type(doc) for doc in _documents("links")}
    return Schema(SCHEMA_VERSION, nodes, links)


def _documents(folder: str) -> Iterator[dict[str, Any]]:
    for entry in sorted(files("identity_graph.schema").joinpath(folder).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            yield yaml.safe_load(entry.read_text(encoding="utf-8"))


def _node_kind(doc: Mapping[str, Any]) -> NodeKind:
    return NodeKind(doc["kind"], tuple(doc["key"]), _properties(doc), doc["meaning"])


def _link_type(doc: Mapping[str, Any]) -> LinkType:
    return LinkType(
        name=doc["type"],
        sources=tuple(doc["from"]),
        targets=tuple(doc["to"]),
        symmetric=bool(doc.get("symmetric", False)),
        properties=_properties(doc),
        meaning=doc["meaning"],
    )


def _properties(doc: Mapping[str, Any]) -> dict[str, Property]:
    return {name: Property(name, **details) for name, details in doc["properties"].items()}
