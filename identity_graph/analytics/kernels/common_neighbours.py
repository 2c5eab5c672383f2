"""Pairs of vertices with neighbours in common."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers, Weights


@compiled
def telling(offsets: NDArray[np.int64], neighbours: Numbers, generic_over: int) -> NDArray[np.int64]:
    """For each vertex how many of its neighbours have no more neighbours than ``generic_over``, and how many walks of
    two links go through these: an array of two rows."""
    found = np.zeros((2, len(offsets) - 1), np.int64)
    for v in range(len(offsets) - 1):
        for e in range(offsets[v], offsets[v + 1]):
            degree = offsets[neighbours[e] + 1] - offsets[neighbours[e]]
            if degree <= generic_over:
                found[0, v] += 1
                found[1, v] += degree
    return found


@compiled
def pairs(
    first: int,
    last: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    generic_over: int,
    brought: Weights,
    linked: bool,
    left: Numbers,
    right: Numbers,
    common: Numbers,
    sums: Weights,
) -> int:
    """For each vertex of the range the larger ones it shares neighbours with that are not generic: how many,
    and the sum of what each brings. Those that are linked are left out unless ``linked``. Returns how many it wrote."""
    place, link_of = np.full(len(offsets) - 1, -1, np.int64), np.full(len(offsets) - 1, -1, np.int64)
    at = 0
    for v in range(first, last):
        begin = at
        if not linked:
            for e in range(offsets[v], offsets[v + 1]):
                link_of[neighbours[e]] = v
        for e in range(offsets[v], offsets[v + 1]):
            z = neighbours[e]
            if offsets[z + 1] - offsets[z] > generic_over:
                continue
            for f in range(offsets[z], offsets[z + 1]):
                u = neighbours[f]
                if u <= v or link_of[u] == v:
                    continue
                if place[u] < begin:
                    place[u] = at
                    left[at], right[at], common[at], sums[at] = v, u, 0, 0.0
                    at += 1
                common[place[u]] += 1
                sums[place[u]] += brought[z]
    return at
