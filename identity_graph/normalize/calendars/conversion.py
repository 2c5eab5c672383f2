"""Days of other calendars as Gregorian days. Arithmetic after Reingold and Dershowitz, *Calendrical Calculations*."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Final

from identity_graph.normalize.calendars.data import lines

_HIJRI_EPOCH: Final = date(622, 7, 19).toordinal()
_ETHIOPIAN_EPOCH: Final = date(8, 8, 27).toordinal()
_HEBREW_EPOCH: Final = -1_373_427
_YEARS_OFFSET: Final = {"gregorian": 0, "buddhist": -543, "minguo": 1911}
_SOLAR_BREAKS: Final = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394)
"""Where the 33-year cycle of leap years is broken (Borkowski 1996)."""


def gregorian_year(calendar: str, year: int) -> int | None:
    """The Gregorian year, of calendars that have the same months."""
    offset = _YEARS_OFFSET.get(calendar)
    return None if offset is None else year + offset


@lru_cache(4096)
def span(calendar: str, year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    """The first and last Gregorian day that it may be; ``None`` where there is no such day."""
    try:
        return _span(calendar, year, month, day)
    except (ValueError, OverflowError, IndexError):
        return None


def _span(calendar: str, year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if calendar == "nepali":
        return _nepali(year, month)
    start = _STARTS[calendar]
    months = 13 if calendar == "ethiopian" or (calendar == "hebrew" and _hebrew_leap(year)) else 12
    if month is None:
        first = 7 if calendar == "hebrew" else 1  # the year begins with Tishrei
        following = start(year + 1, first)
        return _day(start(year, first)), _day(following - 1)
    if not 1 <= month <= months:
        raise ValueError
    begin, end = start(year, month), start(*_following(calendar, year, month, months))
    if day is None:
        return _day(begin), _day(end - 1)
    if not 1 <= day <= end - begin:
        raise ValueError
    found = _day(begin + day - 1)
    return found, found


def _following(calendar: str, year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month after; the Hebrew year begins with its seventh month."""
    if calendar == "hebrew":
        return year + (month == 6), month % months + 1
    return year + month // months, month % months + 1


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _hijri(year: int, month: int) -> int:
    """Umm al-Qura as published for 1343 to 1500; before and after the tabular calendar, at most two days off."""
    months = _umm_al_qura()
    index = (year - 1343) * 12 + month - 1
    if 0 <= index < len(months):
        return months[index]
    return _HIJRI_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2


@cache
def _umm_al_qura() -> tuple[int, ...]:
    """The first day of every month of the table, and of the month after."""
    rows = lines("umm_al_qura.tsv")
    lengths = [28 + int(sign) for _, _, signs in rows for sign in signs]
    return tuple(accumulate(lengths, initial=date.fromisoformat(rows[0][1]).toordinal()))


def _solar(year: int, month: int) -> int:
    """The first day of a month of the calendar of Iran and Afghanistan."""
    last = bisect_right(_SOLAR_BREAKS, year) - 1
    if not 0 <= last < len(_SOLAR_BREAKS) - 1:
        raise ValueError
    leaps = -14
    for before, after in pairwise(_SOLAR_BREAKS[: last + 1]):
        leaps += (after - before) // 33 * 8 + (after - before) % 33 // 4
    since, width = year - _SOLAR_BREAKS[last], _SOLAR_BREAKS[last + 1] - _SOLAR_BREAKS[last]
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    leaps += 1 if width % 33 == 4 and width - since == 4 else 0
    western = year + 621
    march = 20 + leaps - (western // 4 - (western // 100 + 1) * 3 // 4 - 150)
    return date(western, 3, march).toordinal() + 31 * (month - 1) - (month // 7) * (month - 7)


def _ethiopian(year: int, month: int) -> int:
    return _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1)


def _hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_new_year(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


@lru_cache(1024)
def _hebrew_year(year: int) -> int:
    """The first of Tishrei."""
    before, this, after = (_hebrew_new_year(y) for y in (year - 1, year, year + 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _hebrew(year: int, month: int) -> int:
    length = _hebrew_year(year + 1) - _hebrew_year(year)
    long_cheshvan, short_kislev = length % 10 == 5, length % 10 == 3
    leap = _hebrew_leap(year)
    lengths = {7: 30, 8: 30 if long_cheshvan else 29, 9: 29 if short_kislev else 30, 10: 29, 11: 30}
    lengths |= {12: 30, 13: 29} if leap else {12: 29}
    lengths |= {1: 30, 2: 29, 3: 30, 4: 29, 5: 30, 6: 29}
    begin = _hebrew_year(year)
    for each, days in lengths.items():
        if each == month:
            return begin
        begin += days
    raise ValueError


def _nepali(year: int, month: int | None) -> tuple[date, date]:
    """Only the year: the lengths of Nepal's months follow no rule. Its year begins in the middle of April."""
    western = year - 57
    if month is None or month == 9:
        first, last = (
            (date(western, 4, 13), date(western + 1, 4, 15))
            if month is None
            else (date(western, 12, 14), date(western + 1, 1, 15))
        )
        return first, last
    start = date(western, 4, 12) + timedelta(days=round(30.4 * (month - 1)))
    return start, start + timedelta(days=34)


_STARTS: Final[dict[str, Callable[[int, int], int]]] = {
    "hijri": _hijri,
    "solar_hijri": _solar,
    "ethiopian": _ethiopian,
    "hebrew": _hebrew,
}
