"""Dates in digits: which number is the year, the month and the day."""

import re
from functools import cache, lru_cache
from typing import Final

from identity_graph.normalize.calendars.data import dates
from identity_graph.normalize.calendars.weighing import Numbers

_THREE: Final = re.compile(r"([0-9]{1,4}) ?([-/. ,]) ?([0-9]{1,2}) ?[-/. ,] ?([0-9]{1,4})[./]?(?:[t ][0-9:.,z+ -]*)?")
_TWO: Final = re.compile(r"([0-9]{1,4}) ?[-/. ] ?([0-9]{1,4})\.?")
_ONE: Final = re.compile(r"[0-9]{1,8}")
_PLACES: Final = {"DMY": (2, 1, 0), "MDY": (2, 0, 1), "YMD": (0, 1, 2), "YDM": (0, 2, 1)}
_NOTES: Final = {"DMY": "day before month", "MDY": "month before day", "YMD": "year first", "YDM": "day before month"}
MOST_DAYS: Final = 32
"""The most days of a month of any calendar."""
MOST_MONTHS: Final = 13
YEARS_EASY_TO_READ: Final = range(1850, 2031)
"""Years that eight digits without separators are tried with at their end."""


@lru_cache(1024)
def country_orders(country: str | None) -> tuple[tuple[str, float], ...]:
    """The orders of day, month and two-digit year and how many write so there, the usual first."""
    order, share = _usual(country)
    if order == "either":
        return ("DMY", share), ("MDY", 1 - share)
    other = "MDY" if order == "DMY" else "DMY"
    return (order, share), (other, 1 - share)


@cache
def _orders() -> dict[str, tuple[str, float]]:
    return {
        country: (order, float(entry["share"]))
        for order, entry in dates()["orders"].items()
        for country in entry["countries"].split()
    }


def _usual(country: str | None) -> tuple[str, float]:
    default = ("DMY", float(dates()["orders"]["DMY"]["share"]))
    return _orders().get(country or "unknown", default)


def in_digits(text: str, country: str | None) -> list[Numbers]:
    """Every order in which a text of digits is a date, with shares; none where it is none."""
    if match := _THREE.fullmatch(text):
        return _three((match[1], match[3], match[4]), match[2], country)
    if match := _TWO.fullmatch(text):
        return _two(match[1], match[2])
    return _compact(text, country) if _ONE.fullmatch(text) else []


def _three(parts: tuple[str, str, str], sign: str, country: str | None) -> list[Numbers]:
    first, _, last = parts
    if len(first) >= 3 and len(last) >= 3:
        return []
    if len(first) >= 3:
        if 1 <= int(parts[1]) <= MOST_MONTHS:
            return [Numbers(int(first), int(parts[1]), int(last), len(first))]
        return _possible(parts, (("YMD", 1.0), ("YDM", 0.0)))
    if len(last) >= 3:
        orders = country_orders(country)
        if orders[0][0] == "YMD":
            orders = (("DMY", 0.6), ("MDY", 0.4))
        return _possible(parts, (("DMY", 1.0), ("MDY", 0.0)) if sign == "." else orders)
    orders = (
        (*country_orders(country), ("YMD", 0.0)) if country_orders(country)[0][0] != "YMD" else country_orders(country)
    )
    if sign == "." and orders[0][0] != "YMD":
        orders = (("DMY", 1.0), ("MDY", 0.0), ("YMD", 0.0))
    return _possible(parts, orders)


def _possible(parts: tuple[str, str, str], orders: tuple[tuple[str, float], ...]) -> list[Numbers]:
    """The orders that give a month and a day, and where none does the usual one; what stands last in `orders` with
    no share counts only where nothing else is possible."""
    found = [(order, share) for order, share in orders if share and _fits(parts, order)]
    found = found or [(order, 1.0) for order, _ in orders if _fits(parts, order)][:1]
    if not found:
        return [_numbers(parts, orders[0][0], 1.0, "")]
    unusual = found[0][0] == "YDM" and not _same_month_and_day(parts)
    if unusual:  # as likely a slip of the pen
        return [_numbers(parts, "YDM", 0.6, _NOTES["YDM"]), _numbers(parts, "YMD", 0.4, "no such month")]
    equal = len(found) > 1 and len({_numbers(parts, order, 1.0, "")[:3] for order, _ in found}) == 1
    if equal:
        return [_numbers(parts, found[0][0], 1.0, "")]
    total = sum(share for _, share in found)
    note = len(found) > 1
    return [_numbers(parts, order, share / total, _NOTES[order] if note else "") for order, share in found]


def _same_month_and_day(parts: tuple[str, str, str]) -> bool:
    return parts[1] == parts[2]


def _fits(parts: tuple[str, str, str], order: str) -> bool:
    year, month, day = (parts[place] for place in _PLACES[order])
    return (
        len(month) <= 2
        and len(day) <= 2
        and 1 <= int(month) <= MOST_MONTHS
        and 1 <= int(day) <= MOST_DAYS
        and len(year) > 1
    )


def _numbers(parts: tuple[str, str, str], order: str, share: float, note: str) -> Numbers:
    year, month, day = (parts[place] for place in _PLACES[order])
    return Numbers(int(year), int(month), int(day), len(year), share, note)


def _two(first: str, last: str) -> list[Numbers]:
    """``11/1978`` or ``1978-11``."""
    year, month = (first, last) if len(first) >= 3 else (last, first)
    return [Numbers(int(year), int(month), 0, len(year))] if len(year) >= 3 and len(month) <= 2 else []


def _compact(text: str, country: str | None) -> list[Numbers]:
    """``1978``, ``197811``, ``781112``, ``19781112`` or ``12111978``."""
    if len(text) in {3, 4}:
        return [Numbers(int(text), 0, 0, len(text))]
    if len(text) == 8:
        first = (text[:4], text[4:6], text[6:])
        last = (text[:2], text[2:4], text[4:])
        if not _fits(first, "YMD") and int(last[2]) in YEARS_EASY_TO_READ:
            return _three(last, "", country)
        return [_numbers(first, "YMD", 1.0, "")]
    if len(text) == 6 and text[:2] in {"19", "20"} and 1 <= int(text[4:]) <= 12:
        return [Numbers(int(text[:4]), int(text[4:]), 0, 4)]
    return _possible((text[:2], text[2:4], text[4:]), (("YMD", 0.6), *_halved(country))) if len(text) == 6 else []


def _halved(country: str | None) -> tuple[tuple[str, float], ...]:
    return tuple((order, share * 0.4) for order, share in country_orders(country) if order != "YMD")
