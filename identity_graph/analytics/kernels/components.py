"""Components of links by union–find: each tree's root is its smallest vertex."""

import numpy as np

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers


def of_links(vertex_count: int, source: Numbers, target: Numbers) -> Numbers:
    """For each vertex the smallest of its component."""
    root = np.arange(vertex_count, dtype=np.int32)
    join(root, source, target)
    flatten(root)
    return root


@compiled
def join(root: Numbers, source: Numbers, target: Numbers) -> None:
    """Union both ends of each link, by splicing (Rem's algorithm; Patwary, Blair, Manne 2010, SEA)."""
    for e in range(len(source)):
        u, v = source[e], target[e]
        while root[u] != root[v]:
            if root[u] < root[v]:
                u, v = v, u
            if u == root[u]:
                root[u] = root[v]
                break
            above = root[u]
            root[u] = root[v]
            u = above


@compiled
def flatten(root: Numbers) -> None:
    """Every vertex's root: roots are smaller than what hangs below them, so one pass is enough."""
    for v in range(len(root)):
        root[v] = root[root[v]]
