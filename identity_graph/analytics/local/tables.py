"""Numbers of vertices as the tables that procedures hand back."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import Shape


def labelled(network: Network, labels: NDArray[np.integer]) -> pa.Table:
    """Labels, which are numbers of vertices."""
    return _table(Shape.LABELS, network, [network.ids, _ids(network, labels)])


def scored(network: Network, scores: NDArray[np.float64]) -> pa.Table:
    """Scores; those that are not finite are null."""
    return _table(Shape.SCORES, network, [network.ids, pa.array(scores, mask=~np.isfinite(scores))])


def counted(network: Network, counts: NDArray[np.integer]) -> pa.Table:
    """Counts; those below 0 are null."""
    return _table(Shape.COUNTS, network, [network.ids, pa.array(counts.astype(np.int64), mask=counts < 0)])


def paired(
    network: Network, left: NDArray[np.integer], right: NDArray[np.integer], scores: NDArray[np.float64]
) -> pa.Table:
    """Pairs in the order in which they are given."""
    return _table(Shape.PAIRS, network, [_ids(network, left), _ids(network, right), pa.array(scores)])


def with_paths(
    network: Network,
    vertices: NDArray[np.integer],
    scores: NDArray[np.float64],
    paths: Sequence[Sequence[int]],
    carried: NDArray[np.float64],
) -> pa.Table:
    """Vertices in the order in which they are given."""
    lists = listed(network, paths)
    return _table(Shape.PATHS, network, [_ids(network, vertices), pa.array(scores), lists, pa.array(carried)])


def grouped(network: Network, rows: Sequence[tuple[Sequence[int], Sequence[int], int, float, float]]) -> pa.Table:
    """Groups in the order in which they are given: members, signals, shared links, expected ones, p-value."""
    members, signals, shared, expected, p_values = zip(*rows, strict=True) if rows else ((),) * 5
    label = _ids(network, np.array([min(each) for each in members], np.int64))
    lists = [listed(network, members), listed(network, signals)]
    numbers = [pa.array(shared, pa.int64()), pa.array(expected, pa.float64()), pa.array(p_values, pa.float64())]
    return _table(Shape.GROUPS, network, [label, *lists, *numbers])


def listed(network: Network, numbers: Sequence[Sequence[int]]) -> pa.ListArray:
    """Lists of ids."""
    offsets = np.cumsum([0, *map(len, numbers)], dtype=np.int32)
    flat = np.fromiter((number for each in numbers for number in each), np.int64, int(offsets[-1]))
    return pa.ListArray.from_arrays(pa.array(offsets), _ids(network, flat))


def _ids(network: Network, numbers: NDArray[np.integer]) -> pa.Array:
    return network.ids.take(pa.array(numbers))


def _table(shape: Shape, network: Network, columns: list[pa.Array]) -> pa.Table:
    return pa.Table.from_arrays(columns, schema=shape.schema(network.ids.type))
