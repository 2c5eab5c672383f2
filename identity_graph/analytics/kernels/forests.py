"""Kernels that keep a spanning forest while links go and come. ``parent`` is -1 at a root; ``root`` says in whose tree
a vertex is, and for each root ``size`` and ``smallest`` describe its tree."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.ahead import said_ahead
from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers, Scalar

Places = NDArray[np.int64]


@compiled
def plant(
    begin: Places,
    end: Places,
    neighbours: Numbers,
    first: int,
    above: int,
    tree: Scalar,
    parent: Numbers,
    root: Numbers,
    queue: Numbers,
) -> int:
    """Hang ``first``, with all of its tree, below ``above`` and into ``tree``, breadth first. Returns how many vertices
    it was; they are in ``queue``."""
    before, count, at = root[first], 1, 0
    queue[0], parent[first], root[first] = first, above, tree
    while at < count:
        v = queue[at]
        at += 1
        for e in range(begin[v], end[v]):
            u = neighbours[e]
            if root[u] == before:
                root[u], parent[u], queue[count] = tree, v, u
                count += 1
    return count


@compiled
def forest(
    begin: Places, end: Places, neighbours: Numbers, order: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Parent, root, size, smallest, and room for a queue; roots are the first of their trees in ``order``."""
    n = len(begin)
    parent, root, queue = np.full(n, -1, np.int32), np.full(n, -1, np.int32), np.empty(n, np.int32)
    size, smallest = np.zeros(n, np.int32), np.zeros(n, np.int32)
    for v in order:
        if root[v] < 0:
            size[v] = plant(begin, end, neighbours, v, -1, v, parent, root, queue)
            smallest[v] = queue[: size[v]].min()
    return parent, root, size, smallest, queue


@compiled
def top(v: int, parent: Numbers) -> int:
    """The root above v."""
    while parent[v] >= 0:
        v = parent[v]
    return v


@compiled
def hang(v: int, below: int, parent: Numbers) -> None:
    """Turn v's tree so that v is its top, and hang it below ``below``."""
    while v >= 0:
        above = parent[v]
        parent[v] = below
        below, v = v, above


@compiled
def hold_again(
    orphan: int,
    begin: Places,
    end: Places,
    neighbours: Numbers,
    parent: Numbers,
    seen: NDArray[np.bool_],
    queue: Numbers,
) -> int:
    """Hang the orphan's tree below another by a link between them. Returns 0, or the number of the tree's vertices (in
    ``queue``) where there is no such link."""
    count, at = 1, 0
    queue[0], seen[orphan] = orphan, True
    other = -1
    while at < count and other < 0:
        v = queue[at]
        at += 1
        for e in range(begin[v], end[v]):
            u = neighbours[e]
            if seen[u]:
                continue
            if parent[u] == v:
                seen[u], queue[count] = True, u
                count += 1
            elif top(u, parent) != orphan:
                other = u
                break
    for v in queue[:count]:
        seen[v] = False
    if other < 0:
        return count
    hang(queue[at - 1], other, parent)
    return 0


@compiled
def smallest_of(first: int, begin: Places, end: Places, neighbours: Numbers, parent: Numbers, queue: Numbers) -> int:
    """The smallest vertex of the tree below ``first``."""
    count, at = 1, 0
    queue[0], least = first, first
    while at < count:
        v = queue[at]
        at += 1
        least = min(least, v)
        for e in range(begin[v], end[v]):
            if parent[neighbours[e]] == v:
                queue[count] = neighbours[e]
                count += 1
    return least


@compiled
def part(
    source: Numbers,
    target: Numbers,
    begin: Places,
    end: Places,
    neighbours: Numbers,
    parent: Numbers,
    root: Numbers,
    size: Numbers,
    smallest: Numbers,
    queue: Numbers,
) -> None:
    """Bring the forest up to date after these links were taken out of the rows."""
    orphans, count = np.empty(len(source), np.int32), 0
    for i in range(len(source)):
        child, above = source[i], target[i]
        said_ahead(source, i, parent)
        said_ahead(target, i, parent)
        if parent[above] == child:
            child, above = above, child
        if parent[child] == above:
            parent[child], orphans[count] = -1, child
            count += 1
    seen = np.zeros(len(begin), np.bool_)
    lost, lost_count = np.empty(count, np.int32), 0
    for orphan in orphans[:count]:
        whole = root[orphan]
        members = hold_again(orphan, begin, end, neighbours, parent, seen, queue)
        if members > 0:
            for v in queue[:members]:
                root[v] = orphan
            size[orphan], smallest[orphan] = members, queue[:members].min()
            size[whole] -= members
            if smallest[orphan] == smallest[whole]:
                lost[lost_count] = whole
                lost_count += 1
    for whole in lost[:lost_count]:
        smallest[whole] = smallest_of(whole, begin, end, neighbours, parent, queue)


@compiled
def join(
    source: Numbers,
    target: Numbers,
    begin: Places,
    end: Places,
    neighbours: Numbers,
    parent: Numbers,
    root: Numbers,
    size: Numbers,
    smallest: Numbers,
    queue: Numbers,
) -> None:
    """Bring the forest up to date after these links were put into the rows: the smaller tree hangs below the larger."""
    for i in range(len(source)):
        lower, upper = source[i], target[i]
        said_ahead(source, i, root)
        said_ahead(target, i, root)
        if root[lower] != root[upper]:
            if size[root[lower]] > size[root[upper]]:
                lower, upper = upper, lower
            small, large = root[lower], root[upper]
            size[large] += plant(begin, end, neighbours, lower, upper, large, parent, root, queue)
            smallest[large] = min(smallest[large], smallest[small])


Keeping = Callable[[Numbers, Numbers, Places, Places, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers], None]
"""What `part` and `join` have in common: links, rows, and the forest."""
