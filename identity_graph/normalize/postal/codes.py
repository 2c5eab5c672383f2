"""Postal codes in text, by the shape each country gives them."""

import re
from functools import cache
from typing import Final

from identity_graph.normalize.postal.data import lines, table

PLAIN: Final = re.compile(r"(?:[A-Z]{1,3}-)?\d{1,7}")
"""What may be a postal code where the country's shape is another, or none."""
_ANY: Final = re.compile(
    r"(?:[A-Z]{1,3}-)?(?:\d{5}(?:-\d{4})?|\d{5}-\d{3}|\d{3}-\d{4}|\d{2}-\d{3}|\d{4}-\d{3}|\d{6}|\d{4})"
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{4} ?[A-Z]{2}|\d{3} \d{2}"
    r"|[ACDEFHKNPRTVWXY]\d[\dW] [\dACDEFHKNPRTVWXY]{4}"
)
_OUTWARD: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")


@cache
def shape(country: str | None) -> re.Pattern[str] | None:
    """The shape of a country's codes with or without the letters of the country before them; ``None`` where it has
    none or is not known."""
    found = _shapes().get(country or "")
    return re.compile(rf"(?:[A-Z]{{1,3}}-?(?=\d))?(?:{found})") if found else None


def fits(text: str, country: str | None) -> bool:
    """Whether an upper-case text has the shape of the country's codes; without a country, of any common one."""
    found = shape(country)
    return bool((found or _ANY).fullmatch(text)) if found or country is None else False


def is_code_of(country: str, text: str) -> bool:
    """Whether an upper-case text has the shape of a country's codes."""
    found = shape(country)
    return bool(found and found.fullmatch(text))


def told_country(text: str) -> str | None:
    """The country whose codes alone have this shape."""
    held = [country for country, expression in _telling() if expression.fullmatch(text)]
    return held[0] if len(held) == 1 else None


@cache
def _telling() -> list[tuple[str, re.Pattern[str]]]:
    return [(country, re.compile(shape)) for country, shape in table("subdivisions")["telling_codes"].items()]


def is_outward(text: str) -> bool:
    """The first half of a British code."""
    return bool(_OUTWARD.fullmatch(text))


@cache
def has_codes(country: str) -> bool:
    """Whether the country has postal codes at all, as far as is known."""
    return country in _shapes()


@cache
def _shapes() -> dict[str, str]:
    own: dict[str, str] = table("subdivisions")["postal_codes"]
    return {country: expression for country, expression, *_ in lines("postal_codes")} | own
