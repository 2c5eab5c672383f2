"""Seeded choices, cheap enough for millions of rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
# A prime that shares no factor with any number space used here, so that a serial's permutation never repeats.
_STRIDE = 2_654_435_761
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Items with precomputed cumulative weights; ``Dice.weighted`` draws from it in logarithmic time."""

    items: tuple[T, ...]
    cumulative: tuple[float, ...]

    @staticmethod
    def of(items: Sequence[T], weights: Sequence[float]) -> Weighted[T]:
        """Pair every item with its weight."""
        return Weighted(tuple(items), tuple(accumulate(weights)))

    @staticmethod
    def zipf(items: Sequence[T], offset: float = 14.0) -> Weighted[T]:
        """Weights falling with the rank as names do; ``offset`` flattens the top."""
        return Weighted.of(items, [1.0 / (rank + offset) for rank in range(len(items))])


class Dice(Random):
    """A random generator with the few draws this package needs."""

    def below(self, limit: int) -> int:
        """A whole number in [0, limit)."""
        return int(self.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number in [low, high], both included."""
        return low + int(self.random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self.random() < probability

    def pick(self, items: Sequence[T]) -> T:
        """Any item, all equally likely."""
        return items[int(self.random() * len(items))]

    def weighted(self, bag: Weighted[T]) -> T:
        """An item drawn by its weight."""
        return bag.items[bisect_right(bag.cumulative, self.random() * bag.cumulative[-1])]

    def digits(self, count: int) -> str:
        """A string of decimal digits."""
        return str(int(self.random() * 10**count)).zfill(count)

    def pattern(self, pattern: str) -> str:
        """Fill ``#`` with digits and ``A`` with letters that cannot be read as digits; the rest stays."""
        return "".join([self._fill(run) for run in _runs(pattern)])

    def _fill(self, run: str) -> str:
        if run[0] == "#":
            return self.digits(len(run))
        if run[0] == "A":
            return "".join([_LETTERS[int(self.random() * len(_LETTERS))] for _ in run])
        return run


@cache
def _runs(pattern: str) -> tuple[str, ...]:
    # Runs of one kind, so that a run of digits costs one draw.
    return tuple("".join(run) for _, run in groupby(pattern, key=lambda sign: sign if sign in "#A" else ""))


def scattered(serial: int, space: int, offset: int = 0) -> int:
    """The serial's place in a permutation of [0, space): no two serials below ``space`` share one."""
    return (serial * _STRIDE + offset * 7919) % space
