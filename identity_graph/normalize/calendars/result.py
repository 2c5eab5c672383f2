"""What reading a date gives."""

from typing import Final, Literal, NamedTuple

Qualifier = Literal["circa", "between", "or", "before", "after"]
Stands = Literal["date", "day"]

CLEAR: Final = 0.75
"""The share from which on one reading is taken as meant."""
_CERTAINTY: Final = {None: 1.0, "or": 1.0, "between": 1.0, "circa": 0.7, "before": 0.5, "after": 0.5}
_STANDS: Final = {None: 1.0, "day": 0.6, "date": 0.1}


class DateReading(NamedTuple):
    """One way to understand a text: a Gregorian date, possibly partial (``1978`` or ``1978-11``), and its share of all.

    ``said``: year, month and day as they stand in the text, in ``calendar``; 0 for what is not said."""

    iso: str
    share: float
    calendar: str = "gregorian"
    said: tuple[int, int, int] = (0, 0, 0)
    note: str = ""


class ReadDate(NamedTuple):
    """A date as it was understood. ``readings`` has every plausible one, best first, shares adding up to 1.

    ``stands``: ``date`` where registries write it for "unknown", ``day`` where its day stands for "sometime that year"
    (``stands_chance`` is how likely). ``changes``: what was done, in words. ``table``: the tables' edition."""

    readings: tuple[DateReading, ...] = ()
    qualifier: Qualifier | None = None
    stands: Stands | None = None
    stands_chance: float = 0.0
    changes: tuple[str, ...] = ()
    table: str = ""

    @property
    def iso(self) -> str | None:
        """The date as far as it is clear: a reading of at least `CLEAR`, or what all readings have in common
        (``12/11/1978`` of no country is ``1978``); ``None`` where that is nothing, or the date a placeholder."""
        if self.stands == "date" or not self.readings:
            return None
        if self.readings[0].share >= CLEAR:
            return self.readings[0].iso
        return self._common or None

    @property
    def _common(self) -> str:
        isos = [reading.iso for reading in self.readings]
        return next((isos[0][:length] for length in (10, 7, 4) if len({iso[:length] for iso in isos}) == 1), "")

    @property
    def earliest(self) -> str | None:
        """The first day it may be, of all readings."""
        return min((reading.iso + "-01-01"[len(reading.iso) - 4 :] for reading in self.readings), default=None)

    @property
    def latest(self) -> str | None:
        """The last day it may be, of all readings; a month counts as having 31 days."""
        return max((reading.iso + "-12-31"[len(reading.iso) - 4 :] for reading in self.readings), default=None)

    @property
    def confidence(self) -> float:
        """How sure `iso` is, in [0, 1]: its readings' share, less for ``circa`` and placeholders."""
        found = self.iso
        if found is None:
            return 0.0
        share = sum(reading.share for reading in self.readings if reading.iso.startswith(found))
        return round(share * _CERTAINTY[self.qualifier] * _STANDS[self.stands], 3)
