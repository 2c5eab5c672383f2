"""The networks that the Leiden algorithm works on. What of its steps can be done on several threads is: no thread reads
what depends on another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.adjacency import Adjacency
from identity_graph.analytics.kernels import communities as kernels
from identity_graph.analytics.kernels import moving, refining
from identity_graph.analytics.kernels.rows import breadth_first
from identity_graph.analytics.links import Numbers, Weights
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.analytics.threads import over_vertices


@dataclass(frozen=True, slots=True)
class Level:
    """A network whose vertices stand for one or more of the real ones."""

    offsets: NDArray[np.int64]
    neighbours: Numbers
    weights: Weights
    mass: Weights

    def move(self, resolution: float, community: Numbers, seed: int) -> int:
        """Move vertices, which changes ``community``, until none wants to. Returns how many moved."""
        order = kernels.in_turn(len(self.mass), seed)
        rows = self.offsets, self.neighbours, self.weights, self.mass
        return int(moving.move(*rows, resolution, order, community))

    def refined(self, resolution: float, community: Numbers, count: int, seed: int) -> tuple[Numbers, int]:
        """Connected parts of the communities, which are 0, 1, 2 … below ``count``; and how many parts."""
        order = kernels.in_turn(len(self.mass), seed)
        begin, places = kernels.members_of(community[order], count)
        turns, total = order[places], sums(community, self.mass, count)
        part, mass, ties = np.arange(len(order), dtype=np.int32), self.mass.copy(), np.empty(len(order))
        rows = self.offsets, self.neighbours, self.weights

        def tie(first: int, last: int) -> None:
            refining.ties_inside(first, last, *rows, community, ties)

        def refine(first: int, last: int) -> None:
            some, table = turns[begin[first] : begin[last]], np.zeros(len(order))
            refining.refine(some, *rows, self.mass, resolution, community, total, ties, part, mass, table)

        over_vertices(self.offsets, tie)
        over_vertices(begin, refine)
        return kernels.numbered(part)

    def put_together(self, part: Numbers, count: int) -> "Level":
        """The network of the parts."""
        begin, members = kernels.members_of(part, count)
        degrees, found = np.empty(count, np.int64), {}
        rows = self.offsets, self.neighbours, self.weights

        def work(first: int, last: int) -> None:
            found[first] = kernels.together(first, last, begin, members, *rows, part, np.zeros(count), degrees)

        over_vertices(begin, work)
        neighbours, weights = (
            np.concatenate(arrays) for arrays in zip(*(found[at] for at in sorted(found)), strict=True)
        )
        return Level(_offsets(degrees), neighbours, weights, sums(part, self.mass, count))


def first_level(network: Network, objective: str) -> tuple[Level, Numbers]:
    """The network with its vertices as a search from the best linked ones meets them, so that neighbours lie together
    in memory; and these vertices. Those without links, which stay alone, are left out."""
    rows = _weighing(network).adjacency("both")
    least = rows.degrees.max(initial=0) - rows.degrees
    roots = kernels.members_of(least.astype(np.int32), int(least.max(initial=0)) + 1)[1]
    order = breadth_first(rows.offsets, rows.neighbours, roots)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    linked = order[: np.count_nonzero(rows.degrees)]
    offsets = _offsets(rows.degrees[linked])
    old = np.empty(0) if rows.weights is None else rows.weights
    neighbours, weights = np.empty_like(rows.neighbours), np.empty_like(old)

    def work(first: int, last: int) -> None:
        given = rows.offsets, rows.neighbours, old, linked, rank
        kernels.reorder(first, last, *given, offsets, neighbours, weights)

    over_vertices(offsets, work)
    return Level(offsets, neighbours, weights, _masses(rows, objective)[linked]), linked


def _weighing(network: Network) -> Network:
    """The network without links that weigh nothing."""
    if network.weight is None or network.weight.all():
        return network
    keep = network.weight > 0
    links = network.source[keep], network.target[keep], network.weight[keep]
    return network_of_numbers(network.ids, *links, directed=network.directed)


def _masses(rows: Adjacency, objective: str) -> Weights:
    if objective == "cpm":
        return np.ones(len(rows.degrees))
    if rows.weights is None:
        return rows.degrees.astype(np.float64)
    return sums(np.repeat(np.arange(len(rows.degrees)), rows.degrees), rows.weights, len(rows.degrees))


def sums(of: NDArray[np.integer], values: Weights, count: int) -> Weights:
    """The sum of the values of each number below ``count``."""
    return np.bincount(of, values, count).astype(np.float64)


def _offsets(degrees: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(degrees)))
