"""Leiden communities: passes of moving, refining and putting together."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.kernels import communities as kernels
from identity_graph.analytics.kernels import components
from identity_graph.analytics.kernels.rows import breadth_first
from identity_graph.analytics.links import Numbers, Weights
from identity_graph.analytics.local.tables import labelled
from identity_graph.analytics.network import Network

TURNS_TOGETHER: Final = 4096
"""Vertices shuffled together: their neighbours fit into the processor's cache."""


@dataclass(frozen=True, slots=True)
class Level:
    """A network whose vertices stand for one or more of the real ones."""

    offsets: NDArray[np.int64]
    neighbours: Numbers
    weights: Weights
    mass: Weights

    def put_together(self, part: Numbers, count: int) -> "Level":
        """The network of the parts."""
        rows = kernels.together(self.offsets, self.neighbours, self.weights, part, count)
        return Level(*rows, _sums(part, self.mass, count))


def leiden(network: Network, objective: str, resolution: float, iterations: int, seed: int) -> pa.Table:
    """Communities, each labelled by its smallest vertex."""
    return labelled(network, communities(network, objective, resolution, iterations, seed))


def communities(network: Network, objective: str, resolution: float, iterations: int, seed: int) -> Numbers:
    """For each vertex the smallest of its community. A community whose parts no link joins is taken apart, which never
    lowers the quality: so each is connected."""
    level, order = _neighbours_together(network, objective)
    if objective == "modularity":
        resolution /= max(float(level.mass.sum()), np.finfo(np.float64).tiny)
    community = np.arange(network.vertex_count, dtype=np.int32)
    for turn in range(iterations):
        community, moves = _pass(level, resolution, community, seed + turn)
        if not moves:
            break
    community[order] = community.copy()
    inside = community[network.source] == community[network.target]
    return components.of_links(network.vertex_count, network.source[inside], network.target[inside])


def _neighbours_together(network: Network, objective: str) -> tuple[Level, Numbers]:
    """The network with its vertices as a search from the best linked ones meets them, so that neighbours lie together
    in memory; and these vertices."""
    rows = network.adjacency("both")
    roots = np.argsort(-rows.degrees, kind="stable").astype(np.int32)
    order = breadth_first(rows.offsets, rows.neighbours, roots)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    offsets = np.concatenate(([0], np.cumsum(rows.degrees[order])))
    weights = np.empty(0) if rows.weights is None else np.empty_like(rows.weights)
    neighbours = np.empty_like(rows.neighbours)
    old = np.empty(0) if rows.weights is None else rows.weights
    kernels.reorder(rows.offsets, rows.neighbours, old, order, rank, neighbours, weights)
    return Level(offsets, neighbours, weights, _masses(network, objective)[order]), order


def _masses(network: Network, objective: str) -> Weights:
    rows = network.adjacency("both")
    if objective == "cpm":
        return np.ones(network.vertex_count)
    if rows.weights is None:
        return rows.degrees.astype(np.float64)
    return _sums(np.repeat(np.arange(network.vertex_count), rows.degrees), rows.weights, network.vertex_count)


def _sums(of: NDArray[np.integer], values: Weights, count: int) -> Weights:
    return np.bincount(of, values, count).astype(np.float64)


def _pass(level: Level, resolution: float, community: Numbers, seed: int) -> tuple[Numbers, int]:
    """Down from the vertices to what no longer moves; the communities, and how many moves it was."""
    of_vertex = np.arange(len(community), dtype=np.int32)
    community, all_moves = community.copy(), 0
    while True:
        arguments = (level.offsets, level.neighbours, level.weights, level.mass, resolution)
        all_moves += kernels.move(*arguments, in_turn(len(community), seed), community)
        part, count = kernels.numbered(kernels.refine(*arguments, in_turn(len(community), seed + 1), community))
        if count == len(community):
            return kernels.numbered(community)[0][of_vertex], all_moves
        held = np.empty(count, np.int32)
        held[part] = kernels.numbered(community)[0]
        level, community, of_vertex = level.put_together(part, count), held, part[of_vertex]


def in_turn(count: int, seed: int) -> Numbers:
    """Numbers below ``count`` in an order that the seed alone decides (by SplitMix64; Steele, Lea, Flood 2014):
    shuffled some thousand at a time, so that what is read lies together."""
    key = np.arange(count, dtype=np.uint64) + np.full(1, seed, np.uint64) * np.uint64(0xD1342543DE82EF95)
    key *= np.uint64(0x9E3779B97F4A7C15)
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    key = (key ^ (key >> np.uint64(31))) >> np.uint64(32)
    key |= (np.arange(count, dtype=np.uint64) // np.uint64(TURNS_TOGETHER)) << np.uint64(32)
    return np.argsort(key, kind="stable").astype(np.int32)
