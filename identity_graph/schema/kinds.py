"""What a schema is made of: node kinds, link types and their properties, as values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from identity_graph.model.ids import content_hash

PropertyType = Literal["text", "integer", "real", "boolean", "texts", "json"]
"""``texts`` is a list of texts; ``json`` is JSON kept as text."""

PersonalClass = Literal["none", "pseudonym", "indirect", "direct", "special"]
"""How personal a property is, mildest first: what the API masks and what an erasure must reach.
``special`` is a special category of data (GDPR, article 9), e.g. biometric."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or a link."""

    name: str
    type: PropertyType
    personal: PersonalClass
    required: bool = False
    index: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node; ``key`` names what its deterministic id is made of."""

    name: str
    key: tuple[str, ...]
    properties: Mapping[str, Property]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class LinkType:
    """A type of link and the kinds it may join. A symmetric one is stored once, smaller id first."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    symmetric: bool = False
    properties: Mapping[str, Property] = field(default_factory=dict)
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds and types of one schema version."""

    version: int
    nodes: Mapping[str, NodeKind]
    links: Mapping[str, LinkType]

    @property
    def hash(self) -> str:
        """The hash of all that a store depends on; wording of meanings does not change it."""
        return content_hash(json.dumps(self.shape(), sort_keys=True))

    def shape(self) -> dict[str, object]:
        """The schema as plain data, without meanings."""
        return {
            "nodes": {k.name: {"key": k.key, "properties": _shape(k.properties)} for k in self.nodes.values()},
            "links": {
                t.name: {
                    "from": t.sources,
                    "to": t.targets,
                    "symmetric": t.symmetric,
                    "properties": _shape(t.properties),
                }
                for t in self.links.values()
            },
        }


def schema_of(version: int, shape: Mapping[str, Any]) -> Schema:
    """The schema a `Schema.shape` came from, without meanings. Only for shapes written by this code."""
    nodes = {
        name: NodeKind(name, tuple(kind["key"]), _properties(kind["properties"]))
        for name, kind in shape["nodes"].items()
    }
    links = {
        name: LinkType(name, tuple(type["from"]), tuple(type["to"]), type["symmetric"], _properties(type["properties"]))
        for name, type in shape["links"].items()
    }
    return Schema(version, nodes, links)


def _properties(shape: Mapping[str, Any]) -> dict[str, Property]:
    return {name: Property(name, *details) for name, details in shape.items()}


def _shape(properties: Mapping[str, Property]) -> dict[str, object]:
    return {p.name: [p.type, p.personal, p.required, p.index] for p in properties.values()}
