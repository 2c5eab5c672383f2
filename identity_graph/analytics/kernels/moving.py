"""The kernel that moves vertices between communities, the first step of the Leiden algorithm and of its last."""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.ahead import groups_ahead
from identity_graph.analytics.kernels.compiled import compiled, inlined
from identity_graph.analytics.kernels.weighing import FEW, weigh
from identity_graph.analytics.links import Numbers, Scalar, Weights


@inlined
def best_of(
    own: Scalar, pull: Scalar, mass: Scalar, total: Weights, near: Numbers, of_near: Weights, count: int
) -> tuple[Scalar, Scalar]:
    """The group that gains most, and how much: its own where none gains more, else of several the smallest."""
    to_own: Scalar = 0.0
    for i in range(count):
        if near[i] == own:
            to_own = of_near[i]
    best, most = own, to_own - pull * (total[own] - mass)
    for i in range(count):
        g, gain = near[i], of_near[i] - pull * total[near[i]]
        if gain >= most and g != own and (gain > most or (best != own and g < best)):
            best, most = g, gain
    return best, most


@compiled
def empty_groups(members: Numbers) -> tuple[Numbers, int]:
    """Groups without members, the smallest last, and how many they are; there is room for all."""
    free, count = np.empty(len(members), np.int32), 0
    for g in range(len(members) - 1, -1, -1):
        if members[g] == 0:
            free[count] = g
            count += 1
    return free, count


@inlined
def wake(
    first: Scalar,
    past: Scalar,
    neighbours: Numbers,
    community: Numbers,
    to: Scalar,
    queue: Numbers,
    waits: NDArray[np.bool_],
    end: int,
) -> int:
    """Put a row's neighbours in other communities at the queue's end, if they are not in it. Returns how many."""
    count = 0
    for e in range(first, past):
        u = neighbours[e]
        if not waits[u] and community[u] != to:
            waits[u] = True
            place = end + count
            queue[place if place < len(queue) else place - len(queue)] = u
            count += 1
    return count


@compiled
def move(
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    mass: Weights,
    resolution: float,
    order: Numbers,
    community: Numbers,
) -> int:
    """Move vertices to the neighbouring community (or one of their own) that is best for the quality, those first
    whose turn is first in ``order``, then those whose neighbours moved, until none wants to. Returns how many moved."""
    n = len(mass)
    total, members = np.zeros(n), np.zeros(n, np.int32)
    for v in range(n):
        total[community[v]] += mass[v]
        members[community[v]] += 1
    free, free_count = empty_groups(members)
    table, near, of_near = np.zeros(n), np.empty(n + FEW, np.int32), np.empty(n + FEW)
    queue, waits = order.copy(), np.ones(n, np.bool_)
    head, waiting, moves = 0, n, 0
    while waiting > 0:
        v = queue[head]
        groups_ahead(queue, head, offsets, neighbours, community, total)
        head, waiting, waits[v], own = (head + 1) if head + 1 < n else 0, waiting - 1, False, community[v]
        first, past = offsets[v], offsets[v + 1]
        count = weigh(first, past, neighbours, weights, community, table, near, of_near)
        best, most = best_of(own, resolution * mass[v], mass[v], total, near, of_near, count)
        if most < 0.0 and members[own] > 1:
            free_count -= 1
            best = free[free_count]
        if best == own:
            continue
        total[own] -= mass[v]
        members[own] -= 1
        if members[own] == 0:
            free[free_count], total[own] = own, 0.0
            free_count += 1
        community[v] = best
        total[best] += mass[v]
        members[best] += 1
        end = head + waiting
        waiting += wake(first, past, neighbours, community, best, queue, waits, end if end < n else end - n)
        moves += 1
    return moves
