"""Components kept up to date by a spanning forest: only a link of the forest that goes can part a component, and
then only what hung below it is searched for another link."""

from typing import Final

import numpy as np

from identity_graph.analytics.incremental.rows import ChangingRows, LinkChange
from identity_graph.analytics.kernels import forests as kernels
from identity_graph.analytics.links import Numbers
from identity_graph.analytics.network import Network

PLANTED_ANEW_AFTER: Final = 0.25
"""Changed links, as a share of all, after which the forest is planted anew: its trees have grown tall."""


class KeptComponents:
    """Weakly connected components (`wcc`) of a network whose links change."""

    def __init__(self, network: Network) -> None:
        self.rows = ChangingRows(network)
        self._plant()

    def _plant(self) -> None:
        """From every component's best linked vertex, so that trees are low and little hangs below most links."""
        rows = self.rows
        order = np.argsort(rows.begin - rows.end, kind="stable").astype(np.int32)
        parts = kernels.forest(rows.begin, rows.end, rows.neighbours, order)
        self._parent, self._root, self._size, self._smallest, self._queue = parts
        self._changed = 0

    def change(self, change: LinkChange) -> None:
        """Bring up to date."""
        self.rows.take(change.gone_source, change.gone_target)
        self._kernel(kernels.part, change.gone_source, change.gone_target)
        self.rows.put(change.new_source, change.new_target)
        self._kernel(kernels.join, change.new_source, change.new_target)
        self._changed += len(change.gone_source) + len(change.new_source)
        if self._changed > PLANTED_ANEW_AFTER * (self.rows.end - self.rows.begin).sum() / 2:
            self._plant()

    def _kernel(self, kernel: "kernels.Keeping", source: Numbers, target: Numbers) -> None:
        rows = self.rows
        forest = (self._parent, self._root, self._size, self._smallest, self._queue)
        kernel(source, target, rows.begin, rows.end, rows.neighbours, *forest)

    def labels(self) -> Numbers:
        """For each vertex the smallest of its component."""
        labels: Numbers = self._smallest[self._root]
        return labels
