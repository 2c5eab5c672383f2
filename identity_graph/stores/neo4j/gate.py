"""Reads of one moment in a database that has none.

Neo4j is read committed, and a commit becomes visible piece by piece. A writer shuts the gate (a node of its own, in a
transaction of its own) right before it commits, and opens it when the commit is done; each shutting is counted. What
was read between two looks at an open gate that was not shut in between is of one moment; otherwise it is read again.
Readers so wait for a commit, never for the writing before it.
"""

import random
import time
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Final, TypeVar

from identity_graph.errors import StoreBusy, StoreError
from identity_graph.stores.neo4j.server import Server, Transaction

ABANDONED_S: Final = 5.0
"""A gate that nobody opened for so long was left by a writer that died, before or after its commit, not in it."""
_PAUSE_S: Final = 0.003
State = tuple[int, str | None]
"""How often it was shut, and the change set it is shut for."""
Result = TypeVar("Result")


class Gate:
    """The gate of one database."""

    def __init__(self, server: Server, timeout_s: float, beside: Executor) -> None:
        """``beside`` does one thing after the other: the gate is never opened before it is shut."""
        self._server, self._timeout_s, self._beside = server, timeout_s, beside
        self._abandoned: State | None = None

    @contextmanager
    def shut_for(self, id: str) -> Generator[Callable[[], Future[object]]]:
        """Gives what begins to shut the gate; at the end the gate is opened, if it was shut. The writer waits for the
        shutting only: a reader that comes before the opening looks again."""
        is_shut = False

        def shut() -> Future[object]:
            nonlocal is_shut
            is_shut = True
            return self._beside.submit(self._server.write_alone, "write/apply_gate_shut", id=id)

        try:
            yield shut
        finally:
            if is_shut:
                self._beside.submit(self._open, id)

    def one_moment(self, work: Callable[[Transaction], Result]) -> Result:
        """The result of reading work, of one moment. Raises `StoreBusy` where commits leave no time for it."""
        deadline = time.monotonic() + self._timeout_s
        shut, since = None, time.monotonic()
        while True:
            before, result, after = self._server.read(lambda tx: (_state(tx), work(tx), _state(tx)))
            if before == after and (before[1] is None or before == self._abandoned):
                return result
            now = time.monotonic()
            if after != shut:
                shut, since = after, now
            elif after[1] is not None and now - since > ABANDONED_S:
                self._abandoned = after
            if now > deadline:
                raise StoreBusy(f"{self._server.shown}: so much is being written that no read fits between; try again")
            # Nobody guesses this number; it keeps readers that met a commit from coming back all at once.
            time.sleep(_PAUSE_S * random.uniform(0.5, 1.5))  # noqa: S311

    def _open(self, id: str) -> None:
        # The change set is written, or is not; a gate left shut only costs readers a moment.
        with suppress(StoreError):
            self._server.write_alone("write/apply_gate_open", id=id)


def _state(tx: Transaction) -> State:
    rows = tx.rows("read/neighbourhood_gate")
    return (rows[0][0], rows[0][1]) if rows else (0, None)
