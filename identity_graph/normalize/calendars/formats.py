"""A source's own format of dates: ``%d.%m.%Y``, or ``hijri:%Y/%m/%d`` with a calendar before it."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from identity_graph.normalize.calendars import words
from identity_graph.normalize.calendars.cleaning import clean, word_key
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
    parts = [part for part in re.split(r"(%[dmYybB%])", written) if part]
    touching = {at for at, (one, next) in enumerate(pairwise(parts)) if one in _PARTS and next in _PARTS}
    forms = [_PARTS.get(part) or re.escape(word_key(part)) for part in parts]
    exact = touching | {at + 1 for at in touching}  # ``19781102``: without signs between them, both digits are written
    try:
        return re.compile(
            "".join(form.replace("{1,2}", "{2}") if at in exact else form for at, form in enumerate(forms))
        )
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


def date_in_formats(text: str, formats: tuple[str, ...]) -> str | None:
    """ISO 8601, as precise as it is written, by the first format that fits; ``None`` where none does or there is no
    such day. Two digits of a year are read by the pivot of ``tables/dates.yaml``."""
    for written in formats:
        for reading in in_formats(clean(text).text, (written,), None)[:1]:
            if len(reading.iso) == sum((3 if part else 0) for part in reading.said[1:]) + 4:
                return reading.iso
    return None


def format_fault(written: str) -> str | None:
    """What is wrong with a format; ``None`` where it can be used."""
    calendar, _, bare = written.rpartition(":")
    if calendar and not calendar_known(calendar):
        return f"there is no calendar {calendar!r} (known: {', '.join(sorted(set(words.calendar_words().values())))})"
    unknown = [part for part in re.findall(r"%.?", bare) if part not in _PARTS]
    if unknown:
        return f"unknown {unknown[0]} (known: %Y %y %m %d %b %B)"
    parts = set(re.findall(r"%[dmYybB]", bare))
    if len(written) > FORMAT_MAX or _pattern(bare) is None:
        return f"longer than {FORMAT_MAX} characters, or with a part twice"
    month = parts & {"%m", "%b", "%B"}
    if not parts & {"%Y", "%y"} or ("%d" in parts and not month):
        return "needs %Y or %y, and a month where it has %d"
    return None


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
