"""Triangles by the forward algorithm (Schank, Wagner 2005): links lead to the higher degree, so hubs have few."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers


@compiled
def forward(
    offsets: NDArray[np.int64], neighbours: Numbers, many: Numbers
) -> tuple[NDArray[np.int64], Numbers, Numbers]:
    """The rows with only neighbours of a higher degree (or the same, and a larger number); ``many`` goes with them."""
    n = len(offsets) - 1
    begin = np.zeros(n + 1, np.int64)
    higher, with_them = np.empty(len(neighbours) // 2, np.int32), np.empty(len(neighbours) // 2, np.int32)
    at = 0
    for v in range(n):
        degree = offsets[v + 1] - offsets[v]
        for e in range(offsets[v], offsets[v + 1]):
            u = neighbours[e]
            other = offsets[u + 1] - offsets[u]
            if other > degree or (other == degree and u > v):
                higher[at], with_them[at] = u, many[e]
                at += 1
        begin[v + 1] = at
    return begin, higher, with_them


@compiled
def count(
    first: int,
    last: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    many: Numbers,
    mark: NDArray[np.int64],
    links: NDArray[np.int64],
) -> None:
    """Add to each vertex, for each triangle whose lowest vertex is in the range, how many links its other two have with
    each other. ``mark`` is room for each vertex, all -1, and all -1 again afterwards."""
    for v in range(first, last):
        for e in range(offsets[v], offsets[v + 1]):
            mark[neighbours[e]] = e
        for e in range(offsets[v], offsets[v + 1]):
            u = neighbours[e]
            for f in range(offsets[u], offsets[u + 1]):
                w = neighbours[f]
                if mark[w] >= 0:
                    links[v] += many[f]
                    links[u] += many[mark[w]]
                    links[w] += many[e]
        for e in range(offsets[v], offsets[v + 1]):
            mark[neighbours[e]] = -1
