"""Postal codes, by column or found in text. Sources of the shapes: Universal Postal Union addressing sheets."""

import re
from functools import cache, lru_cache
from typing import Final

from identity_graph.normalize.table_files import lists, mapping
from identity_graph.normalize.text import CACHE_SIZE, alphanumerics

_PREFIX: Final = re.compile(r"[A-Z]{1,3}(?=[0-9]{4,6}$)")
_PREFIX_IN_TEXT: Final = r"(?:[A-Z]{1,2}-?(?=\d{4}))?"
_UNKNOWN_COUNTRY: Final = (
    r"\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{6}|\d{4}(?: ?[A-Z]{2})?"
)


@lru_cache(CACHE_SIZE)
def normalize_postal_code(text: str, country: str | None) -> str | None:
    """Folded, without blanks: ``89132`` of ``89132-1234`` in the United States, ``8022`` of ``CH-8022``."""
    code = alphanumerics(text[:32])
    if not any(c.isdecimal() for c in code) or not code.strip("0") or len(code) > 12:
        return None
    bare = _PREFIX.sub("", code) if country not in {"AD", "AR", "MT", "BN", "BM"} else code
    zip_plus_4 = country == "US" or (country is None and re.fullmatch(r"\s*\d{5}-\d{4}\s*", text[:32]))
    return (bare[:5] if zip_plus_4 else bare).lower()


def find_postal_code(segment: str, country: str | None, *, alone: bool) -> tuple[str, str] | None:
    """The last postal code in a segment of an address, and the segment without it.

    ``alone``: whether it may be all of the segment or stand at its start; in a first one it would be a house number.
    Without a country only codes at the start or end of a segment count.
    """
    for match in reversed(list(_pattern(country).finditer(segment))):
        at_start, at_end = match.start() == 0, match.end() == len(segment)
        allowed = alone or (at_end and not at_start)
        if allowed and (at_start or at_end) and (code := normalize_postal_code(match[1], country)):
            return code, f"{segment[: match.start()]} {segment[match.end() :]}".strip()
    return None


@cache
def _pattern(country: str | None) -> re.Pattern[str]:
    shape = _shapes().get(country or "", _UNKNOWN_COUNTRY)
    return re.compile(rf"(?<![\w-]){_PREFIX_IN_TEXT}({shape})(?![\w-])", re.ASCII | re.IGNORECASE)


@cache
def _shapes() -> dict[str, str]:
    lengths = lists("addresses", "digit_lengths")
    by_length = {country: rf"\d{{{length}}}" for length, countries in lengths.items() for country in countries}
    return by_length | mapping("addresses", "postal_codes")
