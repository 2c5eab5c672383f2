"""From pairwise decisions to identities: average-linkage clustering that honours every cannot-link.

Plain connected components let one wrong link fuse two people. Here a component is taken apart again with the weights of
*all* its pairs, also of those that no blocking key brought together: clusters grow best pair first, and two of them are
joined only while the mean weight between all their records speaks for it and no cannot-link stands between them
(constrained agglomerative clustering; Davidson and Ravi, "Agglomerative hierarchical clustering with constraints",
PKDD 2005). The outcome depends on the component's content alone, not on the order in which records came.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

COMPONENT_MAX: Final = 400
"""Records in a component that is still taken apart pair by pair; a larger one is first cut at a higher weight."""
WEIGHT_CLIP: Final = 20.0
"""One pair's weight counts at most this much, for or against (odds of a million to one): evidence is never surer."""
MEAN_WEIGHT_MIN: Final = 0.0
"""Two clusters are joined while the mean weight between them is more than this: more likely one than two. Not at 0, the
weight of a pair that waits for a person: nothing speaks for joining it."""
CUT_STEP: Final = 2.0
CUT_MAX: Final = 60.0
"""Where even such weights hold a component together it is taken apart as it is, however large."""

Labels = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


def components(records: int, left: Numbers, right: Numbers) -> Labels:
    """Connected components of records 0 … n-1 under these links, as a label for each record."""
    links = coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(records, records))
    _, labels = connected_components(links, directed=False)
    return np.asarray(labels, dtype=np.int64)


def bounded_components(records: int, left: Numbers, right: Numbers, weight: Weights) -> Labels:
    """Components of at most `COMPONENT_MAX` records: larger ones lose their weakest links until they fit."""
    keep = np.ones(len(left), dtype=bool)
    cut = 0.0
    while True:
        labels = components(records, left[keep], right[keep])
        sizes = np.bincount(labels, minlength=1)
        too_large = sizes[labels[left]] > COMPONENT_MAX
        if cut >= CUT_MAX or not (too_large & keep).any():
            return labels
        cut += CUT_STEP
        keep &= ~(too_large & (weight < cut))


def clusters(size: int, left: Numbers, right: Numbers, weight: Weights, cannot: npt.NDArray[np.bool_]) -> Labels:
    """Take one component of ``size`` records apart, given the weight of each of its pairs and which must not be joined.

    Pairs not given count as weight 0; an infinite weight is a must-link: it joins whatever the mean says, unless a
    cannot-link stands between. Returns a label for each record: the smallest record number of its cluster.
    """
    matrix = _weight_matrix(size, left, right, weight, cannot)
    members = np.ones(size)
    labels = np.arange(size)
    for row in np.flatnonzero(np.isposinf(weight)):
        i, j = sorted((int(labels[left[row]]), int(labels[right[row]])))
        if i != j and not np.isneginf(matrix[i, j]):
            _join(matrix, members, labels, i, j)
    while True:
        best = int(matrix.argmax())
        i, j = sorted((best // size, best % size))
        if i == j or matrix[i, j] <= MEAN_WEIGHT_MIN:
            return labels
        _join(matrix, members, labels, i, j)


def _weight_matrix(
    size: int, left: Numbers, right: Numbers, weight: Weights, cannot: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Symmetric; ``-inf`` where two records must not be joined, and on the diagonal."""
    matrix = np.zeros((size, size))
    values = np.where(cannot, -np.inf, np.clip(weight, -WEIGHT_CLIP, WEIGHT_CLIP))
    matrix[left, right] = values
    matrix[right, left] = values
    np.fill_diagonal(matrix, -np.inf)
    return matrix


def _join(matrix: npt.NDArray[np.float64], members: npt.NDArray[np.float64], labels: Labels, i: int, j: int) -> None:
    """Join cluster j into i: mean weights to all others (Lance and Williams, 1967), ``-inf`` staying so."""
    row = (matrix[i] * members[i] + matrix[j] * members[j]) / (members[i] + members[j])
    matrix[i], matrix[:, i] = row, row
    matrix[j], matrix[:, j] = -np.inf, -np.inf
    matrix[i, i] = -np.inf
    members[i] += members[j]
    labels[labels == j] = i
