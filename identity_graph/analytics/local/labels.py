"""Procedures that label vertices by their neighbours' labels, or by what links hold together."""

from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.kernels import components, cores
from identity_graph.analytics.links import Weights
from identity_graph.analytics.local.propagation import Rows, heaviest, most_frequent, passed_on
from identity_graph.analytics.local.tables import counted, labelled
from identity_graph.analytics.network import Network


def wcc(network: Network) -> pa.Table:
    """Weakly connected components."""
    return labelled(network, components.of_links(network.vertex_count, network.source, network.target))


def cdlp(network: Network, iterations: int) -> pa.Table:
    """Labels of most neighbours, passed on so often."""
    rows = Rows.of(network.adjacency("both"))
    return labelled(network, passed_on(rows, iterations, partial(most_frequent, rows)))


def label_propagation(network: Network, iterations: int) -> pa.Table:
    """Labels of the heaviest neighbours, passed on until none changes."""
    adjacency = network.adjacency("both")
    rows, weights = Rows.of(adjacency), millionths(adjacency.weights, len(adjacency.neighbours))
    return labelled(network, passed_on(rows, iterations, partial(heaviest, rows, weights)))


def millionths(weights: Weights | None, count: int) -> NDArray[np.int64]:
    """Weights as whole numbers, whose sums do not depend on their order."""
    if weights is None:
        return np.full(count, 1_000_000, np.int64)
    return np.rint(weights * 1e6).astype(np.int64)


def k_core(network: Network) -> pa.Table:
    """Core numbers."""
    rows = network.undirected().adjacency("both")
    return counted(network, cores.core_numbers(rows.offsets, rows.neighbours))
