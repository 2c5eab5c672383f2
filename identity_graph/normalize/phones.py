"""Phone numbers, to E.164."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber, ValidationResult

from identity_graph.normalize.text import CACHE_SIZE, tidy

PHONE_MAX: Final = 40
"""Characters of a phone number; longer texts are none."""

NANP_LENGTH: Final = 10
"""Digits of a North American number; a longer one can only be international."""

_NANP: Final = re.compile(r"(?:\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})")
_NANP_COUNTRIES: Final = frozenset({"US", "CA"})
_INTERNATIONAL: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_PUNCTUATION: Final = re.compile(r"[\s().\-/]+")
_RUNS: Final = ("01234567890", "12345678901", "09876543210", "98765432109")
_FICTION: Final = re.compile(r"\+1[0-9]{3}55501[0-9]{2}")


@lru_cache(CACHE_SIZE)
def normalize_phone(text: str, country: str | None = None) -> str | None:
    """E.164 (``+4930123456``), or ``None`` where no country can be told or the number cannot exist.

    With ``country`` (alpha-2) or an international prefix a number need only be *possible* (a length its country uses),
    because numbering plans change faster than their tables. Without either, guesses must be *valid* by the plan:
    ten digits are tried as North American, eleven and more as international ones that lost their plus. An
    extension is dropped. Rules and tables: Google's libphonenumber.
    """
    digits = _PUNCTUATION.sub("", _international(tidy(text[: PHONE_MAX + 1])))
    if not digits or len(digits) > PHONE_MAX:
        return None
    number = _fast(digits, country) or _stable(_parsed(digits, country))
    return number if number and _follows_plan(number) and not is_placeholder_phone(number) else None


def _follows_plan(number: str) -> bool:
    """Whether a North American number's area and exchange codes begin with 2 to 9; for others lengths have to do."""
    return not number.startswith("+1") or _NANP.fullmatch(number) is not None


def is_placeholder_phone(number: str) -> bool:
    """Whether an E.164 number is one digit repeated, a run of digits, or kept for fiction (NANP 555-0100 to 0199)."""
    tail = number[-7:]
    national = number[-9:]
    return len(set(tail)) == 1 or any(national in run for run in _RUNS) or _FICTION.fullmatch(number) is not None


def _international(text: str) -> str:
    plain = text.removeprefix("tel:").replace("(0)", "") if "+" in text else text.removeprefix("tel:")
    return f"+{plain[2:]}" if plain.startswith("00") else plain


def _fast(digits: str, country: str | None) -> str | None:
    """Without libphonenumber's parser, at a tenth of its time, what it could only agree to: North American numbers of
    a known country, and international ones of a possible length that do not begin like a national prefix."""
    if match := _NANP.fullmatch(digits) if country in _NANP_COUNTRIES else None:
        return f"+1{match[1]}"
    if not _INTERNATIONAL.fullmatch(digits):
        return None
    for length in (1, 2, 3):
        if plan := _plan(int(digits[1 : length + 1])):
            national = digits[length + 1 :]
            plain = len(national) in plan.lengths and national[0] != "0" and not plan.prefix.match(national)
            return digits if plain else None
    return None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of a numbering plan tells whether a number is possible, and how its national prefix looks."""

    lengths: frozenset[int]
    prefix: re.Pattern[str]


@cache
def _plan(calling_code: int) -> _Plan | None:
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(calling_code, ())
    metadata = PhoneMetadata.metadata_for_region(regions[0], None) if regions else None
    if metadata is None or metadata.general_desc is None:
        return None
    prefix = metadata.national_prefix_for_parsing or metadata.national_prefix or "0"
    return _Plan(frozenset(metadata.general_desc.possible_length), re.compile(prefix))


def _parsed(digits: str, country: str | None) -> str | None:
    if digits.startswith("+") or country:
        return _e164(digits, country, certain=True)
    if len(digits) == NANP_LENGTH:
        return _e164(digits, "US", certain=False)
    return _e164(f"+{digits}", None, certain=False) if len(digits) > NANP_LENGTH else None


def _stable(number: str | None) -> str | None:
    """The number if reading it again gives it again; not one with a second national prefix (``+31000…``)."""
    if number is None or _fast(number, None) == number:
        return number
    return number if _e164(number, None, certain=True) == number else None


def _e164(digits: str, country: str | None, *, certain: bool) -> str | None:
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    return _format(number) if _exists(number, certain=certain) else None


def _exists(number: PhoneNumber, *, certain: bool) -> bool:
    if certain:
        return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    return phonenumbers.is_valid_number(number)


def _format(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
