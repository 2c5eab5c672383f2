"""Label propagation on rows of neighbours, as `cdlp` and `label_propagation` have it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
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

    def changed(self, labels: Numbers, before: Numbers) -> int:
        """How many neighbours those vertices have together whose label is not the one before."""
        return int(changing.links_of_changed(self.begin, self.end, labels, before))

    def beside(self, labels: Numbers, before: Numbers, links: int) -> Numbers:
        """The vertices whose next label could be another one than after the labels ``before``: those whose label is
        not the same and their neighbours, or all where that is hardly less. ``links`` is what `changed` says."""
        if links > ALL_UNLESS_BELOW * len(self.neighbours):
            return np.arange(len(self.begin), dtype=np.int32)
        found = labels != before
        changing.beside(self.begin, self.end, self.neighbours, np.flatnonzero(found).astype(np.int32), found)
        return np.flatnonzero(found).astype(np.int32)


Once = Callable[[Numbers, Numbers, Numbers], Numbers]
"""One iteration: of the labels before, the vertices that are to be looked at, and the labels of all others."""


def passed_on(rows: Rows, iterations: int, once: Once) -> Numbers:
    """Labels after so many iterations, which begin with the vertices' numbers.

    A vertex that has the label it had one iteration ago, or two, and whose neighbours have, takes the label it took
    then. (Two, since labels go back and forth between identities and what they share.)"""
    kept = [np.arange(len(rows.begin), dtype=np.int32)]
    vertices, others = kept[0], kept[0]
    for left in reversed(range(iterations)):
        kept = [once(kept[0], vertices, others), *kept[:2]]
        if not left:
            break
        counted = [(rows.changed(kept[0], before), others, before) for others, before in pairwise(kept)]
        links, others, before = min(counted, key=itemgetter(0))
        vertices = rows.beside(kept[0], before, links)
        if not len(vertices):  # from here on they stay, or go back and forth
            return kept[left % 2]
    return kept[0]


def most_frequent(rows: Rows, labels: Numbers, vertices: Numbers, others: Numbers) -> Numbers:
    """One iteration of CDLP for these vertices; all others have the label they have in ``others``."""
    into = others.copy()

    def work(some: Numbers) -> None:
        room = np.zeros(len(labels), np.int32)
        kernels.most_frequent(some, rows.begin, rows.end, rows.neighbours, labels, into, room)

    over_rows(rows.begin, rows.end, vertices, work)
    return into


def heaviest(rows: Rows, weights: NDArray[np.int64], labels: Numbers, vertices: Numbers, others: Numbers) -> Numbers:
    """One iteration of weighted label propagation for these vertices; all others have the label they have in
    ``others``."""
    into = others.copy()

    def work(some: Numbers) -> None:
        room = np.zeros(len(labels), np.int64)
        kernels.heaviest(some, rows.begin, rows.end, rows.neighbours, weights, labels, into, room)

    over_rows(rows.begin, rows.end, vertices, work)
    return into
