"""Dates in the formats a mapping names, as ISO 8601 of the precision they have; the same in every locale."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Final

from identity_graph.normalize import century_of

DATES_CACHED: Final = 40_000
"""Dates remembered for each list of formats: a century of days."""

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_NUMBERS: Final = {name[:length]: i for i, name in enumerate(_MONTHS, start=1) for length in (3, len(name))}
_PARTS: Final = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": r"(?P<b>[^\W\d_]{3,9})",
}


def compile_formats(formats: Sequence[str]) -> Callable[[str], str]:
    """A function from a date's text to ISO 8601 by the first format that fits; text that fits none stays as it is.

    Known are ``%Y`` (four digits), ``%y`` (two; see `century_of`), ``%m``, ``%d`` and
    ``%b`` / ``%B`` (English month names). Raises `ValueError` for others.
    """
    if not formats:
        return str
    return lru_cache(DATES_CACHED)(partial(_convert, tuple(_pattern(format) for format in formats)))


def _pattern(format: str) -> re.Pattern[str]:
    written = ""
    pieces = re.split(r"%(.)", format)
    for i in range(1, len(pieces), 2):
        letter = "b" if pieces[i] == "B" else pieces[i]
        if letter not in _PARTS:
            raise ValueError(f"date format {format!r}: unknown %{pieces[i]} (known: %Y %y %m %d %b %B)")
        touching = pieces[i + 1] == "" or (i > 1 and pieces[i - 1] == "")
        part = _PARTS[letter]
        alone = i + 2 >= len(pieces) and not (i > 1 and pieces[i - 1] == "")
        written += part.replace("{1,2}", "{2}") if touching and not alone else part
        written += re.escape(pieces[i + 1])
    if not re.search(r"\(\?P<[Yy]>", written) or ("(?P<d>" in written and not re.search(r"\(\?P<[mb]>", written)):
        raise ValueError(f"date format {format!r}: needs %Y or %y, and a month where it has %d")
    return re.compile(re.escape(pieces[0]) + written)


def _convert(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            iso = _iso(found.groupdict())
            if iso:
                return iso
    return text


def _iso(parts: dict[str, str]) -> str | None:
    """``None`` where there is no such day."""
    year = parts.get("Y") or century_of(int(parts["y"]))
    month = _MONTH_NUMBERS.get(parts["b"].lower(), 0) if "b" in parts else int(parts.get("m", 0))
    if "d" in parts:
        try:
            return date(int(year), month, int(parts["d"])).isoformat()
        except ValueError:
            return None
    if "m" in parts or "b" in parts:
        return f"{year}-{month:02d}" if 1 <= month <= 12 else None
    return year
