"""Numbering plans of libphonenumber, with their patterns compiled once: validity and type at a tenth of its time."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberDesc

NumberKind = Literal[
    "mobile",
    "fixed",
    "fixed or mobile",
    "toll free",
    "premium",
    "shared cost",
    "voip",
    "personal",
    "pager",
    "company",
    "voicemail",
    "unknown",
]
NON_GEOGRAPHIC: Final = "001"
"""Stands for the country of a number that has none (``+800``)."""
READ_AT_ONCE: Final = 64
"""Numbers whose type is remembered: reading one asks for it several times."""
_KINDS: Final[tuple[tuple[str, NumberKind], ...]] = (
    ("premium_rate", "premium"),
    ("toll_free", "toll free"),
    ("shared_cost", "shared cost"),
    ("voip", "voip"),
    ("personal_number", "personal"),
    ("pager", "pager"),
    ("uan", "company"),
    ("voicemail", "voicemail"),
)
"""In libphonenumber's order: the first that fits is the type."""


class Shape(NamedTuple):
    """The digits a number may have, and how many."""

    pattern: re.Pattern[str]
    lengths: frozenset[int]

    def fits(self, national: str) -> bool:
        """Whether the whole number is of this shape."""
        return len(national) in self.lengths and self.pattern.fullmatch(national) is not None


class Plan(NamedTuple):
    """One country's plan. ``kinds``: by the number of digits, the types that are neither fixed nor mobile, in
    libphonenumber's order. ``prefix``: what is dialled before a national number; ``plain``: nothing else is to be known
    to take it off."""

    country: str
    code: int
    general: Shape
    local_lengths: frozenset[int]
    kinds: Mapping[int, list[tuple[NumberKind, re.Pattern[str]]]]
    fixed: Shape | None
    mobile: Shape | None
    leading: re.Pattern[str] | None
    prefix: re.Pattern[str] | None
    plain: bool
    abroad: re.Pattern[str] | None

    def kind(self, national: str) -> NumberKind | None:
        """The type, ``None`` where the plan has no such number."""
        if not self.general.fits(national):
            return None
        for kind, pattern in self.kinds.get(len(national), ()):
            if pattern.fullmatch(national):
                return kind
        fixed = self.fixed is not None and self.fixed.fits(national)
        mobile = self.mobile is not None and self.mobile.fits(national)
        return "fixed or mobile" if fixed and mobile else "fixed" if fixed else "mobile" if mobile else None


@cache
def plan(country: str) -> Plan | None:
    """The plan of an alpha-2 country."""
    return _plan(country, PhoneMetadata.metadata_for_region(country, None))


@cache
def plans_of(code: int) -> tuple[Plan, ...]:
    """The plans that share a calling code, the main country's first."""
    countries = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code, ())
    if countries == (NON_GEOGRAPHIC,):
        found = _plan(NON_GEOGRAPHIC, PhoneMetadata.metadata_for_nongeo_region(code, None))
        return (found,) if found else ()
    return tuple(found for country in countries if (found := plan(country)))


def _plan(country: str, metadata: PhoneMetadata | None) -> Plan | None:
    general = _shape(metadata.general_desc, frozenset()) if metadata else None
    if metadata is None or general is None or metadata.country_code is None:
        return None
    prefix = metadata.national_prefix_for_parsing
    kinds: dict[int, list[tuple[NumberKind, re.Pattern[str]]]] = {}
    for name, kind in _KINDS:
        if shape := _shape(getattr(metadata, name), general.lengths):
            for length in shape.lengths:
                kinds.setdefault(length, []).append((kind, shape.pattern))
    return Plan(
        country,
        metadata.country_code,
        general,
        frozenset(metadata.general_desc.possible_length_local_only if metadata.general_desc else ()),
        kinds,
        _shape(metadata.fixed_line, general.lengths),
        _shape(metadata.mobile, general.lengths),
        re.compile(metadata.leading_digits) if metadata.leading_digits else None,
        re.compile(prefix) if prefix else None,
        not metadata.national_prefix_transform_rule,
        re.compile(metadata.international_prefix) if metadata.international_prefix else None,
    )


def _shape(desc: PhoneNumberDesc | None, lengths: frozenset[int]) -> Shape | None:
    if desc is None or not desc.national_number_pattern or desc.possible_length == (-1,):
        return None
    return Shape(re.compile(desc.national_number_pattern), frozenset(desc.possible_length) or lengths)


def calling_code(digits: str) -> int | None:
    """The calling code that an international number begins with."""
    codes = _calling_codes()
    return codes.get(digits[:1]) or codes.get(digits[:2]) or codes.get(digits[:3])


@cache
def _calling_codes() -> dict[str, int]:
    return {str(code): code for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE}


@lru_cache(READ_AT_ONCE)
def country_and_kind(code: int, national: str) -> tuple[str | None, NumberKind | None]:
    """The country and type of a valid number, as libphonenumber tells them."""
    sharing = plans_of(code)
    for found in sharing:
        if len(sharing) > 1 and found.leading:
            if found.leading.match(national):
                return found.country, found.kind(national)
        elif kind := found.kind(national):
            return found.country, kind
    return None, None
