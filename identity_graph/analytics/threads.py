"""Work on the vertices of a network, shared out to threads. What each thread writes depends on its vertices alone, so
the number of threads cannot change a result."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from identity_graph.analytics.kernels import changing
from identity_graph.analytics.kernels.compiled import threads_of_this_machine

SHARES_PER_THREAD: Final = 8
"""Shares are equal in links, not in time: several to each thread, and none waits long for another."""
_threads: ContextVar[int | None] = ContextVar("threads", default=None)


@contextmanager
def threads(count: int | None) -> Generator[None]:
    """Within, so many threads work; ``None``: as many as this process may use."""
    token = _threads.set(count)
    try:
        yield
    finally:
        _threads.reset(token)


def thread_count() -> int:
    """How many threads work here."""
    return _threads.get() or threads_of_this_machine()


def over_vertices(offsets: NDArray[np.int64], work: Callable[[int, int], object]) -> None:
    """Call ``work(first, last)`` for ranges of vertices that together are all, in any order, beside each other."""
    count = thread_count()
    if count == 1:
        work(0, len(offsets) - 1)
        return
    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(work, first, last) for first, last in shares(offsets, count * SHARES_PER_THREAD)]:
            done.result()


def over_rows(
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    vertices: NDArray[np.int32],
    work: Callable[[NDArray[np.int32]], object],
) -> None:
    """The same for some vertices: call ``work`` with parts of them."""
    offsets = changing.offsets_of(begin, end, vertices)
    over_vertices(offsets, lambda first, last: work(vertices[first:last]))


def shares(offsets: NDArray[np.int64], count: int) -> list[tuple[int, int]]:
    """Ranges of vertices with about as many links and vertices each."""
    cost = offsets + np.arange(len(offsets))
    bounds = np.searchsorted(cost, np.linspace(0, cost[-1], count + 1))
    bounds[-1] = len(offsets) - 1
    return [(int(first), int(last)) for first, last in pairwise(np.unique(bounds))]
