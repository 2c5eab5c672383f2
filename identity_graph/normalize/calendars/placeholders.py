"""Dates that registries and programs write where nobody knew the date or its day."""

import re
from functools import cache
from typing import Final

from identity_graph.normalize.calendars.data import dates
from identity_graph.normalize.calendars.result import DateReading, Stands

_UNKNOWN: Final = r"x{1,4}|[?]{2,4}|_{1,4}|[*#]{1,4}"
_UNKNOWN_PARTS: Final = re.compile(rf"(?<![^\W_])(?:{_UNKNOWN}|[?]|dd|mm|yyyy)(?=[-/. ])|(?<=[-/. ])(?:{_UNKNOWN})$")
_REPEATED: Final = re.compile(r"[ /.-]*([0-9])(?:[ /.-]*\1){5,}[ /.-]*")


def without_unknown_parts(text: str) -> str:
    """``xx/xx/1961`` as ``00/00/1961``."""
    return _UNKNOWN_PARTS.sub(lambda match: "0" * min(2, len(match[0])), text)


def nobodys(text: str) -> str | None:
    """Why a text of digits is no date anybody has: one digit repeated, or a year of 9999."""
    if _REPEATED.fullmatch(text):
        return "one digit repeated"
    year = _unknown_year().search(text)
    return f"{year[0]} stands for an unknown date" if year else None


def stands_for(reading: DateReading, country: str | None) -> tuple[Stands | None, float, str]:
    """Whether the date, or its day, stands for what nobody knew; how likely, and why."""
    if reading.iso in _dates():
        return "date", 0.9, f"{reading.iso} stands for an unknown date"
    _, month, day = reading.said
    if not month or not day:
        return None, 0.0, ""
    if (month, day) not in _days():
        return None, 0.0, ""
    key = f"{month:02d}-{day:02d}"
    table = dates()["placeholders"]
    chance = float(table["days"].get(reading.calendar, {}).get(key, 0))
    local = table["country_days"].get(key)
    if local and country in local["countries"].split():
        chance = max(chance, float(local["share"]))
    return ("day", chance, f"{key} may stand for an unknown day of the year") if chance else (None, 0.0, "")


@cache
def _dates() -> frozenset[str]:
    return frozenset(dates()["placeholders"]["dates"])


@cache
def _days() -> frozenset[tuple[int, int]]:
    """Every month and day that stands for an unknown one in some calendar or country."""
    table = dates()["placeholders"]
    listed = frozenset(table["country_days"]).union(*table["days"].values())
    return frozenset((int(month), int(day)) for month, _, day in (key.partition("-") for key in listed))


@cache
def _unknown_year() -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9])(?:{'|'.join(dates()['placeholders']['years'])})(?![0-9])")
