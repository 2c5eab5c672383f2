"""Kernels that lay neighbours in rows."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.ahead import rows_ahead
from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers


@compiled
def breadth_first(offsets: NDArray[np.int64], neighbours: Numbers, roots: Numbers) -> Numbers:
    """All vertices as a search from each root meets them, which is not met before; every vertex is a root."""
    order, met, count, at = np.empty(len(roots), np.int32), np.zeros(len(roots), np.bool_), 0, 0
    for root in roots:
        if not met[root]:
            order[count], met[root] = root, True
            count += 1
        while at < count:
            v = order[at]
            at += 1
            rows_ahead(order, at, count, offsets, neighbours, met)
            for e in range(offsets[v], offsets[v + 1]):
                u = neighbours[e]
                if not met[u]:
                    order[count], met[u] = u, True
                    count += 1
    return order


@compiled
def of_sources(source: Numbers, target: Numbers, at: NDArray[np.int64], neighbours: Numbers, link: Numbers) -> None:
    """Put each link's source into the row of its target, at ``at``, which moves on; and the link's number into
    ``link``, unless that is empty."""
    for e in range(len(source)):
        place = at[target[e]]
        at[target[e]] = place + 1
        neighbours[place] = source[e]
        if len(link) > 0:
            link[place] = e
