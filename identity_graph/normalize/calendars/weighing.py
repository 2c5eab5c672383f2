"""Numbers of a date to the Gregorian dates they may stand for, each with its share."""

from datetime import date
from functools import cache, lru_cache
from typing import Final, NamedTuple

from identity_graph.normalize.calendars.conversion import gregorian_year, span
from identity_graph.normalize.calendars.data import dates
from identity_graph.normalize.calendars.result import DateReading

_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEARS_CACHED: Final = 16_384
"""Some hundred years of birth in each country."""
CALENDAR_NAMES: Final = {
    "hijri": "Hijri",
    "solar_hijri": "Solar Hijri",
    "buddhist": "Thai Buddhist",
    "minguo": "Minguo",
} | {
    "ethiopian": "Ethiopian",
    "hebrew": "Hebrew",
    "nepali": "Nepali",
}


class Numbers(NamedTuple):
    """Year, month and day in one order, as written; 0 for what is not said. ``year_digits`` as written."""

    year: int
    month: int
    day: int
    year_digits: int
    share: float = 1.0
    note: str = ""


class _Calendar(NamedTuple):
    first: int
    last: int
    unknown: float
    countries: dict[str, float]
    short: int | None


@cache
def _calendars() -> dict[str, _Calendar]:
    return {
        name: _Calendar(
            int(entry["from"]),
            int(entry["to"]),
            float(entry["unknown"]),
            {code: float(share) for code, share in entry["countries"].items()},
            int(entry["short"]) if "short" in entry else None,
        )
        for name, entry in dates()["calendars"].items()
    }


@cache
def _years() -> tuple[int, int]:
    years = dates()["years"]
    return int(years["least"]), int(years["most"])


@cache
def latest_year() -> int:
    """The year after which a date is taken for another calendar's, if it can be."""
    return int(dates()["years"]["latest"])


@cache
def _pivot() -> tuple[int, float, float]:
    entry = dates()["two_digits"]
    return int(entry["pivot"]), float(entry["below"]), float(entry["above"])


@lru_cache(YEARS_CACHED)
def years_meant(year: int, digits: int, country: str | None) -> tuple[tuple[str, int, float, str], ...]:
    """The calendars and full years that a year in digits may stand for: (calendar, year, share, note)."""
    found: list[tuple[str, int, float, str]] = []
    left = 1.0
    for name, calendar in _calendars().items():
        share = calendar.countries.get(country or "", 0.0) if country else calendar.unknown
        if digits == 2 and calendar.short and country and share >= 0.5:
            found.append((name, calendar.short + year, min(0.8, share), "two-digit year"))
        elif share and calendar.first <= year <= calendar.last and (digits > 2 or name == "minguo"):
            found.append((name, year, share, f"{CALENDAR_NAMES[name]} year"))
    left -= min(1.0, sum(share for *_, share, _ in found))
    return (*found, *_gregorian_years(year, digits, left))


def _gregorian_years(year: int, digits: int, left: float) -> list[tuple[str, int, float, str]]:
    if left <= 0:
        return []
    if digits > 2:
        return [("gregorian", year, left, "")]
    if digits < 2:
        return []
    pivot, below, above = _pivot()
    this, other, share = (2000 + year, 1900 + year, below) if year < pivot else (1900 + year, 2000 + year, above)
    found = [("gregorian", this, left * share, "two-digit year")]
    return [*found, ("gregorian", other, left * (1 - share), "two-digit year")] if other <= _years()[1] else found


def weigh(numbers: Numbers, calendar: str | None, country: str | None) -> list[DateReading]:
    """Every date the numbers may stand for, with shares; none where no calendar has such a year."""
    if calendar:
        year = _in_calendar(calendar, numbers)
        meant: tuple[tuple[str, int, float, str], ...] = ((calendar, year, 1.0, ""),)
    else:
        meant = years_meant(numbers.year, numbers.year_digits, country)
    found: list[DateReading] = []
    for name, year, share, note in meant:
        notes = "; ".join(filter(None, (numbers.note, note)))
        said = (year, numbers.month, numbers.day)
        for iso, part in partials(name, year, numbers.month, numbers.day):
            found.append(DateReading(iso, numbers.share * share * part, name, said, notes))
    return found


def _in_calendar(calendar: str, numbers: Numbers) -> int:
    """The full year where its calendar is named: ``64`` of Iran is 1364, ``745`` of the Hebrew calendar 5745."""
    if calendar == "hebrew" and numbers.year < 1000:
        return 5000 + numbers.year
    if calendar == "gregorian" and numbers.year_digits == 2:
        return numbers.year + (2000 if numbers.year < _pivot()[0] else 1900)
    short = _calendars()[calendar].short if calendar in _calendars() else None
    return numbers.year + short if short and numbers.year_digits <= 2 else numbers.year


def partials(calendar: str, year: int, month: int, day: int) -> list[tuple[str, float]]:
    """The date in ISO 8601, as precise as it is possible, or the months or years it may be of, with shares."""
    western = gregorian_year(calendar, year)
    if western is not None:
        found = _partial(western, month, day)
        return [(found, 1.0)] if found else []
    days = span(calendar, year, month or None, day or None) or span(calendar, year, month or None, None)
    days = days or span(calendar, year, None, None)
    if days is None or not _years()[0] <= days[0].year <= days[1].year <= _years()[1]:
        return []
    first, last = days
    if first == last:
        return [(first.isoformat(), 1.0)]
    length = 7 if month else 4
    counted: dict[str, int] = {}
    for ordinal in range(first.toordinal(), last.toordinal() + 1, 1 if month else 7):
        iso = _iso(ordinal)[:length]
        counted[iso] = counted.get(iso, 0) + 1
    total = sum(counted.values())
    return [(iso, count / total) for iso, count in counted.items()]


@lru_cache(65_536)
def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _partial(year: int, month: int, day: int) -> str | None:
    """A month ``00`` or ``13``, a day ``00`` or the 31st of February count as unknown."""
    least, most = _years()
    if not least <= year <= most:
        return None
    if not 1 <= month <= 12:
        return str(year)
    leap = month == 2 and day == 29 and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))
    if not 1 <= day <= _DAYS[month] or leap:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}"
