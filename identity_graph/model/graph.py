"""Nodes and links as every store hands them out: plain values, no store behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | tuple[str, ...] | None
"""What a property can hold. Dates are ISO 8601 text; structured values are JSON text; ``None`` is never stored."""

LinkKey = tuple[str, str, str]
"""(type, source id, target id): a link's identity. Symmetric types have their smaller id first."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: a deterministic id, its kind, and its properties (without ``None``)."""

    id: str
    kind: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A directed link between two nodes, at most one of a type between the same two."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Value] = field(default_factory=dict)

    @property
    def key(self) -> LinkKey:
        """What makes this link the same link."""
        return (self.type, self.source, self.target)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A piece of the graph. ``truncated`` says that a limit cut it, so a reader is never shown a part as the whole."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    truncated: bool = False
