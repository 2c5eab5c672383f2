"""Label propagation kept up to date: every iteration's labels are kept, and in each only those vertices are looked at
again whose own links changed or whose neighbours' labels before are other ones."""

import numpy as np

from identity_graph.analytics.incremental.rows import ChangingRows, LinkChange, touched
from identity_graph.analytics.kernels import changing
from identity_graph.analytics.links import Numbers
from identity_graph.analytics.local.propagation import Rows, most_frequent
from identity_graph.analytics.network import Network


class KeptLabels:
    """`cdlp` of a network whose links change. Memory: four bytes for each vertex and iteration."""

    def __init__(self, network: Network, iterations: int) -> None:
        self.rows = ChangingRows(network)
        first = np.arange(network.vertex_count, dtype=np.int32)
        self._labels = [first]
        for _ in range(iterations):
            self._labels.append(most_frequent(self._rows(), self._labels[-1], first, first))

    def change(self, change: LinkChange) -> None:
        """Bring up to date."""
        self.rows.take(change.gone_source, change.gone_target)
        self.rows.put(change.new_source, change.new_target)
        at_once = np.zeros(self.rows.vertex_count, np.bool_)
        at_once[touched(change)] = True
        other = np.empty(0, np.int32)
        for turn in range(1, len(self._labels)):
            again = at_once.copy()
            changing.beside(self.rows.begin, self.rows.end, self.rows.neighbours, other, again)
            vertices = np.flatnonzero(again).astype(np.int32)
            labels = most_frequent(self._rows(), self._labels[turn - 1], vertices, self._labels[turn])
            other = vertices[labels[vertices] != self._labels[turn][vertices]]
            self._labels[turn] = labels

    def _rows(self) -> Rows:
        return Rows(self.rows.begin, self.rows.end, self.rows.neighbours)

    def labels(self) -> Numbers:
        """Each vertex's label after the last iteration."""
        return self._labels[-1]
