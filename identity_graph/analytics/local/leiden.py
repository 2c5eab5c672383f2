"""Leiden communities: passes of moving, refining and putting together."""

import numpy as np
import pyarrow as pa

from identity_graph.analytics.kernels import components
from identity_graph.analytics.kernels.communities import numbered
from identity_graph.analytics.links import Numbers
from identity_graph.analytics.local.levels import Level, first_level
from identity_graph.analytics.local.tables import labelled
from identity_graph.analytics.network import Network

Levels = list[tuple[Level, Numbers]]
"""Networks, each with the parts of it that are the next one's vertices."""


def leiden(network: Network, objective: str, resolution: float, iterations: int, seed: int) -> pa.Table:
    """Communities, each labelled by its smallest vertex."""
    return labelled(network, communities(network, objective, resolution, iterations, seed))


def communities(network: Network, objective: str, resolution: float, iterations: int, seed: int) -> Numbers:
    """For each vertex the smallest of its community. A community whose parts no link joins is taken apart, which never
    lowers the quality: so each is connected."""
    level, linked = first_level(network, objective)
    if objective == "modularity":
        resolution /= max(float(level.mass.sum()), np.finfo(np.float64).tiny)
    found = np.arange(len(linked), dtype=np.int32)
    for turn in range(iterations):
        way_back = seed + iterations if turn == iterations - 1 else None
        found, moves = _pass(level, resolution, found, seed + turn, way_back)
        if not moves:
            break
    community = -1 - np.arange(network.vertex_count, dtype=np.int32)
    community[linked] = found
    inside = community[network.source] == community[network.target]
    return components.of_links(network.vertex_count, network.source[inside], network.target[inside])


def _pass(level: Level, resolution: float, community: Numbers, seed: int, way_back: int | None) -> tuple[Numbers, int]:
    """Down and back, with a seed for moving on the way back; the communities, and how many moves it was down. The
    networks on the way are gone afterwards."""
    levels, community, moves = _down(level, resolution, community, seed)
    return _up(levels, resolution, community, way_back), moves


def _down(level: Level, resolution: float, community: Numbers, seed: int) -> tuple[Levels, Numbers, int]:
    """From the vertices to what no longer moves: the levels on the way, the communities of the last one, and how many
    moves it was."""
    levels: Levels = []
    community, moves = community.copy(), 0
    while True:
        moves += level.move(resolution, community, seed)
        community, count = numbered(community)
        part, parts = level.refined(resolution, community, count, seed + 1)
        if parts == len(community):
            return levels, community, moves
        held = np.empty(parts, np.int32)
        held[part] = community
        levels.append((level, part))
        level, community = level.put_together(part, parts), held


def _up(levels: Levels, resolution: float, community: Numbers, seed: int | None) -> Numbers:
    """Back to the vertices. With a seed vertices move once more, those of each level on the way: what came together as
    one may be better apart."""
    for level, part in reversed(levels):
        community = community[part]
        if seed is not None:
            level.move(resolution, community, seed)
    return community
