"""Dates as people write them, to partial ISO 8601."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from identity_graph.normalize.text import CACHE_SIZE, fold, tidy

YEAR_MIN: Final = 1000
YEAR_MAX: Final = 2100
PIVOT: Final = 30
"""Two-digit years below it are of this century: ``29`` is 2029, ``30`` is 1930. There is no clock here to ask."""
DATE_TEXT_MAX: Final = 64
"""Characters of a date that are looked at."""

_MONTH_WORDS: Final = (
    "january janvier enero januar gennaio janeiro yanvar yanvarya januari",
    "february fevrier febrero februar febbraio fevereiro fevral fevralya februari",
    "march mars marzo marz maerz marco mart marta maart mrz",
    "april avril abril aprile aprel aprelya",
    "may mai mayo maggio maio maya mei",
    "june juin junio juni giugno junho iyun iyunya",
    "july juillet julio juli luglio julho iyul iyulya",
    "august aout agosto avgust avgusta augustus",
    "september septembre septiembre settembre setembro sentyabr sentyabrya",
    "october octobre octubre oktober ottobre outubro oktyabr oktyabrya",
    "november novembre noviembre novembro noyabr noyabrya",
    "december decembre diciembre dezember dicembre dezembro dekabr dekabrya december",
)
_MONTHS: Final = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_UNCLEAR: Final = frozenset({"mar", "jui"})
_SHORT_MONTHS: Final = {w[:3]: month for w, month in _MONTHS.items() if w[:3] not in _UNCLEAR} | {"mar": 3, "sept": 9}


_ISO: Final = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?:[T ][0-9:.,Z+ -]*)?")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERIC: Final = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})\.?(?: [0-9:]+)?")
_MONTH_AND_YEAR: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_WORD: Final = re.compile(r"[0-9]{4}")


@lru_cache(CACHE_SIZE)
def parse_date(text: str, day_first: bool | None = None) -> str | None:
    """``1978-11-12``, ``1978-11`` or ``1978``; ``None`` where it is no date or its year is not of 1000 to 2100.

    ``day_first`` says how ``12/11/1978`` is meant. Without it, where both readings are dates and differ, only the
    year is kept: half a date is better than a wrong one. Dotted dates are day first, as they are wherever dots are
    used. An impossible month or day is left out (``1859-08-57`` is ``1859-08``). Of a range or several years
    (``1950 to 1955``) nothing is kept; of ``circa 1951`` the year.
    """
    latin = _digits(text)
    if match := _ISO.fullmatch(latin):
        return _partial(match[1], match[2], match[3])
    if match := _COMPACT.fullmatch(latin):
        return _partial(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(latin):
        return _numeric(match[1], match[3], match[4], True if match[2] == "." else day_first)
    if match := _MONTH_AND_YEAR.fullmatch(latin):
        return _partial(match[2], match[1], None)
    return _worded(fold(latin).split())


def _digits(text: str) -> str:
    """ASCII digits for those of any script, and the East Asian year, month and day signs as separators."""
    short = tidy(text[:DATE_TEXT_MAX])
    if short.isascii():
        return short
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in short)
    return re.sub(r"[年月년월]\s*", "-", plain).replace("日", "").replace("일", "").strip(" -")


def _numeric(first: str, second: str, year: str, day_first: bool | None) -> str | None:
    full_year = year if len(year) == 4 else century_of(int(year))
    by_day, by_month = _full(full_year, second, first), _full(full_year, first, second)
    if by_day and by_month and by_day != by_month:
        return _partial(full_year) if day_first is None else by_day if day_first else by_month
    return by_day or by_month or _partial(full_year)


def century_of(year: int) -> str:
    """The full year that two digits stand for, by `PIVOT`."""
    return str(year + (2000 if year < PIVOT else 1900))


def _full(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if YEAR_MIN <= found.year <= YEAR_MAX else None


def _partial(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """As precise as it is possible: a month ``00`` or ``13``, a day ``00`` or ``31`` of February count as unknown."""
    if not YEAR_MIN <= int(year) <= YEAR_MAX:
        return None
    if not month or not 1 <= int(month) <= 12:
        return year
    return (_full(year, month, day) if day else None) or f"{year}-{int(month):02d}"


def _worded(words: list[str]) -> str | None:
    """``19 jun 1951``, ``mar 1 1970``, ``jun 1951``, ``circa 1951``, ``15 mar 92``: one year, one month at most."""
    years = [word for word in words if _YEAR_WORD.fullmatch(word)]
    month = next((found for word in words if (found := _month(word))), None)
    days = [word for word in words if word.rstrip("dhnrst").isdecimal() and len(word) <= 4 and word not in years]
    if not years and month and len(days) == 2 and len(days[1]) == 2:
        years = [century_of(int(days.pop()))] if days[1].isdecimal() else []
    if len(years) != 1 or len(days) > 1 or (days and not month):
        return None
    if not month:
        return _partial(years[0])
    return _partial(years[0], str(month), days[0].rstrip("dhnrst") if days else None)


def _month(word: str) -> int | None:
    return _MONTHS.get(word) or _SHORT_MONTHS.get(word)
