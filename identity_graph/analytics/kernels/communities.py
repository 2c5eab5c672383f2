"""Kernels that make networks of communities for the Leiden algorithm (Traag, Waltman, van Eck 2019), for any quality of
the form

    Σ over communities of (weight inside) − resolution · (mass)² / 2,

which is modularity where a vertex's mass is its strength and the resolution is γ / 2m, and the constant Potts model
where the mass is how many vertices it stands for. ``weights`` may be empty: then every link weighs 1.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.ahead import groups_ahead, rows_ahead
from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.kernels.weighing import add_up
from identity_graph.analytics.links import Numbers, Weights

TURNS_TOGETHER: Final = 4096
"""Vertices shuffled together: what is said of them fits into the processor's cache."""


@compiled
def in_turn(count: int, seed: int) -> Numbers:
    """Numbers below ``count`` in an order that the seed alone decides (by SplitMix64; Steele, Lea, Flood 2014):
    shuffled some thousand at a time, so that what is read lies together."""
    order, state = np.arange(count).astype(np.int32), np.uint64(seed)
    for first in range(0, count, TURNS_TOGETHER):
        for left in range(min(TURNS_TOGETHER, count - first), 1, -1):
            state += np.uint64(0x9E3779B97F4A7C15)
            drawn = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            drawn = (drawn ^ (drawn >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            drawn = (drawn ^ (drawn >> np.uint64(31))) >> np.uint64(32)
            one, other = first + left - 1, first + np.int64((drawn * np.uint64(left)) >> np.uint64(32))
            order[one], order[other] = order[other], order[one]
    return order


@compiled
def reorder(
    first: int,
    last: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    order: Numbers,
    rank: Numbers,
    begin: NDArray[np.int64],
    into: Numbers,
    weights_into: Weights,
) -> None:
    """Write the rows of the vertices from ``order[first]`` up to ``order[last]``, in this order and with each vertex's
    rank in it for the vertex; they begin at ``begin``."""
    for i in range(first, last):
        rows_ahead(order, i, last, offsets, neighbours, rank)
        row = offsets[order[i]]
        for e in range(begin[i + 1] - begin[i]):
            into[begin[i] + e] = rank[neighbours[row + e]]
            if len(weights) > 0:
                weights_into[begin[i] + e] = weights[row + e]


@compiled
def numbered(part: Numbers) -> tuple[Numbers, int]:
    """Parts as 0, 1, 2 … in the order of their first vertices, and how many."""
    number, into, count = np.full(len(part), -1, np.int32), np.empty(len(part), np.int32), 0
    for v in range(len(part)):
        if number[part[v]] < 0:
            number[part[v]] = count
            count += 1
        into[v] = number[part[v]]
    return into, count


@compiled
def members_of(part: Numbers, count: int) -> tuple[NDArray[np.int64], Numbers]:
    """Where each part's vertices begin, and all vertices by part."""
    begin, members = np.zeros(count + 1, np.int64), np.empty(len(part), np.int32)
    for v in range(len(part)):
        begin[part[v] + 1] += 1
    for p in range(count):
        begin[p + 1] += begin[p]
    free = begin.copy()
    for v in range(len(part)):
        members[free[part[v]]] = v
        free[part[v]] += 1
    return begin, members


@compiled
def together(
    first: int,
    last: int,
    begin: NDArray[np.int64],
    members: Numbers,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    part: Numbers,
    table: Weights,
    degrees: NDArray[np.int64],
) -> tuple[Numbers, Weights]:
    """The rows of the parts from ``first`` up to ``last`` in the network whose vertices are the parts; links inside a
    part are left out. Writes their ``degrees``; ``table`` is room for each part, which is 0."""
    links, at = 0, 0
    for v in members[begin[first] : begin[last]]:
        links += offsets[v + 1] - offsets[v]
    near, of_near = np.empty(links + 1, np.int32), np.empty(links)
    for p in range(first, last):
        row = at
        for i in range(begin[p], begin[p + 1]):
            v = members[i]
            groups_ahead(members, i, offsets, neighbours, part, table)
            at = add_up(offsets[v], offsets[v + 1], neighbours, weights, part, table, near, at)
        past, at = at, row
        for i in range(row, past):
            g = near[i]
            if g != p:
                near[at], of_near[at] = g, table[g]
                at += 1
            table[g] = 0.0
        degrees[p] = at - row
    return near[:at], of_near[:at]
