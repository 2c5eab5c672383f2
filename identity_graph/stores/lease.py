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

    def __init__(self, cell: LeaseCell, where: str, timeout_s: float) -> None:
        self._cell, self._where, self._timeout_s, self._expires_s = cell, where, timeout_s, EXPIRES_S
        self._mine = threading.Lock()
        self._orphans: set[str] = set()
        """Names of ours that have ended, but may still stand in the cell: the server went away meanwhile."""
        self.holder: str | None = None
        """Our name while we hold it: what a transaction must find in the cell."""

    @contextmanager
    def held(self) -> Generator[None]:
        """Hold the lease. Raises `StoreBusy` where another that is alive holds it for longer than the timeout."""
        began = time.monotonic()
        if not self._mine.acquire(timeout=self._timeout_s):
            raise self._busy(began)
        try:
            held = self._taken(began)
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

    def _taken(self, began: float) -> Held:
        mine = Held(uuid.uuid4().hex, 0)
        seen, first = self._cell.read(), time.monotonic()
        since = first
        while True:
            expired = time.monotonic() - since >= self._expires_s
            if (seen is None or seen.holder in self._orphans or expired) and self._swapped(seen, mine):
                return mine
            # Whoever gives up on a holder that died would never get the lease with a timeout shorter than its expiry.
            if time.monotonic() - began > self._timeout_s and since > first:
                raise self._busy(began)
            time.sleep(_POLL_S)
            now = self._cell.read()
            if now != seen:
                seen, since = now, time.monotonic()

    def _swapped(self, seen: Held | None, mine: Held) -> bool:
        try:
            # Tried again by the store after a lost reply, the swap finds what it has put there itself.
            swapped = self._cell.swap(seen, mine) or self._cell.read() == mine
        except StoreError:
            self._orphans.add(mine.holder)
            raise
        if swapped and seen:
            self._orphans.discard(seen.holder)
        return swapped

    def _beat(self, held: Held, ended: threading.Event) -> None:
        """Renew until it ended, then give it back. A server that is away is asked again at the next beat."""
        while not ended.wait(self._expires_s / BEATS):
            with suppress(StoreError):
                following = Held(held.holder, held.beat + 1)
                if not self._cell.swap(held, following) and self._cell.read() != following:
                    return
                held = following
        self._give_back(held)

    def _give_back(self, held: Held) -> None:
        self._orphans.add(held.holder)
        with suppress(StoreError):
            left: Held | None = held
            # A beat whose reply was lost may have gone through: then another beat than the last known stands there.
            while left and left.holder == held.holder and not self._cell.swap(left, None):
                left = self._cell.read()
            self._orphans.discard(held.holder)

    def _busy(self, began: float) -> StoreBusy:
        waited = time.monotonic() - began
        return StoreBusy(f"another load or resolution is writing to {self._where}; waited {waited:.0f} s for it")
