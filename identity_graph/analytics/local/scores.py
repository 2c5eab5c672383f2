"""Procedures that score vertices by what flows along links, and by triangles."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.adjacency import Adjacency
from identity_graph.analytics.kernels import sums
from identity_graph.analytics.kernels import triangles as kernels
from identity_graph.analytics.links import Weights
from identity_graph.analytics.local.tables import counted, scored
from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import VertexId
from identity_graph.analytics.threads import over_vertices, shares, thread_count


def pagerank(network: Network, damping: float, iterations: int) -> pa.Table:
    """PageRank from everywhere alike."""
    return _ranked(network, np.full(network.vertex_count, 1 / max(network.vertex_count, 1)), damping, iterations)


def personalized_pagerank(
    network: Network, seeds: Mapping[VertexId, float], damping: float, iterations: int
) -> pa.Table:
    """PageRank from the seeds."""
    begin = seeded(network, seeds)
    return _ranked(network, begin / begin.sum(), damping, iterations)


def seeded(network: Network, seeds: Mapping[VertexId, float]) -> Weights:
    """The seeds' scores, by vertex; 0 for all others."""
    scores = np.zeros(network.vertex_count)
    scores[network.numbers(seeds)] = list(seeds.values())
    return scores


def _ranked(network: Network, begin: Weights, damping: float, iterations: int) -> pa.Table:
    rows, out = network.adjacency("in"), network.adjacency("out").degrees
    dangling, out = out == 0, np.maximum(out, 1)
    rank = begin.copy()
    for _ in range(iterations):
        lost = float(rank[dangling].sum())
        rank = (1 - damping + damping * lost) * begin + damping * _gathered(rows, rank / out)
    return scored(network, rank)


def _gathered(rows: Adjacency, brought: Weights) -> Weights:
    into = np.empty_like(brought)
    over_vertices(
        rows.offsets, lambda first, last: sums.gather(first, last, rows.offsets, rows.neighbours, brought, into)
    )
    return into


def lcc(network: Network) -> pa.Table:
    """Local clustering coefficients."""
    simple = network.undirected()
    weights = simple.adjacency("both").weights
    links = links_among_neighbours(simple, None if weights is None else weights.astype(np.int32))
    degrees = simple.adjacency("both").degrees
    possible = np.maximum(degrees * (degrees - 1), 1)
    return scored(network, links * (1 if network.directed else 2) / possible)


def triangles(network: Network) -> pa.Table:
    """Triangles of each vertex."""
    return counted(network, links_among_neighbours(network.undirected(), None))


def links_among_neighbours(network: Network, many: NDArray[np.int32] | None) -> NDArray[np.int64]:
    """How many links each vertex's neighbours have with each other; ``many`` says how many links a neighbour stands for
    (``None``: one)."""
    rows = network.adjacency("both")
    many = np.ones(len(rows.neighbours), np.int32) if many is None else many
    offsets, higher, of_them = kernels.forward(rows.offsets, rows.neighbours, many)
    found: list[NDArray[np.int64]] = []

    def work(first: int, last: int) -> None:
        links, mark = np.zeros(network.vertex_count, np.int64), np.full(network.vertex_count, -1, np.int64)
        for begin, end in shares(offsets, thread_count())[first:last]:
            kernels.count(begin, end, offsets, higher, of_them, mark, links)
        found.append(links)

    over_vertices(np.arange(thread_count() + 1), work)
    together = np.zeros(network.vertex_count, np.int64)
    for links in found:
        together += links
    return together
