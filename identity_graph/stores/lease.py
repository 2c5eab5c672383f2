"""The one writer lease of a store on a server, whose clocks and ours need not agree.

The holder renews a counter (its beat). Who waits and has seen the same beat for `EXPIRES_S` seconds of its own clock
takes the lease over. A holder that was only slow finds out at its next beat, and the server refuses its writes: a
transaction in an `exclusive` block looks whether the lease is still its own (`Lease.holder`).
"""

import threading
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final, Protocol

from identity_graph.errors import StoreBusy, StoreError

EXPIRES_S: Final = 15.0
BEATS: Final = 5
"""Beats in the time after which a lease without any expires."""
_POLL_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds the lease, and its last beat."""

    holder: str
    beat: int


class LeaseCell(Protocol):
    """The one place on the server that says who holds the lease."""

    def read(self) -> Held | None:
        """What it says; ``None`` where nobody holds it."""
        ...

    def swap(self, expected: Held | None, new: Held | None) -> bool:
        """Atomically put ``new`` where ``expected`` is; false (and nothing done) where something else is."""
        ...


class Lease:
    """A store's end of the lease. One thread of the store holds it at a time."""

    def __init__(self, cell: LeaseCell, where: str, timeout_s: float, expires_s: float = EXPIRES_S) -> None:
        self._cell, self._where, self._timeout_s, self._expires_s = cell, where, timeout_s, expires_s
        self._mine = threading.Lock()
        self.holder: str | None = None
        """Our name while we hold it: what a transaction must find in the cell."""

    @contextmanager
    def held(self) -> Generator[None]:
        """Hold the lease. Raises `StoreBusy` where another holds it for longer than the timeout."""
        deadline = time.monotonic() + self._timeout_s
        if not self._mine.acquire(timeout=self._timeout_s):
            raise self._busy()
        try:
            held = self._taken(deadline)
            ended = threading.Event()
            beating = threading.Thread(target=self._beat, args=(held, ended), daemon=True, name="writer lease")
            self.holder = held.holder
            beating.start()
            try:
                yield
            finally:
                self.holder = None
                ended.set()
                beating.join()
        finally:
            self._mine.release()

    def _taken(self, deadline: float) -> Held:
        mine = Held(uuid.uuid4().hex, 0)
        seen, since = self._cell.read(), time.monotonic()
        while True:
            expired = time.monotonic() - since >= self._expires_s
            if (seen is None or expired) and self._cell.swap(seen, mine):
                return mine
            if time.monotonic() > deadline:
                raise self._busy()
            time.sleep(_POLL_S)
            now = self._cell.read()
            if now != seen:
                seen, since = now, time.monotonic()

    def _beat(self, held: Held, ended: threading.Event) -> None:
        """Renew until it ended, then give it back. A server that is away is asked again at the next beat."""
        while not ended.wait(self._expires_s / BEATS):
            with suppress(StoreError):
                following = Held(held.holder, held.beat + 1)
                if not self._cell.swap(held, following) and self._cell.read() != following:
                    return
                held = following
        with suppress(StoreError):
            self._cell.swap(held, None)

    def _busy(self) -> StoreBusy:
        return StoreBusy(f"another load or resolution is writing to {self._where}; waited {self._timeout_s:g} s for it")
