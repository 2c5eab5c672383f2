"""Kernels that change rows of neighbours in place: a row is ``neighbours[begin[v]:end[v]]`` and has room up to
``limit[v]``; one that is full moves behind all others."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.ahead import row_ahead, said_ahead
from identity_graph.analytics.kernels.compiled import compiled, inlined
from identity_graph.analytics.links import Numbers, Scalar

Places = NDArray[np.int64]


@compiled
def spread(offsets: Places, neighbours: Numbers, begin: Places, room: int) -> Numbers:
    """The same rows, each at its new beginning."""
    into = np.empty(room + room // 8 + 64, np.int32)
    for v in range(len(begin)):
        for e in range(offsets[v + 1] - offsets[v]):
            into[begin[v] + e] = neighbours[offsets[v] + e]
    return into


@inlined
def take_one(v: Scalar, gone: Scalar, begin: Places, end: Places, neighbours: Numbers) -> Scalar:
    """Take one out of a row. Returns how many were there."""
    for e in range(begin[v], end[v]):
        if neighbours[e] == gone:
            end[v] -= 1
            neighbours[e] = neighbours[end[v]]
            return 1
    return 0


@compiled
def take(
    begin: Places, end: Places, neighbours: Numbers, at: Numbers, gone: Numbers, mark: NDArray[np.bool_]
) -> Scalar:
    """Take ``gone[i]`` out of the row of ``at[i]``; ``at`` ascends. ``mark`` is room for each vertex, false before and
    afterwards. Returns how many were there."""
    taken: int = 0
    i: Scalar = 0
    while i < len(at):
        v: Scalar = at[i]
        row_ahead(at, i, begin, end, neighbours)
        if i + 1 == len(at) or at[i + 1] != v:  # nearly all
            taken += take_one(v, gone[i], begin, end, neighbours)
            i += 1
            continue
        first = i
        while i < len(at) and at[i] == v:
            mark[gone[i]] = True
            i += 1
        left: Scalar = i - first
        e: Scalar = begin[v]
        while left > 0 and e < end[v]:
            if mark[neighbours[e]]:
                end[v] -= 1
                neighbours[e] = neighbours[end[v]]
                left -= 1
            else:
                e += 1
        taken += i - first - left
        for j in range(first, i):
            mark[gone[j]] = False
    return taken


@compiled
def put(
    begin: Places, end: Places, limit: Places, neighbours: Numbers, used: int, at: Numbers, new: Numbers
) -> tuple[Numbers, int]:
    """Put ``new[i]`` into the row of ``at[i]``. Returns the neighbours (in a larger array, where they need one) and how
    much of it is used."""
    for i in range(len(at)):
        v = at[i]
        said_ahead(at, i, end)
        said_ahead(at, i, limit)
        if end[v] == limit[v]:
            count = end[v] - begin[v]
            room: Scalar = 2 * count + 2
            if used + room > len(neighbours):
                larger = np.empty(len(neighbours) + len(neighbours) // 8 + room, np.int32)
                larger[:used] = neighbours[:used]
                neighbours = larger
            neighbours[used : used + count] = neighbours[begin[v] : end[v]]
            begin[v], end[v], limit[v] = used, used + count, used + room
            used += room
        neighbours[end[v]] = new[i]
        end[v] += 1
    return neighbours, used


@compiled
def linked(begin: Places, end: Places, neighbours: Numbers, source: Numbers, target: Numbers) -> int:
    """How many of these pairs are linked."""
    count = 0
    for i in range(len(source)):
        v, u = source[i], target[i]
        row_ahead(source, i, begin, end, neighbours)
        row_ahead(target, i, begin, end, neighbours)
        if end[v] - begin[v] > end[u] - begin[u]:
            v, u = u, v
        for e in range(begin[v], end[v]):
            if neighbours[e] == u:
                count += 1
                break
    return count


@compiled
def beside(begin: Places, end: Places, neighbours: Numbers, vertices: Numbers, found: NDArray[np.bool_]) -> None:
    """Mark in ``found`` the neighbours of these vertices."""
    for v in vertices:
        for e in range(begin[v], end[v]):
            found[neighbours[e]] = True


@compiled
def links_of_changed(begin: Places, end: Places, labels: Numbers, before: Numbers) -> Scalar:
    """How many neighbours those vertices have together whose label is not the one before."""
    links: Scalar = np.int64(0)
    for v in range(len(labels)):
        links += (end[v] - begin[v]) * (labels[v] != before[v])
    return links


@compiled
def offsets_of(begin: Places, end: Places, vertices: Numbers) -> Places:
    """How many neighbours stand before each vertex's, where the rows of these vertices follow each other; at last how
    many it is together."""
    offsets, links = np.empty(len(vertices) + 1, np.int64), np.int64(0)
    for i in range(len(vertices)):
        offsets[i] = links
        links += end[vertices[i]] - begin[vertices[i]]
    offsets[len(vertices)] = links
    return offsets
