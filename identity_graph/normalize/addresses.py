"""Postal addresses, to components that compare: abbreviations expanded, house number and postal code apart.

A light and honest reader: it reads what columns say, and from free text only what stands out (a postal code of the
country, a segment with a house number, the city behind it). World-wide parsing is a later issue's.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from identity_graph.model import PostalAddress
from identity_graph.normalize.countries import UNKNOWN_COUNTRY, country_code
from identity_graph.normalize.postal_codes import find_postal_code, normalize_postal_code
from identity_graph.normalize.table_files import lists, mapping, words
from identity_graph.normalize.text import CACHE_SIZE, TEXT_MAX, fold, tidy

SEGMENTS_MAX: Final = 12
"""Comma-separated parts of a free-text address that are looked at."""

_SEPARATORS: Final = re.compile(r"[,;|\n]")
_HASH_UNIT: Final = re.compile(r"#\s?(\w+-\w+)")
_HASH_HOUSE: Final = re.compile(r"^\s*#\s?(?=\d)")
_HOUSE_FIRST: Final = re.compile(r"(\d{1,6}(?: \d{1,4})?[a-z]?)(?= |$)")
_HOUSE_LAST: Final = re.compile(r"(?<= )(\d{1,5} ?[a-z]?)$")
_UNITS: Final = frozenset(words("addresses", "units"))
_NUMBER_WORDS: Final = frozenset(words("addresses", "number_words"))
_BOXES: Final = words("addresses", "boxes")
_DIRECTIONS: Final = mapping("addresses", "directions")
_FIRST_WORDS: Final = mapping("addresses", "first_words")
_STREETS: Final = mapping("addresses", "streets")
_STREET_WORDS: Final = frozenset({*_STREETS, *_STREETS.values()})
_STATES: Final = frozenset(state for states in lists("addresses", "states").values() for state in states)


@dataclass(frozen=True, slots=True)
class NormalAddress:
    """Components, folded; ``country`` is alpha-2, ``postal_code`` without blanks."""

    house_number: str | None = None
    street: str | None = None
    unit: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None

    @property
    def line(self) -> str | None:
        """House number and street, as words: ``10 2 nihombashi``."""
        if not self.house_number:
            return self.street
        house = self.house_number.replace("-", " ")
        return f"{house} {self.street}" if self.street else house


def address_key(address: PostalAddress, country_hint: str | None = None) -> tuple[str, ...] | None:
    """Country, postal code, city, street, house number, unit; or ``None`` without a street and one of city and code.

    A postal code together with its country says the city, whose spelling is then left out of the key.
    """
    found = normalize_address(address, country_hint)
    if not found.street or not (found.city or found.postal_code):
        return None
    city = "" if found.postal_code and found.country else found.city or ""
    street, house, unit = found.street, found.house_number or "", found.unit or ""
    return (found.country or UNKNOWN_COUNTRY, found.postal_code or "", city, street, house, unit)


@lru_cache(CACHE_SIZE)
def normalize_address(address: PostalAddress, country_hint: str | None = None) -> NormalAddress:
    """Columns first; what they leave open is read from ``street``, then from ``full``. ``country_hint`` is alpha-2."""
    free = _read_free(address, country_hint)
    country = country_code(address.country) or free.country or country_hint
    unit = fold(address.unit).removeprefix("unit ") if address.unit else ""
    return NormalAddress(
        house_number=_house(address.house_number) or free.house_number,
        street=free.street,
        unit=_without_unit_word(unit) or free.unit,
        city=(fold(address.city) if address.city else None) or free.city,
        region=(fold(address.region) if address.region else None) or free.region,
        postal_code=normalize_postal_code(address.postal_code or "", country) or free.postal_code,
        country=country,
    )


def address_text(address: PostalAddress) -> str:
    """The address as the source wrote it, in one line."""
    if address.full:
        return tidy(address.full)
    line = " ".join(part for part in (address.house_number, address.street) if part)
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    parts = (line, address.unit, address.district, town, address.region, address.country)
    return ", ".join(tidied for part in parts if part and (tidied := tidy(part)))


def _read_free(address: PostalAddress, hint: str | None) -> NormalAddress:
    text = (address.street or address.full or "")[:TEXT_MAX]
    segments = [tidied for segment in _SEPARATORS.split(text)[:SEGMENTS_MAX] if (tidied := tidy(segment))]
    country, segments = (
        _take_country(segments) if address.country is None else (country_code(address.country), segments)
    )
    postal_code, segments = (None, segments) if address.postal_code else _take_postal_code(segments, country or hint)
    return _assemble(segments, postal_code, country)


def _take_country(segments: list[str]) -> tuple[str | None, list[str]]:
    """The country one of the last two segments names in words, and the others; two letters may be a state (``CA``)."""
    for index in range(len(segments) - 1, max(len(segments) - 3, 0), -1):
        if len(segments[index]) > 3 and (country := country_code(segments[index])):
            return country, [*segments[:index], *segments[index + 1 :]]
    return None, segments


def _take_postal_code(segments: list[str], country: str | None) -> tuple[str | None, list[str]]:
    """The postal code nearest to the end, and the segments without it. A number before a street is none."""
    for index in range(len(segments) - 1, -1, -1):
        found = find_postal_code(segments[index], country, alone=index > 0)
        if found and not _is_street(segments[index], found[1]):
            code, rest = found
            return code, [s for s in [*segments[:index], rest, *segments[index + 1 :]] if s]
    return None, segments


def _is_street(segment: str, rest: str) -> bool:
    """Whether a number at the start of ``segment`` is a house number, or that of a post office box at its end."""
    if segment.startswith(rest):
        return fold(rest) in _BOXES
    return any(word in _STREET_WORDS for word in fold(rest).split())


def _assemble(segments: list[str], postal_code: str | None, country: str | None) -> NormalAddress:
    units: list[str] = []
    plain = [folded for segment in segments if (folded := _take_unit(segment, units))]
    unit = " ".join(units) or None
    if not plain:
        return NormalAddress(unit=unit, postal_code=postal_code, country=country)
    line, rest = _street_line(plain)
    house, street = _street(line)
    city, region = _city(rest)
    return NormalAddress(house, street, unit, city, region, postal_code, country)


def _street_line(plain: list[str]) -> tuple[str, list[str]]:
    """The first segment with a house number, and the segments behind it. A number that stands alone belongs to the
    segment before it, or at the very start to the one behind it."""
    at = next((index for index, segment in enumerate(plain) if _street(segment)[0]), 0)
    if _street(plain[at])[1]:
        return plain[at], plain[at + 1 :]
    if at:
        return f"{plain[at]} {plain[at - 1]}", plain[at + 1 :]
    return " ".join(plain[:2]), plain[2:]


def _take_unit(segment: str, units: list[str]) -> str:
    """The segment folded, without a unit (``Apt 4``, ``#01-11``), which is put into ``units``."""
    text = segment
    if "#" in text:
        text = _HASH_HOUSE.sub("", _HASH_UNIT.sub(r"unit \1", text)).replace("#", " unit ")
    parts = fold(text).split()
    if _UNITS.isdisjoint(parts):
        return " ".join(parts)
    for index, word in enumerate(parts[:-1]):
        if word in _UNITS and any(c.isdecimal() for c in parts[index + 1]):
            second = parts[index + 2 : index + 3]
            end = index + (3 if second and second[0].isdecimal() and "-" in segment else 2)
            units.append(" ".join(parts[index + 1 : end]))
            return " ".join([*parts[:index], *parts[end:]])
    return " ".join(parts)


def _without_unit_word(unit: str) -> str | None:
    parts = unit.split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in _UNITS else parts) or None


def _house(text: str | None) -> str | None:
    return (_joined_house(_without_number_words(fold(text))) or None) if text else None


def _joined_house(number: str) -> str:
    """``10-2`` and ``5a``, from ``10 2`` and ``5 a``."""
    return number.replace(" ", "-") if number[-1:].isdecimal() else number.replace(" ", "")


def _without_number_words(segment: str) -> str:
    """Without ``no``, ``bld`` and the like before a number."""
    parts = segment.split()
    if _NUMBER_WORDS.isdisjoint(parts):
        return segment
    pairs = zip(parts, [*parts[1:], ""], strict=True)
    return " ".join(word for word, next in pairs if word not in _NUMBER_WORDS or not next[:1].isdecimal())


@lru_cache(CACHE_SIZE)
def _street(segment: str) -> tuple[str | None, str | None]:
    """House number and street of a folded segment; a post office box is a street ``po box`` with its number."""
    for box in _BOXES:
        if segment.startswith(f"{box} "):
            return segment.removeprefix(f"{box} "), "po box"
    plain = _without_number_words(segment)
    match = _HOUSE_FIRST.match(plain) or _HOUSE_LAST.search(plain)
    if not match:
        return None, _expanded(plain)
    return _joined_house(match[1]), _expanded(f"{plain[: match.start()]} {plain[match.end() :]}")


def _expanded(street: str) -> str | None:
    """The street with its abbreviations written out; German ``…str`` and ``…strasse`` come apart."""
    parts = street.split()
    last = len(parts) - 1
    found = [_word(part, first=index == 0 and last > 0, outer=index in {0, last}) for index, part in enumerate(parts)]
    return " ".join(found) or None


def _word(part: str, *, first: bool, outer: bool) -> str:
    if outer and (direction := _DIRECTIONS.get(part)):
        return direction
    opening = _FIRST_WORDS.get(part) if first else None
    return opening or _STREETS.get(part) or _compound(part)


def _compound(part: str) -> str:
    for ending in ("strasse", "str"):
        if part.endswith(ending) and len(part) > len(ending) + 2:
            return f"{part.removesuffix(ending)} strasse"
    return part


def _city(segments: list[str]) -> tuple[str | None, str | None]:
    """City and region: the last segments; a state's abbreviation at the end is the region."""
    if not segments:
        return None, None
    *before, last = segments
    if last in _STATES:
        return (before[-1] if before else None), last
    city, _, state = last.rpartition(" ")
    return (city, state) if city and state in _STATES else (last, None)
