"""Core numbers (Batagelj, Zaversnik 2003): the vertex of the lowest degree is taken away, again and again."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers


@compiled
def core_numbers(offsets: NDArray[np.int64], neighbours: Numbers) -> NDArray[np.int64]:
    """For each vertex of a simple undirected network."""
    n = len(offsets) - 1
    core = offsets[1:] - offsets[:-1]
    begin = np.zeros(n + 2, np.int64)
    for v in range(n):
        begin[core[v] + 1] += 1
    for degree in range(n + 1):
        begin[degree + 1] += begin[degree]
    order, place = np.empty(n, np.int32), np.empty(n, np.int64)
    free = begin.copy()
    for v in range(n):
        place[v] = free[core[v]]
        order[place[v]] = v
        free[core[v]] += 1
    for at in range(n):
        v = order[at]
        for e in range(offsets[v], offsets[v + 1]):
            u = neighbours[e]
            if core[u] > core[v]:
                head = begin[core[u]]
                w = order[head]
                order[place[u]], order[head] = w, u
                place[w], place[u] = place[u], head
                begin[core[u]] += 1
                core[u] -= 1
    return core
