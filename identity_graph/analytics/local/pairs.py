"""Procedures that compare vertices by the neighbours they have in common."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.adjacency import Adjacency
from identity_graph.analytics.kernels import common_neighbours as kernels
from identity_graph.analytics.links import Numbers, Weights
from identity_graph.analytics.local.tables import paired
from identity_graph.analytics.network import Network

WALKS_AT_ONCE: Final = 2_000_000
"""Walks of two links looked at before the best pairs are picked: bounds memory (some 40 bytes each)."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs, with how many neighbours they have in common and the sum of what these bring; ``telling`` is how many
    neighbours that are not generic each vertex has."""

    left: Numbers
    right: Numbers
    common: Numbers
    sums: Weights
    degrees: NDArray[np.int64]
    telling: NDArray[np.int64]

    def jaccard(self) -> Weights:
        """|N(u) ∩ N(v)| / |N(u) ∪ N(v)|."""
        union = self.telling[self.left] + self.telling[self.right] - self.common
        scores: Weights = self.common / union
        return scores

    def preferential_attachment(self) -> Weights:
        """k(u) · k(v)."""
        return (self.degrees[self.left] * self.degrees[self.right]).astype(np.float64)


MEASURES: Final[dict[str, tuple[Callable[[Weights], Weights], Callable[[Pairs], Weights]]]] = {
    "adamic_adar": (lambda degrees: 1 / np.log(degrees), lambda pairs: pairs.sums),
    "resource_allocation": (lambda degrees: 1 / degrees, lambda pairs: pairs.sums),
    "preferential_attachment": (np.ones_like, Pairs.preferential_attachment),
    "jaccard": (np.ones_like, Pairs.jaccard),
}
"""What a neighbour in common brings, by its degree, and what a pair's score is."""


def node_similarity(network: Network, top: int, generic_over: int, score_min: float) -> pa.Table:
    """The most similar pairs."""
    left, right, scores = _best(network, "jaccard", top, generic_over, linked=True)
    enough = scores >= score_min
    return paired(network, left[enough], right[enough], scores[enough])


def link_prediction(network: Network, measure: str, top: int, generic_over: int) -> pa.Table:
    """The likeliest pairs that are not linked."""
    return paired(network, *_best(network, measure, top, generic_over, linked=False))


def _best(
    network: Network, measure: str, top: int, generic_over: int, *, linked: bool
) -> tuple[Numbers, Numbers, Weights]:
    brings, scored = MEASURES[measure]
    best = np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0)
    for pairs in _blocks(network.undirected().adjacency("both"), brings, generic_over, linked):
        left, right = np.concatenate((best[0], pairs.left)), np.concatenate((best[1], pairs.right))
        scores = np.concatenate((best[2], scored(pairs)))
        order = np.lexsort((right, left, -scores))[:top]
        best = left[order], right[order], scores[order]
    return best


def _blocks(rows: Adjacency, brings: Callable[[Weights], Weights], generic_over: int, linked: bool) -> Iterator[Pairs]:
    """All pairs, some vertices' at a time."""
    degrees = rows.degrees
    telling, walks = kernels.telling(rows.offsets, rows.neighbours, generic_over)
    brought = brings(np.maximum(degrees, 2).astype(np.float64))
    for first, last, room in _ranges(walks):
        left, right, common = (np.empty(room, np.int32) for _ in range(3))
        sums = np.empty(room)
        count = kernels.pairs(
            first, last, rows.offsets, rows.neighbours, generic_over, brought, linked, left, right, common, sums
        )
        yield Pairs(left[:count], right[:count], common[:count], sums[:count], degrees, telling)


def _ranges(walks: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Ranges of vertices that together have no more walks than are looked at once (or one vertex alone)."""
    total, first = np.concatenate(([0], np.cumsum(walks))), 0
    while first < len(walks):
        last = max(first + 1, int(np.searchsorted(total, total[first] + WALKS_AT_ONCE, "right")) - 1)
        yield first, last, int(total[last] - total[first])
        first = last
