"""Records derived in processes beside this one, which reads and writes meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from identity_graph.changes import Derived, Said, derived
from identity_graph.model import Node, Record

if TYPE_CHECKING:
    from identity_graph.graph.pool import Pool

WORTH_FROM: Final = 10_000
"""Records loaded from which on processes are worth the second that each takes to start."""
BATCHES_AHEAD: Final = 2
"""For each process: one that it works at, one that waits."""


class Beside:
    """A pool of processes, begun when loads turn out to be long, and ended by `close`; it can be begun again.

    Where it is of no use (no processes, a short load, batches that the graph has already, processes that died) records
    are derived here: the outcome is the same."""

    def __init__(self) -> None:
        self.processes = 0
        self._pool: Pool | None = None
        self._seen = 0
        self._new = True

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.close()
            self._pool = None

    @property
    def ahead(self) -> int:
        """How many batches to read before the first of them is written."""
        return BATCHES_AHEAD * self.processes if self._pool else 0

    def begin(self, said: Said) -> Callable[[Node, Record], Derived]:
        """Begin to derive a batch. What comes back gives each of its records, and waits for it where need be."""
        self._seen += len(said)
        if not self.processes or self._seen <= WORTH_FROM or not self._new:
            return derived
        if self._pool is None:
            from identity_graph.graph.pool import Pool

            self._pool = Pool(self.processes)
        begun = self._pool.begin(said)
        if begun is None:
            self.processes = 0
        return begun or derived

    def learn(self, written: int, of: int) -> None:
        """How many records of the last batch were written: where most were there already, none is derived ahead."""
        self._new = 2 * written >= of
