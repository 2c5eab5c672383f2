"""When somebody was born, of all that a record says of it: dates as written, and what document numbers say."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from identity_graph.normalize.calendars import ReadDate, read_date
from identity_graph.normalize.documents import ParsedIdentifier
from identity_graph.normalize.text import distinct

DAYS_MAX: Final = 6
"""Days that one record may mean at most."""
SHARE_MIN: Final = 0.1
"""The share of all readings from which on one counts as possible."""
STANDS_MIN: Final = 0.5
"""The chance from which on a day is taken for "sometime that year"."""

_DAY: Final = len("1978-11-12")


class Birth(NamedTuple):
    """``date``: ISO 8601, as precise as it is clear. ``days``: every full date that may be meant, sorted.

    ``stand_in``: a day that stands for "sometime that year", as written (``1961-01-01``), where there is no other."""

    date: str | None = None
    days: tuple[str, ...] = ()
    stand_in: str | None = None


def read_birth(texts: Sequence[str], documents: Iterable[ParsedIdentifier], country: str | None) -> Birth:
    """The most precise of what is stated (the first of equals); where nothing is, what a number with a passing check
    says. Of a day that stands for "sometime that year" only the year counts. ``country`` is alpha-2."""
    clear: list[str] = []
    days: list[str] = []
    stood: list[str] = []
    for text in texts:
        read = read_date(text, country=country)
        stands = read.stands == "day" and read.stands_chance >= STANDS_MIN
        if not stands:
            days += _days(read)
        if iso := read.iso:
            clear.append(iso[:4] if stands else iso)
            if stands:
                stood.append(iso)
    if not (clear or days):
        return _encoded(documents)
    stand_in = stood[0] if stood and not days else None
    return Birth(max(clear, key=len, default=None), distinct(days)[:DAYS_MAX], stand_in)


def _days(read: ReadDate) -> list[str]:
    """Full dates it may be; none where it is nobody's, or nobody knew it better than roughly."""
    if read.qualifier or read.stands == "date":
        return []
    return [reading.iso for reading in read.readings if len(reading.iso) == _DAY and reading.share >= SHARE_MIN]


def _encoded(documents: Iterable[ParsedIdentifier]) -> Birth:
    said = {day for found in documents if found.standing == "passed" for day in found.says.birth_dates}
    days = distinct([day for day in said if len(day) == _DAY])
    return Birth(said.pop() if len(said) == 1 else None, days[:DAYS_MAX])
