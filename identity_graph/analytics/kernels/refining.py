"""The kernel that refines communities, the second step of the Leiden algorithm."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.ahead import WIDE, fetch, groups_ahead
from identity_graph.analytics.kernels.compiled import compiled, inlined
from identity_graph.analytics.kernels.weighing import FEW, weigh
from identity_graph.analytics.links import Numbers, Scalar, Weights


@compiled
def ties_inside(
    first: int,
    last: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    community: Numbers,
    ties: Weights,
) -> None:
    """Write what links each vertex from ``first`` up to ``last`` to its own community."""
    for v in range(first, last):
        total = 0.0
        for e in range(offsets[v], offsets[v + 1]):
            if e + 2 * WIDE < len(neighbours):
                fetch(community, neighbours[e + 2 * WIDE])
            weight = weights[e] if len(weights) > 0 else 1.0
            total += weight if community[neighbours[e]] == community[v] else 0.0
        ties[v] = total


@inlined
def best_part(
    v: int,
    pull: Scalar,
    resolution: float,
    whole: Scalar,
    community: Numbers,
    mass: Weights,
    ties: Weights,
    near: Numbers,
    of_near: Weights,
    count: int,
) -> tuple[Scalar, Scalar]:
    """The well connected part of v's community that v gains most by joining (of several the smallest), and what links
    v to it; v itself where it gains by none."""
    best, most, link = v, 0.0, 0.0
    for i in range(count):
        p = near[i]
        gain = of_near[i] - pull * mass[p]
        better = gain > most or (gain == most and (best == v or p < best))
        if better and community[p] == community[v] and ties[p] >= resolution * mass[p] * (whole - mass[p]):
            best, most, link = p, gain, of_near[i]
    return best, link


@compiled
def refine(
    turns: Numbers,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    mass: Weights,
    resolution: float,
    community: Numbers,
    total: Weights,
    ties: Weights,
    part: Numbers,
    part_mass: Weights,
    table: Weights,
) -> None:
    """Parts of whole communities, each connected: every vertex begins alone, and one that is still alone and well
    connected with its community joins the well connected part of it that is best for the quality.

    ``turns`` are the vertices of these communities, ``total`` the mass of each; ``ties`` are what `ties_inside` says
    and ``part_mass`` the masses, and both are the parts' afterwards. What other communities have is neither changed nor
    does it matter, so several can be refined beside each other. ``table`` is room for each vertex, which is 0."""
    near, of_near, joined = (
        np.empty(len(mass) + FEW, np.int32),
        np.empty(len(mass) + FEW),
        np.zeros(len(mass), np.bool_),
    )
    for i in range(len(turns)):
        v = turns[i]
        groups_ahead(turns, i, offsets, neighbours, part, part_mass)
        whole, pull = total[community[v]], resolution * mass[v]
        if joined[v] or ties[v] < pull * (whole - mass[v]):
            continue
        count = weigh(offsets[v], offsets[v + 1], neighbours, weights, part, table, near, of_near)
        best, link = best_part(v, pull, resolution, whole, community, part_mass, ties, near, of_near, count)
        if best != v:
            part[v], joined[best] = best, True
            part_mass[best] += mass[v]
            ties[best] += ties[v] - 2.0 * link
