"""Kernels that add up what links a vertex to groups of others. ``weights`` may be empty: then every link weighs 1."""

from typing import Final

from identity_graph.analytics.kernels.ahead import WIDE, fetch
from identity_graph.analytics.kernels.compiled import inlined
from identity_graph.analytics.links import Numbers, Scalar, Weights

FEW: Final = 16
"""Links added up by comparing their groups with each other, more in a table of all groups."""


@inlined
def weigh(
    first: Scalar,
    past: Scalar,
    neighbours: Numbers,
    weights: Weights,
    group: Numbers,
    table: Weights,
    near: Numbers,
    of_near: Weights,
) -> int:
    """List the groups near a row, and what links it to each. Returns how many; of a short row a group may come several
    times, each with all that links to it. ``table`` is room for each group, which is 0."""
    if past - first > FEW:
        count = add_up(first, past, neighbours, weights, group, table, near, 0)
        for i in range(count):
            of_near[i], table[near[i]] = table[near[i]], 0.0
        return count
    links: int = past - first
    for i in range(links):
        near[i] = group[neighbours[first + i]]
    for i in range(links):
        total = 0.0
        for j in range(links):
            weight = weights[first + j] if len(weights) > 0 else 1.0
            total += weight if near[j] == near[i] else 0.0
        of_near[i] = total
    return links


@inlined
def add_up(
    first: Scalar,
    past: Scalar,
    neighbours: Numbers,
    weights: Weights,
    group: Numbers,
    table: Weights,
    near: Numbers,
    count: int,
) -> int:
    """Add a row's links to its groups' places in the table. Groups that had 0 are listed in ``near`` from ``count``
    on; returns how many are in it then. Without branches, since which group is new cannot be foreseen."""
    for e in range(first, past):
        if e + 2 * WIDE < past:
            fetch(group, neighbours[e + 2 * WIDE])
            fetch(table, group[neighbours[e + WIDE]])
        g = group[neighbours[e]]
        near[count] = g
        count += table[g] == 0.0
        table[g] += weights[e] if len(weights) > 0 else 1.0
    return count
