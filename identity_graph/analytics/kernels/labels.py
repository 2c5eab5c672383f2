"""Kernels of label propagation. Labels of many neighbours are fetched before any is counted: fetches that do not wait
for each other take a tenth of the time."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers, Scalar

FETCHED_AT_ONCE: Final = 4096
"""Labels, of vertices one after the other; what a vertex with more neighbours has is fetched whole."""
FEW: Final = 12
"""So many labels are counted by comparing them with each other, more in a table of all labels."""


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
    widest: Scalar = FETCHED_AT_ONCE
    for v in vertices:
        widest = max(widest, end[v] - begin[v])
    fetched, past = np.empty(widest, np.int32), 0
    while past < len(vertices):
        first = past
        past = fetch(vertices, first, begin, end, neighbours, labels, fetched)
        at: Scalar = 0
        for v in vertices[first:past]:
            links: Scalar = end[v] - begin[v]
            if links == 0:
                into[v] = labels[v]
            elif links <= FEW:
                into[v] = of_few(fetched, at, links)
            else:
                into[v] = of_many(fetched, at, links, count)
            at += links


@compiled
def fetch(
    vertices: Numbers,
    first: int,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    neighbours: Numbers,
    labels: Numbers,
    fetched: Numbers,
) -> int:
    """Write the labels of neighbours one after the other, from ``vertices[first]`` on, as many as there is room for.
    Returns the place of the vertex that has to wait."""
    at: Scalar = 0
    for i in range(first, len(vertices)):
        v = vertices[i]
        if at + end[v] - begin[v] > len(fetched):
            return i
        for e in range(begin[v], end[v]):
            fetched[at] = labels[neighbours[e]]
            at += 1
    return len(vertices)


@compiled
def of_few(fetched: Numbers, at: Scalar, links: Scalar) -> Scalar:
    """The most frequent of some labels, of several the smallest: the last of them tells how many there are. Without
    branches, since which label wins cannot be foreseen."""
    best: Scalar = np.int64(0)
    for i in range(at, at + links):
        seen: Scalar = np.int64(1)
        for j in range(at, i):
            seen += fetched[j] == fetched[i]
        best = max(best, (seen << 32) - fetched[i])
    return -best & 0xFFFFFFFF


@compiled
def of_many(fetched: Numbers, at: Scalar, links: Scalar, count: Numbers) -> Scalar:
    """The same by the table."""
    most, best = 0, fetched[at]
    for label in fetched[at : at + links]:
        seen = count[label] + 1
        count[label] = seen
        if seen > most or (seen == most and label < best):
            most, best = seen, label
    for label in fetched[at : at + links]:
        count[label] = 0
    return best


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
