"""Kernels that search from one vertex."""

import heapq

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers, Weights


@compiled
def levels(offsets: NDArray[np.int64], neighbours: Numbers, start: int) -> Numbers:
    """How many links each vertex is from ``start``; -1 where no path leads."""
    level = np.full(len(offsets) - 1, -1, np.int32)
    queue = np.empty(len(level), np.int32)
    level[start], queue[0] = 0, start
    first, last = 0, 1
    while first < last:
        v = queue[first]
        first += 1
        for e in range(offsets[v], offsets[v + 1]):
            u = neighbours[e]
            if level[u] < 0:
                level[u], queue[last] = level[v] + 1, u
                last += 1
    return level


@compiled
def shortest(
    offsets: NDArray[np.int64], neighbours: Numbers, weights: Weights, start: int, end: int
) -> tuple[Weights, Numbers]:
    """The length of the shortest path to each vertex (infinite where none leads), and the vertex before it on that path
    (-1: none). Of several paths the one with fewer links, then the one from the smallest vertex. Ends at ``end``."""
    length = np.full(len(offsets) - 1, np.inf)
    links = np.zeros(len(length), np.int32)
    before = np.full(len(length), -1, np.int32)
    done = np.zeros(len(length), np.bool_)
    length[start] = 0.0
    heap = [(0.0, np.int32(0), np.int32(start))]
    while len(heap) > 0:
        _, _, v = heapq.heappop(heap)
        if done[v]:
            continue
        done[v] = True
        if v == end:
            break
        for e in range(offsets[v], offsets[v + 1]):
            u, far, steps = neighbours[e], length[v] + weights[e], np.int32(links[v] + 1)
            if far < length[u] or (far == length[u] and steps < links[u]):
                length[u], links[u], before[u] = far, steps, v
                heapq.heappush(heap, (far, steps, u))
            elif far == length[u] and steps == links[u] and v < before[u]:
                before[u] = v
    return length, before
