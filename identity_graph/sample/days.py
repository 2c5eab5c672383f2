"""Days on which a source wrote something down."""

from __future__ import annotations

from datetime import date
from functools import cache

from identity_graph.sample.dice import Dice
from identity_graph.sample.people import TODAY


def day_since(dice: Dice, year: int) -> str:
    """An ISO date from the year's start to the sample's today."""
    return _iso(dice.between(date(year, 1, 1).toordinal(), TODAY.toordinal()))


@cache
def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
