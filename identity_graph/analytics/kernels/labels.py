"""Kernels of label propagation."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers


@compiled
def most_frequent(
    vertices: Numbers,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    neighbours: Numbers,
    labels: Numbers,
    into: Numbers,
    count: Numbers,
) -> None:
    """For each vertex the label most of its neighbours have; of several, the smallest. ``count`` is room for each
    label, all 0, and all 0 again afterwards."""
    for v in vertices:
        most, best = 0, labels[v]
        for e in range(begin[v], end[v]):
            label = labels[neighbours[e]]
            seen = count[label] + 1
            count[label] = seen
            if seen > most or (seen == most and label < best):
                most, best = seen, label
        for e in range(begin[v], end[v]):
            count[labels[neighbours[e]]] = 0
        into[v] = best


@compiled
def heaviest(
    vertices: Numbers,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    neighbours: Numbers,
    weights: NDArray[np.int64],
    labels: Numbers,
    into: Numbers,
    sums: NDArray[np.int64],
) -> None:
    """For each vertex the label whose neighbours weigh most: its own, where that is among them, else the smallest.
    ``sums`` is room for each label, all 0, and all 0 again afterwards."""
    for v in vertices:
        most, best, own = 0, labels[v], labels[v]
        for e in range(begin[v], end[v]):
            label = labels[neighbours[e]]
            sums[label] += weights[e]
            if sums[label] > most or (sums[label] == most and label < best):
                most, best = sums[label], label
        if sums[own] == most:
            best = own
        for e in range(begin[v], end[v]):
            sums[labels[neighbours[e]]] = 0
        into[v] = best
