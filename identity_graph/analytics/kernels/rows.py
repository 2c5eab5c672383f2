"""Kernels that lay neighbours in rows."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers


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
