"""A source's own format of dates: ``%d.%m.%Y``, or ``hijri:%Y/%m/%d`` with a calendar before it."""

import re
from functools import lru_cache
from typing import Final

from identity_graph.normalize.calendars import words
from identity_graph.normalize.calendars.cleaning import word_key
from identity_graph.normalize.calendars.result import DateReading
from identity_graph.normalize.calendars.weighing import Numbers, weigh

_PARTS: Final = {
    "%d": r"(?P<day>[0-9]{1,2})",
    "%m": r"(?P<month>[0-9]{1,2})",
    "%Y": r"(?P<year>[0-9]{4})",
    "%y": r"(?P<short>[0-9]{2})",
    "%b": r"(?P<name>[^\s0-9/,-]+)",
    "%B": r"(?P<name>[^\s0-9/,-]+)",
    "%%": "%",
}
FORMAT_MAX: Final = 60
"""Characters of a format; a longer one fits nothing."""


@lru_cache(256)
def _pattern(written: str) -> re.Pattern[str] | None:
    parts = re.split(r"(%[dmYybB%])", written)
    try:
        return re.compile("".join(_PARTS.get(part) or re.escape(word_key(part)) for part in parts))
    except re.error:  # a part twice
        return None


def in_formats(text: str, formats: tuple[str, ...], country: str | None) -> list[DateReading]:
    """The readings by the first format that fits."""
    for written in formats:
        calendar, _, bare = written.rpartition(":")
        pattern = _pattern(bare) if len(written) <= FORMAT_MAX else None
        match = pattern.fullmatch(text) if pattern else None
        if match and (found := _read(match.groupdict(), calendar or "gregorian", country)):
            return found
    return []


def _read(parts: dict[str, str | None], calendar: str, country: str | None) -> list[DateReading]:
    month = int(parts.get("month") or 0)
    if name := parts.get("name"):
        known = words.country_months(country).get(name)
        months = words.month_words().get(name, ())
        month = known or next((number for of, number in months if of in {calendar, "gregorian"}), 0)
    year = parts.get("year") or parts.get("short")
    if not year or not calendar_known(calendar):
        return []
    return weigh(Numbers(int(year), month, int(parts.get("day") or 0), len(year)), calendar, country)


def calendar_known(name: str) -> bool:
    """Whether there is such a calendar."""
    return name in set(words.calendar_words().values())
