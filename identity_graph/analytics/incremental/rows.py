"""A network's rows of neighbours, changed in place."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels import changing as kernels
from identity_graph.analytics.links import Numbers
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.errors import SettingsError


@dataclass(frozen=True, slots=True)
class LinkChange:
    """Links (numbers of vertices, in either order) that go, all of them there, and then links that come, none of them
    there; no link twice."""

    gone_source: Numbers
    gone_target: Numbers
    new_source: Numbers
    new_target: Numbers

    def applied(self, network: Network) -> Network:
        """The undirected network after the change."""
        n = max(network.vertex_count, 1)
        key = network.source.astype(np.int64) * n + network.target
        low, high = np.minimum(self.gone_source, self.gone_target), np.maximum(self.gone_source, self.gone_target)
        gone = np.searchsorted(key, low.astype(np.int64) * n + high)
        keep = np.ones(len(key), np.bool_)
        keep[gone] = False
        source = np.concatenate((network.source[keep], self.new_source))
        return network_of_numbers(network.ids, source, np.concatenate((network.target[keep], self.new_target)))


SPARE_SHARE: Final = 8
SPARE: Final = 2
"""Room left in each row: an eighth of it and two more, so that few rows have to move."""


class ChangingRows:
    """Every vertex's neighbours in ``neighbours[begin:end]``, in no order."""

    def __init__(self, network: Network) -> None:
        if network.directed:
            raise SettingsError("only an undirected network can be kept up to date: take network.undirected()")
        rows = network.adjacency("both")
        room = rows.degrees + rows.degrees // SPARE_SHARE + SPARE
        self._limit = np.cumsum(room)
        self.begin = self._limit - room
        self.end = self.begin + rows.degrees
        self._used = int(room.sum())
        self._mark = np.zeros(network.vertex_count, np.bool_)
        self.neighbours = kernels.spread(rows.offsets, rows.neighbours, self.begin, self._used)

    @property
    def vertex_count(self) -> int:
        """How many vertices."""
        return len(self.begin)

    def take(self, source: Numbers, target: Numbers) -> None:
        """Take links out. Raises `SettingsError` where one is not there; the rows are then of no use any more."""
        at, gone = _both_ways(source, target)
        if kernels.take(self.begin, self.end, self.neighbours, at, gone, self._mark) != len(at):
            raise SettingsError("a link that was to go is not in the network: begin anew from the whole network")

    def put(self, source: Numbers, target: Numbers) -> None:
        """Put links in. Raises `SettingsError` where one is there already."""
        if kernels.linked(self.begin, self.end, self.neighbours, source, target) or (source == target).any():
            raise SettingsError("a link that was to come is in the network already, or leads from a vertex to itself")
        at, new = _both_ways(source, target)
        self.neighbours, self._used = kernels.put(
            self.begin, self.end, self._limit, self.neighbours, self._used, at, new
        )


def _both_ways(source: Numbers, target: Numbers) -> tuple[Numbers, Numbers]:
    """Each link from both ends, ascending by the first."""
    both = np.concatenate((source, target)).astype(np.int64) << 32
    both |= np.concatenate((target, source))
    both.sort()  # of one number: twice as quick as finding an order
    return (both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32)


def touched(change: LinkChange) -> NDArray[np.int32]:
    """The vertices whose links change."""
    return np.concatenate((change.gone_source, change.gone_target, change.new_source, change.new_target))
