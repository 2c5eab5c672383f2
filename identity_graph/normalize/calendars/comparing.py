"""Two dates compared, with everything in mind that can happen to a date on its way into a register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final, Literal

from identity_graph.normalize.calendars.data import dates, version
from identity_graph.normalize.calendars.reading import read_date
from identity_graph.normalize.calendars.result import CLEAR, DateReading, ReadDate
from identity_graph.normalize.calendars.weighing import CALENDAR_NAMES
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.text import CACHE_SIZE

Level = Literal[
    "same day",
    "same as far as said",
    "same by another reading",
    "one slip",
    "same year, day unknown",
    "about the same",
    "same year",
    "a year apart",
    "different",
    "unknown",
]

SCORES: Final[dict[str, float]] = {
    "same day": 1.0,
    "same month": 0.85,
    "same year said": 0.72,
    "swapped": 0.85,
    "one digit": 0.82,
    "digits swapped": 0.82,
    "century": 0.8,
    "mistaken calendar": 0.8,
    "same year, day unknown": 0.68,
    "about the same": 0.62,
    "near": 0.45,
    "same year": 0.35,
    "same month and day": 0.3,
    "a year apart": 0.2,
    "different": 0.0,
}
"""How likely two dates are one, by what is between them; above .5 it is likelier than not. Beliefs, not measured."""
NEAR_DAYS: Final = 31
CIRCA_YEARS: Final = 2
"""Years by which ``circa`` may be off."""
LEAST_SHARE: Final = 0.02
"""The share from which on a reading counts in a comparison."""
READINGS_COMPARED: Final = 6


@dataclass(frozen=True, slots=True)
class DateComparison:
    """How near two dates are, in [0, 1]; ``level`` for models, ``reasons`` for people, the weightiest first.

    ``unknown`` (score .5) where one is no date or stands for none. ``table``: the tables' edition."""

    level: Level
    score: float
    reasons: tuple[str, ...] = ()
    table: str = ""


def compare_dates(a: str, b: str, *, country: str | None = None) -> DateComparison:
    """Two dates as written, of one country. The same whichever comes first; never raises."""
    return _compare_texts(a, b, country) if a <= b else _compare_texts(b, a, country)


@lru_cache(CACHE_SIZE)
def _compare_texts(a: str, b: str, country: str | None) -> DateComparison:
    return compare_read_dates(read_date(a, country=country), read_date(b, country=country), country=country)


def compare_read_dates(a: ReadDate, b: ReadDate, *, country: str | None = None) -> DateComparison:
    """`compare_dates` for dates that were read, each perhaps by another country's custom."""
    first, second = sorted((a, b), key=_order)
    return _compared(first, second, country_code(country))


def _order(read: ReadDate) -> tuple[tuple[DateReading, ...], str, str]:
    return read.readings, read.qualifier or "", read.stands or ""


def _compared(a: ReadDate, b: ReadDate, country: str | None) -> DateComparison:
    if "date" in (a.stands, b.stands):
        return DateComparison("unknown", 0.5, ("one is a placeholder for an unknown date",), version())
    if not (a.readings and b.readings):
        return DateComparison("unknown", 0.5, ("one is no date that can be read",), version())
    return max(
        (_pair(x, y, a, b, country) for x in _counted(a) for y in _counted(b)),
        key=lambda found: (found.score, found.reasons),
    )


def _counted(read: ReadDate) -> list[DateReading]:
    return [reading for reading in read.readings if reading.share >= LEAST_SHARE][:READINGS_COMPARED] or [
        read.readings[0]
    ]


def _pair(x: DateReading, y: DateReading, a: ReadDate, b: ReadDate, country: str | None) -> DateComparison:
    kind, why = _relation(x, y, a, b, country)
    share = min(1.0, x.share / a.readings[0].share) * min(1.0, y.share / b.readings[0].share)
    score = SCORES[kind] * (0.85 + 0.15 * share)  # a less likely reading explains the same a little less
    reasons = (why, *_reading_reasons(x, a), *_reading_reasons(y, b))
    another = share < CLEAR and kind == "same day"
    return DateComparison(
        "same by another reading" if another else _LEVELS[kind], round(score, 3), _once(reasons), version()
    )


def _once(reasons: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _reading_reasons(reading: DateReading, read: ReadDate) -> tuple[str, ...]:
    """What had to be supposed to read it so."""
    found: list[str] = []
    if len(read.readings) > 1 and reading.calendar in CALENDAR_NAMES:
        as_said = "read as Gregorian" if read.readings[0].calendar == "gregorian" else "written without its calendar"
        name = CALENDAR_NAMES[reading.calendar]
        found.append(f"{'an' if name[0] in 'AEIOU' else 'a'} {name} year {as_said}")
    if "two-digit year" in reading.note:
        found.append("two-digit year")
    if "before" in reading.note and len(read.readings) > 1:
        found.append(f"if written {reading.note.partition(';')[0]}")
    return (*found, *((f"one is {read.qualifier}",) if read.qualifier in {"circa", "before", "after"} else ()))


_LEVELS: Final[dict[str, Level]] = {
    "same day": "same day",
    "same month": "same as far as said",
    "same year said": "same as far as said",
    "swapped": "one slip",
    "one digit": "one slip",
    "digits swapped": "one slip",
    "century": "one slip",
    "mistaken calendar": "one slip",
    "same year, day unknown": "same year, day unknown",
    "about the same": "about the same",
    "near": "about the same",
    "same year": "same year",
    "same month and day": "different",
    "a year apart": "a year apart",
    "different": "different",
}


def _relation(x: DateReading, y: DateReading, a: ReadDate, b: ReadDate, country: str | None) -> tuple[str, str]:
    """The closest relation of two readings, and the words for it."""
    if x.iso == y.iso and len(x.iso) == 10:
        return "same day", "same day"
    length = min(len(x.iso), len(y.iso))
    bounded = {"before", "after"} & {a.qualifier or "", b.qualifier or ""}
    if bounded:
        return _bounded(x, y, a, b)
    if length < 10 and x.iso[:length] == y.iso[:length]:
        return (
            ("same month", "same year and month, as far as said")
            if length == 7
            else ("same year said", "same year, as far as said")
        )
    if length == 10:
        for slip in _SLIPS:
            if found := slip(x, y):
                return found
    if (offset := _mistaken(x, y, country)) is not None:
        return "mistaken calendar", offset
    return _by_year(x, y, a, b)


def _bounded(x: DateReading, y: DateReading, a: ReadDate, b: ReadDate) -> tuple[str, str]:
    """``before 1970`` agrees with everything before."""
    (low, first), (high, last) = sorted(((x.iso, a), (y.iso, b)), key=lambda pair: pair[0])
    fits = first.qualifier != "before" and last.qualifier != "after"
    return ("about the same", "within what is said") if fits or low == high else ("different", "outside what is said")


def _swapped(x: DateReading, y: DateReading) -> tuple[str, str] | None:
    same = x.iso[:4] == y.iso[:4] and x.iso[5:7] == y.iso[8:] and x.iso[8:] == y.iso[5:7]
    return ("swapped", "day and month swapped") if same else None


def _one_digit(x: DateReading, y: DateReading) -> tuple[str, str] | None:
    places = [place for place in range(10) if x.iso[place] != y.iso[place]]
    if len(places) == 1:
        return None if places[0] < 2 else ("one digit", f"one digit of the {_part(places[0])} differs")
    if len(places) == 2 and places[1] - places[0] in {1, 2} and _part(places[0]) == _part(places[1]):
        one, two = places
        if x.iso[one] == y.iso[two] and x.iso[two] == y.iso[one]:
            return "digits swapped", f"two digits of the {_part(one)} swapped"
    return None


def _part(place: int) -> str:
    return "year" if place < 4 else "month" if place < 7 else "day"


def _century(x: DateReading, y: DateReading) -> tuple[str, str] | None:
    hundred = x.iso[2:] == y.iso[2:] and abs(int(x.iso[:4]) - int(y.iso[:4])) == 100
    return ("century", "same day, a century apart: two-digit year") if hundred else None


_SLIPS: Final[tuple[Callable[[DateReading, DateReading], tuple[str, str] | None], ...]] = (
    _swapped,
    _century,
    _one_digit,
)


@cache
def _mistaken_years() -> dict[int, tuple[str, frozenset[str]]]:
    return {int(y): (e["says"], frozenset(e["countries"].split())) for y, e in dates()["mistaken_years"].items()}


def _mistaken(x: DateReading, y: DateReading, country: str | None) -> str | None:
    """Years apart as two calendars or eras are, where the country has them, or the offset cannot be chance."""
    entry = _mistaken_years().get(abs(int(x.iso[:4]) - int(y.iso[:4])))
    same_day = x.iso[4:] == y.iso[4:]
    return entry[0] if entry and same_day and country in entry[1] else None


def _by_year(x: DateReading, y: DateReading, a: ReadDate, b: ReadDate) -> tuple[str, str]:
    apart = abs(int(x.iso[:4]) - int(y.iso[:4]))
    if apart == 0:
        return _same_year(x, a, y, b)
    if "circa" in (a.qualifier, b.qualifier) and apart <= CIRCA_YEARS:
        return (
            "about the same",
            f"{apart} years apart, as circa allows" if apart > 1 else "a year apart, as circa allows",
        )
    if len(x.iso) == len(y.iso) == 10 and _days(x, y) <= NEAR_DAYS:
        return "near", f"{_days(x, y)} days apart"
    if apart == 1:
        return "a year apart", "a year apart"
    same_day = x.iso[4:] == y.iso[4:] and len(x.iso) == 10 and "day" not in (a.stands, b.stands)
    if same_day:
        return "same month and day", f"same month and day, {apart} years apart"
    return "different", f"{apart} years apart"


def _same_year(x: DateReading, a: ReadDate, y: DateReading, b: ReadDate) -> tuple[str, str]:
    for read in (a, b):
        if read.stands == "day":
            return "same year, day unknown", f"same year, one is a placeholder {_spoken(read.readings[0])}"
    if len(x.iso) == len(y.iso) == 10 and _days(x, y) <= NEAR_DAYS:
        return "near", f"{_days(x, y)} days apart"
    return "same year", "same year, another day"


def _days(x: DateReading, y: DateReading) -> int:
    return abs((date.fromisoformat(x.iso) - date.fromisoformat(y.iso)).days)


_MONTHS: Final = "January February March April May June July August September October November December".split()  # noqa: SIM905 - a line of words reads better


def _spoken(reading: DateReading) -> str:
    _, month, day = reading.said
    if reading.calendar in {"gregorian", "buddhist", "minguo"}:
        return f"{day} {_MONTHS[month - 1]}"
    return f"day {day} of month {month} in the {CALENDAR_NAMES[reading.calendar]} calendar"
