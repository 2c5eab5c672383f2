"""Numbers that somebody issued: cleaned, checked by scheme and country where a check digit exists."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Final, Protocol, cast

from identity_graph.model import Identifier
from identity_graph.normalize.countries import UNKNOWN_COUNTRY, country_code
from identity_graph.normalize.table_files import mapping, table, words
from identity_graph.normalize.text import CACHE_SIZE, alphanumerics, fold

NUMBER_MIN: Final = 4
"""Characters a number has at least."""
NUMBER_MAX: Final = 64
"""Characters beyond which a text is no number."""

LETTERS_MIN: Final = 6
"""Letters a number without digits has at least; shorter ones are words."""
RUN_MIN: Final = 6
"""Digits from which on a run (``123456``) is no number anybody issued."""

_RUNS: Final = ("01234567890123456789", "98765432109876543210")


@dataclass(frozen=True, slots=True)
class NormalIdentifier:
    """A usable number: ``number`` is upper-case alphanumeric; ``country`` alpha-2, or ``ZZ`` where unknown.

    ``valid`` is what the number's own check says, ``None`` where there is none. ``strong``: its scheme gives a number
    to one person or company alone, and its check does not fail.
    """

    scheme: str
    country: str
    number: str
    valid: bool | None
    strong: bool

    @property
    def text(self) -> str:
        """``passport:DE:C01X00T47``."""
        return f"{self.scheme}:{self.country}:{self.number}"


class _NumberModule(Protocol):
    """What every module of python-stdnum offers."""

    def validate(self, number: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Scheme:
    name: str
    strong: bool
    hint: bool


def normalize_identifier(identifier: Identifier, country_hint: str | None = None) -> NormalIdentifier | None:
    """The number under its canonical scheme and country, or ``None`` where it says nothing (``N/A``, ``000-00-0000``).

    ``country_hint`` (alpha-2, the record's own country) stands in for an unnamed issuer of locally issued schemes,
    never of passports. Unknown schemes are kept under their own name, never strong. Checks: python-stdnum.
    """
    return _normalize(identifier.scheme, identifier.number, identifier.country, country_hint)


@lru_cache(CACHE_SIZE)
def _normalize(scheme: str, text: str, country: str | None, hint: str | None) -> NormalIdentifier | None:
    wording = fold(scheme).replace(" ", "_")
    kind = _schemes().get(wording) or _Scheme(wording or "other", strong=False, hint=False)
    number = alphanumerics(text)
    if is_placeholder_number(number):
        return None
    issuer = _issuer(wording, kind, country, hint)
    valid, canonical = _checked(kind.name, issuer, number)
    if canonical != number and is_placeholder_number(canonical):
        return None
    return NormalIdentifier(kind.name, issuer, canonical, valid, kind.strong and valid is not False)


def is_placeholder_number(number: str) -> bool:
    """Whether an alphanumeric number cannot be one: too short or long, one character repeated, a run, or an example."""
    if not NUMBER_MIN <= len(number) <= NUMBER_MAX or len(set(number)) == 1 or number.lower() in _placeholders():
        return True
    if number.isalpha():
        return len(number) < LETTERS_MIN
    digits = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return len(digits) >= RUN_MIN and (set(digits) == {"0"} or any(digits in run for run in _RUNS))


def _issuer(wording: str, kind: _Scheme, country: str | None, hint: str | None) -> str:
    if kind.name in _worldwide():
        return UNKNOWN_COUNTRY
    if country and country.strip():
        return country_code(country) or UNKNOWN_COUNTRY
    return _implied().get(wording) or (hint if kind.hint and hint else UNKNOWN_COUNTRY)


def _checked(scheme: str, country: str, number: str) -> tuple[bool | None, str]:
    """Validity and canonical form. A number that fails keeps its form, less the country code VAT numbers begin with."""
    modules = _checks().get((scheme, country))
    if modules is None:
        return None, number
    bare = number.removeprefix(country) if scheme in {"vat", "tax_id"} else number
    for name in modules:
        for candidate in dict.fromkeys((bare, number)):
            if (canonical := _validated(name, candidate)) is not None:
                return True, canonical.removeprefix(country) if scheme == "vat" else canonical
    return False, bare


def _validated(module: str, number: str) -> str | None:
    """The number's canonical form by a python-stdnum module. Its ``ValidationError`` is a ``ValueError``; some modules
    let other errors through on texts that are no numbers at all."""
    try:
        return alphanumerics(_module(module).validate(number))
    except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError):
        return None


@cache
def _module(name: str) -> _NumberModule:
    return cast("_NumberModule", import_module(f"stdnum.{name}"))  # modules are typed one by one; all have `validate`


@cache
def _schemes() -> dict[str, _Scheme]:
    found: dict[str, _Scheme] = {}
    for name, entry in cast("dict[str, dict[str, str | list[str]]]", table("schemes")["schemes"]).items():
        scheme = _Scheme(name, strong=entry["strong"] == "true", hint=entry.get("hint") == "true")
        found |= dict.fromkeys([*entry["synonyms"], name], scheme)
    return found


@cache
def _checks() -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (scheme, country): modules
        for scheme in cast("dict[str, object]", table("schemes")["checks"])
        for country, modules in _modules_of(scheme).items()
    }


def _modules_of(scheme: str) -> dict[str, tuple[str, ...]]:
    checks = cast("dict[str, dict[str, list[str]]]", table("schemes")["checks"])
    return {country: tuple(modules) for country, modules in checks[scheme].items()}


@cache
def _worldwide() -> frozenset[str]:
    return frozenset(scheme for scheme, country in _checks() if country == UNKNOWN_COUNTRY)


@cache
def _implied() -> dict[str, str]:
    return mapping("schemes", "implied_countries")


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(words("schemes", "placeholders"))
