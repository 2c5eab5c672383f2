"""Kernels of the Leiden algorithm (Traag, Waltman, van Eck 2019), for any quality of the form

    Σ over communities of (weight inside) − resolution · (mass)² / 2,

which is modularity where a vertex's mass is its strength and the resolution is γ / 2m, and the constant Potts model
where the mass is how many vertices it stands for. ``weights`` may be empty: then every link weighs 1.
"""

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels.compiled import compiled
from identity_graph.analytics.links import Numbers, Scalar, Weights


@compiled
def reorder(
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    order: Numbers,
    rank: Numbers,
    into: Numbers,
    weights_into: Weights,
) -> None:
    """Write the rows in this order, with each vertex's rank in it for the vertex."""
    at = 0
    for v in order:
        for e in range(offsets[v], offsets[v + 1]):
            into[at] = rank[neighbours[e]]
            if len(weights) > 0:
                weights_into[at] = weights[e]
            at += 1


@compiled
def weigh(
    v: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    group: Numbers,
    to: Weights,
    near: Numbers,
) -> int:
    """Add up in ``to`` what links v to each group, and list these groups in ``near``. Returns how many they are."""
    count = 0
    for e in range(offsets[v], offsets[v + 1]):
        g = group[neighbours[e]]
        weight = weights[e] if len(weights) > 0 else 1.0
        if weight > 0.0:
            if to[g] == 0.0:
                near[count] = g
                count += 1
            to[g] += weight
    return count


@compiled
def forget(to: Weights, near: Numbers) -> None:
    """Make ``to`` 0 again."""
    for g in near:
        to[g] = 0.0


@compiled
def best_of(
    own: Scalar, pull: Scalar, mass: Scalar, total: Weights, to: Weights, near: Numbers
) -> tuple[Scalar, Scalar]:
    """The group that gains most, and how much: its own where none gains more, else of several the smallest."""
    best, most = own, to[own] - pull * (total[own] - mass)
    for g in near:
        gain = to[g] - pull * total[g]
        if g != own and (gain > most or (gain == most and best != own and g < best)):
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


@compiled
def wake(
    v: int,
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    community: Numbers,
    queue: Numbers,
    waits: NDArray[np.bool_],
    end: int,
) -> int:
    """Put v's neighbours in other communities at the queue's end, if they are not in it. Returns how many."""
    count = 0
    for e in range(offsets[v], offsets[v + 1]):
        u = neighbours[e]
        if not waits[u] and community[u] != community[v]:
            waits[u] = True
            queue[(end + count) % len(queue)] = u
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
    to, near = np.zeros(n), np.empty(n, np.int32)
    queue, waits = order.copy(), np.ones(n, np.bool_)
    head, waiting, moves = 0, n, 0
    while waiting > 0:
        v = queue[head]
        head, waiting, waits[v], own = (head + 1) % n, waiting - 1, False, community[v]
        count = weigh(v, offsets, neighbours, weights, community, to, near)
        best, most = best_of(own, resolution * mass[v], mass[v], total, to, near[:count])
        forget(to, near[:count])
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
        waiting += wake(v, offsets, neighbours, community, queue, waits, head + waiting)
        moves += 1
    return moves


@compiled
def ties_inside(offsets: NDArray[np.int64], neighbours: Numbers, weights: Weights, community: Numbers) -> Weights:
    """What links each vertex to its own community."""
    ties = np.zeros(len(community))
    for v in range(len(community)):
        for e in range(offsets[v], offsets[v + 1]):
            if community[neighbours[e]] == community[v]:
                ties[v] += weights[e] if len(weights) > 0 else 1.0
    return ties


@compiled
def best_part(
    v: int, pull: Scalar, resolution: float, whole: Scalar, mass: Weights, ties: Weights, to: Weights, near: Numbers
) -> int:
    """The well connected part that v gains most by joining (of several the smallest); v where it gains by none."""
    best, most = v, 0.0
    for p in near:
        gain = to[p] - pull * mass[p]
        if ties[p] >= resolution * mass[p] * (whole - mass[p]) and (
            gain > most or (gain == most and (best == v or p < best))
        ):
            best, most = p, gain
    return best


@compiled
def refine(
    offsets: NDArray[np.int64],
    neighbours: Numbers,
    weights: Weights,
    mass: Weights,
    resolution: float,
    order: Numbers,
    community: Numbers,
) -> Numbers:
    """Parts of each community, each connected: every vertex begins alone, and one that is still alone and well
    connected with its community joins the well connected part of it that is best for the quality."""
    n = len(mass)
    total = np.zeros(n)
    for v in range(n):
        total[community[v]] += mass[v]
    ties = ties_inside(offsets, neighbours, weights, community)
    part, part_mass, members = np.arange(n).astype(np.int32), mass.copy(), np.ones(n, np.int32)
    to, near = np.zeros(n), np.empty(n, np.int32)
    for v in order:
        whole, pull = total[community[v]], resolution * mass[v]
        if part[v] != v or members[v] > 1 or ties[v] < pull * (whole - mass[v]):
            continue
        count = weigh(v, offsets, neighbours, weights, part, to, near)
        inside = 0
        for i in range(count):
            if community[near[i]] == community[v]:
                near[inside], near[i] = near[i], near[inside]
                inside += 1
        best = best_part(v, pull, resolution, whole, part_mass, ties, to, near[:inside])
        if best != v:
            part[v], members[v], members[best] = best, 0, members[best] + 1
            part_mass[best] += mass[v]
            ties[best] += ties[v] - 2.0 * to[best]
        forget(to, near[:count])
    return part


@compiled
def numbered(part: Numbers) -> tuple[Numbers, int]:
    """Parts as 0, 1, 2 … in the order of their first vertices, and how many."""
    number, into, count = np.full(len(part), -1, np.int32), np.empty(len(part), np.int32), 0
    for v in range(len(part)):
        if number[part[v]] < 0:
            number[part[v]] = count
            count += 1
        into[v] = number[part[v]]
    return into, count


@compiled
def members_of(part: Numbers, count: int) -> tuple[NDArray[np.int64], Numbers]:
    """Where each part's vertices begin, and all vertices by part."""
    begin, members = np.zeros(count + 1, np.int64), np.empty(len(part), np.int32)
    for v in range(len(part)):
        begin[part[v] + 1] += 1
    for p in range(count):
        begin[p + 1] += begin[p]
    free = begin.copy()
    for v in range(len(part)):
        members[free[part[v]]] = v
        free[part[v]] += 1
    return begin, members


@compiled
def roomier(near: Numbers, of_them: Weights, room: int) -> tuple[Numbers, Weights]:
    """The same with more room behind."""
    more, more_of_them = np.empty(room, np.int32), np.empty(room)
    more[: len(near)], more_of_them[: len(near)] = near, of_them
    return more, more_of_them


@compiled
def together(
    offsets: NDArray[np.int64], neighbours: Numbers, weights: Weights, part: Numbers, count: int
) -> tuple[NDArray[np.int64], Numbers, Weights]:
    """The rows of the network whose vertices are the parts; links inside a part are left out."""
    begin, members = members_of(part, count)
    rows, at, room = np.zeros(count + 1, np.int64), 0, max(len(neighbours) // 8, count)
    to, near, of_them = np.zeros(count), np.empty(room, np.int32), np.empty(room)
    for p in range(count):
        if len(near) - at < count:
            near, of_them = roomier(near[:at], of_them[:at], min(2 * at, at + len(neighbours)) + count)
        for i in range(begin[p], begin[p + 1]):
            at += weigh(members[i], offsets, neighbours, weights, part, to, near[at:])
        kept = rows[p]
        for i in range(rows[p], at):
            if near[i] != p:
                near[kept], of_them[kept] = near[i], to[near[i]]
                kept += 1
            to[near[i]] = 0.0
        at = rows[p + 1] = kept
    return rows, near[:at].copy(), of_them[:at].copy()
