"""PageRank."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.procedures.parameter import VertexId
from identity_graph.errors import NotFound
from identity_graph.stores.gremlin.procedures.links import SelectedLinks

Scores = NDArray[np.float64]


def pagerank(links: SelectedLinks, damping: float, iterations: int) -> pa.Table:
    """PageRank from everywhere alike."""
    return _ranked(links, np.full(links.vertex_count, 1 / max(links.vertex_count, 1)), damping, iterations)


def personalized_pagerank(
    links: SelectedLinks, seeds: Mapping[VertexId, float], damping: float, iterations: int
) -> pa.Table:
    """PageRank from the seeds. Raises `NotFound`."""
    begin = np.zeros(links.vertex_count)
    found = {number: score for id, score in seeds.items() if (number := links.number(id)) is not None}
    if missing := len(seeds) - len(found):
        raise NotFound(f"{missing} of {len(seeds)} ids are not vertices of the network")
    begin[list(found)] = list(found.values())
    return _ranked(links, begin / begin.sum(), damping, iterations)


def _ranked(links: SelectedLinks, begin: Scores, damping: float, iterations: int) -> pa.Table:
    out = np.zeros(links.vertex_count)
    for rows in links.rows("in") if iterations else ():
        np.add.at(out, rows.neighbour, 1)
    dangling, out = out == 0, np.maximum(out, 1)
    rank = begin.copy()
    for _ in range(iterations):
        lost = float(rank[dangling].sum())
        rank = (1 - damping + damping * lost) * begin + damping * _gathered(links, rank / out)
    return links.scored(rank)


def _gathered(links: SelectedLinks, brought: Scores) -> Scores:
    into = np.zeros_like(brought)
    for rows in links.rows("in"):
        np.add.at(into, rows.vertex, brought[rows.neighbour])
    return into
