"""Procedures that label vertices by their neighbours' labels, or by what links hold together."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.kernels import components, cores
from identity_graph.analytics.kernels import labels as kernels
from identity_graph.analytics.links import Numbers, Weights
from identity_graph.analytics.local.tables import counted, labelled
from identity_graph.analytics.network import Network
from identity_graph.analytics.threads import over_vertices


def wcc(network: Network) -> pa.Table:
    """Weakly connected components."""
    return labelled(network, components.of_links(network.vertex_count, network.source, network.target))


def cdlp(network: Network, iterations: int) -> pa.Table:
    """Labels of most neighbours, passed on so often."""
    labels = np.arange(network.vertex_count, dtype=np.int32)
    before = np.full_like(labels, -1)
    for left in range(iterations, 0, -1):
        into = most_frequent(network, labels)
        if np.array_equal(into, labels):
            break
        if np.array_equal(into, before):  # two states in turns: what is left decides which is the last
            labels = into if left % 2 else labels
            break
        before, labels = labels, into
    return labelled(network, labels)


def most_frequent(network: Network, labels: Numbers) -> Numbers:
    """One iteration of CDLP."""
    rows, into = network.adjacency("both"), np.empty_like(labels)

    def work(first: int, last: int) -> None:
        room = np.zeros(len(labels), np.int32)
        kernels.most_frequent(first, last, rows.offsets, rows.neighbours, labels, into, room)

    over_vertices(rows.offsets, work)
    return into


def label_propagation(network: Network, iterations: int) -> pa.Table:
    """Labels of the heaviest neighbours, passed on until none changes."""
    rows = network.adjacency("both")
    weights = millionths(rows.weights, len(rows.neighbours))
    labels = np.arange(network.vertex_count, dtype=np.int32)
    for _ in range(iterations):
        into = np.empty_like(labels)

        def work(first: int, last: int, labels: Numbers = labels, into: Numbers = into) -> None:
            room = np.zeros(len(labels), np.int64)
            kernels.heaviest(first, last, rows.offsets, rows.neighbours, weights, labels, into, room)

        over_vertices(rows.offsets, work)
        if np.array_equal(into, labels):
            break
        labels = into
    return labelled(network, labels)


def millionths(weights: Weights | None, count: int) -> NDArray[np.int64]:
    """Weights as whole numbers, whose sums do not depend on their order."""
    if weights is None:
        return np.full(count, 1_000_000, np.int64)
    return np.rint(weights * 1e6).astype(np.int64)


def k_core(network: Network) -> pa.Table:
    """Core numbers."""
    rows = network.undirected().adjacency("both")
    return counted(network, cores.core_numbers(rows.offsets, rows.neighbours))
