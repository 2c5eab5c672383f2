"""Kernels that add up what neighbours bring."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers, Weights


@compiled
def gather(
    first: int, last: int, offsets: NDArray[np.int64], neighbours: Numbers, brought: Weights, into: Weights
) -> None:
    """For each vertex the sum of what its neighbours bring."""
    for v in range(first, last):
        sum = 0.0
        for e in range(offsets[v], offsets[v + 1]):
            sum += brought[neighbours[e]]
        into[v] = sum


@compiled
def spread(
    first: int,
    last: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    shares: Weights,
    brought: Weights,
    into: Weights,
    best: Weights,
    best_into: Weights,
    best_from: Numbers,
) -> None:
    """For each vertex the sum of what its neighbours bring, each by the link's share; and of ``best`` the most that one
    of them brings, and the smallest that brings it (-1 where none does)."""
    for v in range(first, last):
        sum, most, giver = 0.0, 0.0, -1
        for e in range(offsets[v], offsets[v + 1]):
            u = neighbours[e]
            sum += brought[u] * shares[e]
            one = best[u] * shares[e]
            if one > most or (one == most and one > 0 and u < giver):
                most, giver = one, u
        into[v], best_into[v], best_from[v] = sum, most, giver
