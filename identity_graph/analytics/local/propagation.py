"""Label propagation on rows of neighbours, as `cdlp` and `label_propagation` have it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.adjacency import Adjacency
from identity_graph.analytics.kernels import changing
from identity_graph.analytics.kernels import labels as kernels
from identity_graph.analytics.links import Numbers
from identity_graph.analytics.threads import over_rows

ALL_UNLESS_BELOW: Final = 0.25
"""Share of the rows' neighbours beside changed labels below which it pays to look only at those vertices."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The neighbours of v are ``neighbours[begin[v]:end[v]]``."""

    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    neighbours: Numbers

    @classmethod
    def of(cls, adjacency: Adjacency) -> "Rows":
        """The same rows."""
        return cls(adjacency.offsets[:-1], adjacency.offsets[1:], adjacency.neighbours)

    def beside(self, changed: Numbers) -> Numbers:
        """The vertices whose label could be another one, when the labels of ``changed`` are: their neighbours, or all
        where that is hardly less."""
        links = (self.end[changed] - self.begin[changed]).sum()
        if links > ALL_UNLESS_BELOW * len(self.neighbours):
            return np.arange(len(self.begin), dtype=np.int32)
        found = np.zeros(len(self.begin), np.bool_)
        changing.beside(self.begin, self.end, self.neighbours, changed, found)
        return np.flatnonzero(found).astype(np.int32)


def most_frequent(rows: Rows, labels: Numbers, vertices: Numbers, others: Numbers | None = None) -> Numbers:
    """One iteration of CDLP for these vertices; all others have the label they have in ``others`` (or ``labels``)."""
    into = (labels if others is None else others).copy()

    def work(some: Numbers) -> None:
        room = np.zeros(len(labels), np.int32)
        kernels.most_frequent(some, rows.begin, rows.end, rows.neighbours, labels, into, room)

    over_rows(rows.begin, rows.end, vertices, work)
    return into


def heaviest(rows: Rows, weights: NDArray[np.int64], labels: Numbers, vertices: Numbers) -> Numbers:
    """One iteration of weighted label propagation for these vertices; all others keep their label."""
    into = labels.copy()

    def work(some: Numbers) -> None:
        room = np.zeros(len(labels), np.int64)
        kernels.heaviest(some, rows.begin, rows.end, rows.neighbours, weights, labels, into, room)

    over_rows(rows.begin, rows.end, vertices, work)
    return into
