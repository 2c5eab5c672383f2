"""Dates in the formats a mapping names, as ISO 8601 of the precision they have; the same in every locale."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final

from identity_graph.normalize import date_in_formats, format_fault

DATES_CACHED: Final = 40_000
"""Dates remembered for each list of formats: a century of days."""


def compile_formats(formats: Sequence[str]) -> Callable[[str], str]:
    """A function from a date's text to ISO 8601 by the first format that fits; text that fits none stays as it is.

    Known are ``%Y`` (four digits), ``%y``, ``%m``, ``%d``, ``%b`` / ``%B`` (names of months in many languages), and a
    calendar before them (``hijri:%Y/%m/%d``). Raises `ValueError` for others.
    """
    if not formats:
        return str
    for written in formats:
        if fault := format_fault(written):
            raise ValueError(f"date format {written!r}: {fault}")
    return lru_cache(DATES_CACHED)(partial(_convert, tuple(formats)))


def _convert(formats: tuple[str, ...], text: str) -> str:
    return date_in_formats(text, formats) or text
