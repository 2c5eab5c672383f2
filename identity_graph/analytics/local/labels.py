"""Procedures that label vertices."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.kernels import components
from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import Shape


def wcc(network: Network) -> pa.Table:
    """Weakly connected components."""
    return labelled(network, components.of_links(network.vertex_count, network.source, network.target))


def labelled(network: Network, labels: NDArray[np.int32]) -> pa.Table:
    """Labels, which are numbers of vertices, as a table."""
    return pa.Table.from_arrays(
        [network.ids, network.ids.take(pa.array(labels))], schema=Shape.LABELS.schema(network.ids.type)
    )
