"""Every vertex's neighbours, one after the other (compressed sparse rows)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels import rows
from identity_graph.analytics.links import Numbers, Weights

Side = Literal["out", "in", "both"]


@dataclass(frozen=True, slots=True)
class Adjacency:
    """The neighbours of the vertex v are ``neighbours[offsets[v]:offsets[v + 1]]``, with ``weights`` beside them
    (``None`` where every link weighs 1). They ascend; of a directed network's both sides, first the incoming ones."""

    offsets: NDArray[np.int64]
    neighbours: Numbers
    weights: Weights | None

    @property
    def degrees(self) -> NDArray[np.int64]:
        """How many neighbours each vertex has."""
        return np.diff(self.offsets)


def adjacency(vertex_count: int, source: Numbers, target: Numbers, weight: Weights | None, side: Side) -> Adjacency:
    """Of links in ascending order of (source, target)."""
    outgoing, incoming = (_degrees(ends, vertex_count) for ends in (source, target))
    if side == "out":
        return Adjacency(_offsets(outgoing), target, weight)
    offsets = _offsets(incoming + outgoing if side == "both" else incoming)
    neighbours = np.empty(offsets[-1], np.int32)
    link = np.empty(0 if weight is None else len(neighbours), np.int32)
    at = offsets[:-1].copy()
    rows.of_sources(source, target, at, neighbours, link)
    if side == "both":
        rows.of_sources(target, source, at, neighbours, link)
    return Adjacency(offsets, neighbours, None if weight is None else weight[link])


def _degrees(ends: Numbers, vertex_count: int) -> NDArray[np.int64]:
    return np.bincount(ends, minlength=vertex_count).astype(np.int64)


def _offsets(degrees: NDArray[np.int64]) -> NDArray[np.int64]:
    offsets = np.zeros(len(degrees) + 1, np.int64)
    np.cumsum(degrees, out=offsets[1:])
    return offsets
