"""Phones, e-mail addresses, devices and network addresses."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from identity_graph.sample.country import Country
from identity_graph.sample.dice import Dice, scattered
from identity_graph.sample.spelling import without_marks

PLACEHOLDER_EMAILS = ("noreply@example.com", "none@none.com", "test@test.com", "no@email.com")
_NOT_LOCAL = re.compile("[^a-z]+")
_SLOTS = 4  # numbers one person can have: two mobiles, a household's, a former one


def phone_number(country: Country, serial: int, slot: int, offset: int) -> str:
    """A mobile number in E.164, its own for every serial and slot."""
    # One permutation over all ranges together, so that a person's numbers have no digits in common.
    ranges = country.phone.ranges
    space = _space(ranges[0])
    place, value = divmod(scattered(serial * _SLOTS + slot, len(ranges) * space, offset), space)
    return f"+{country.phone.code}{_filled(ranges[place], value)}"


def national_format(dice: Dice, country: Country, phone: str) -> str:
    """The number as people of the country write it."""
    digits = iter(phone[1 + len(country.phone.code) :])
    written = "".join([next(digits, "") if sign == "#" else sign for sign in dice.pick(country.phone.formats)])
    return written + "".join(digits)


def email_address(dice: Dice, country: Country, given: str, family: str, serial: int) -> str:
    """An address made of the name; four digits of the serial's permutation keep namesakes apart."""
    first, last = _local(given), _local(family)
    number = f"{scattered(serial, 9973, 29):04d}"
    forms = (
        f"{first}.{last}{number}",
        f"{first[:1]}{last}{number}",
        f"{first}_{number}_{last}",
        f"{last}.{first}{number}",
    )
    return f"{dice.pick(forms)}@{dice.weighted(country.email_providers)}"


def device_id(dice: Dice) -> str:
    """An opaque device fingerprint."""
    return f"d-{dice.getrandbits(64):016x}"


def ip_address(dice: Dice) -> str:
    """A public IPv4 address."""
    first = dice.pick((23, 31, 45, 62, 77, 81, 88, 91, 95, 103, 109, 123, 151, 177, 187, 196, 201))
    return f"{first}.{dice.below(256)}.{dice.below(256)}.{dice.between(1, 254)}"


@cache
def _space(pattern: str) -> int:
    # How many numbers fit; the ranges of one country are equally wide.
    return (8 if "N" in pattern else 1) * int("1" + "0" * pattern.count("#"))


def _filled(pattern: str, value: int) -> str:
    # A pattern is fixed digits, at most one N, then digits to fill.
    width = pattern.count("#")
    first, rest = divmod(value, 10**width)
    return f"{pattern.rstrip('#N')}{first + 2 if 'N' in pattern else ''}{rest:0{width}d}"


@lru_cache(maxsize=65_536)
def _local(name: str) -> str:
    plain = without_marks(name).lower()
    return _NOT_LOCAL.sub("", plain) or "user"
