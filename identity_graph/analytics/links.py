"""Links as numbers: brought into one order, each pair once."""

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]
Repeated = Literal["sum", "least"]
"""The weight of a link that comes several times: strengths add up, of lengths the least counts."""
Scalar = Any
"""One element of an array inside a kernel, where type checkers see an array."""


def simple(
    source: Numbers,
    target: Numbers,
    weight: Weights | None,
    directed: bool,
    vertex_count: int,
    repeated: Repeated = "sum",
) -> tuple[Numbers, Numbers, Weights | None]:
    """Links by (source, target), each once with the sum or the least of its weights, without those from a vertex
    to itself.

    Weights that are summed are added in ascending order, so that the order of links cannot change the sum."""
    if not directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    key = source.astype(np.int64) * vertex_count + target
    keep = source != target
    if not keep.all():
        key, weight = key[keep], None if weight is None else weight[keep]
    if weight is None:
        key = unique(key if _ascending(key) else np.sort(key))
    else:
        key, weight = _once(key, weight, repeated)
    return _split(key, vertex_count), (key % max(vertex_count, 1)).astype(np.int32), weight


def unique(ascending: NDArray[Any]) -> NDArray[Any]:
    """Each once. (NumPy's own hashes whole numbers, and takes minutes where they are multiples of a power of two.)"""
    first = _first(ascending)
    return ascending if first.all() else ascending[first]


def _once(key: NDArray[np.int64], weight: Weights, repeated: Repeated) -> tuple[NDArray[np.int64], Weights]:
    if not _ascending(key):
        order = np.lexsort((weight, key))
        key, weight = key[order], weight[order]
    first = _first(key)
    if first.all():
        return key, weight
    order = np.lexsort((weight, key))
    together = np.add if repeated == "sum" else np.minimum
    return key[first], together.reduceat(weight[order], np.flatnonzero(first))


def _ascending(key: NDArray[np.int64]) -> bool:
    return bool(np.all(key[1:] >= key[:-1]))


def _first(key: NDArray[Any]) -> NDArray[np.bool_]:
    first = np.ones(len(key), np.bool_)
    np.not_equal(key[1:], key[:-1], out=first[1:])
    return first


def _split(key: NDArray[np.int64], vertex_count: int) -> Numbers:
    return (key // max(vertex_count, 1)).astype(np.int32)
