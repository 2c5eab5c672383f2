"""Telephone numbers as people write them, to E.164."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

import phonenumbers

from identity_graph.normalize.contacts.data import table, version
from identity_graph.normalize.contacts.phone_text import field, keyed, numbers_in, written
from identity_graph.normalize.contacts.plans import NumberKind, Plan, calling_code, country_and_kind, plan, plans_of
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.text import RECORDS_CACHE_SIZE

Standing = Literal["valid", "possible", "local", "none"]

NANP: Final = 1
NANP_LENGTH: Final = 10
"""Digits of a North American number; a longer one without plus can only be international."""
_CONFIDENCE: Final[dict[Standing, float]] = {"valid": 1.0, "possible": 0.5, "local": 0.2, "none": 0.0}
_BY_COUNTRY: Final = 0.97
"""How sure a number is that has its country from elsewhere."""
_GUESSED: Final = 0.7
"""How sure a valid number is whose country nobody said."""
_NANP_SHAPE: Final = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}")
_PUNCTUATION: Final = re.compile(r"[\s().\-/_*]+")
_SIMPLE: Final = re.compile(r"\s*\+?[0-9 ().-]{4,30}")
"""One number without anything around it."""
_E164: Final = re.compile(r"\+[0-9]{5,20}")
_DIGITS: Final = re.compile(r"\+?[0-9]{2,20}")
_TAIL: Final = 9
"""Digits at the end of a number that are no run."""
_RUNS: Final = frozenset(
    run[at : at + _TAIL]
    for run in ("01234567890", "12345678901", "09876543210", "98765432109")
    for at in range(len(run) - _TAIL + 1)
)


class ReadPhone(NamedTuple):
    """A telephone number as it was understood.

    ``e164`` is ``None`` unless ``standing`` is ``valid`` (the plan has it) or ``possible`` (its length fits; plans
    change faster than their tables). ``local``: without its area, in ``national``.
    ``placeholder``: why nobody has it."""

    e164: str | None = None
    standing: Standing = "none"
    kind: NumberKind = "unknown"
    country: str | None = None
    national: str | None = None
    extension: str | None = None
    placeholder: str | None = None
    confidence: float = 0.0
    changes: tuple[str, ...] = ()
    table: str = ""


class _Number(NamedTuple):
    code: int
    national: str
    sure: float
    changes: tuple[str, ...] = ()


def read_phone(text: str, *, country: str | None = None) -> ReadPhone:
    """The first number of a field; ``country`` (a code or name) is where it would be dialled. Never raises."""
    found = read_phones(text, country=country)
    return next((phone for phone in found if phone.e164), found[0] if found else ReadPhone(table=_table()))


def usable_phones(texts: Iterable[str], country: str | None = None) -> list[str]:
    """The numbers of some fields in E.164, in their order; without those that nobody has."""
    return [
        phone.e164
        for text in texts
        for phone in read_phones(text, country=country)
        if phone.e164 and not phone.placeholder
    ]


def read_phones(text: str, *, country: str | None = None) -> tuple[ReadPhone, ...]:
    """Every number of a field (``030 123456/57; 0171 1234567``), each once."""
    return _read_field(text[:201], country[:100] if country else None)


@lru_cache(RECORDS_CACHE_SIZE)
def _read_field(text: str, country: str | None) -> tuple[ReadPhone, ...]:
    plain, changes = field(text)
    code = country_code(country)
    parts = [plain] if _SIMPLE.fullmatch(plain) else numbers_in(plain)
    if len(parts) > 1:
        changes = (*changes, f"one of {len(parts)} numbers in the field")
    found: dict[str, ReadPhone] = {}
    for part in parts:
        phone = _read_one(part, code)
        found.setdefault(phone.e164 or part, phone._replace(changes=(*changes, *phone.changes)) if changes else phone)
    return tuple(found.values())


def _read_one(text: str, country: str | None) -> ReadPhone:
    if _E164.fullmatch(text) and (plain := _todays(_international(text[1:]), text)):
        return _judged(plain, None, ())
    number, extension, changes = (text, None, ()) if _SIMPLE.fullmatch(text) else written(text)
    found = _number(number, country)
    if found is None and (keys := keyed(number)):
        found = _number(keys, country)
        if found and country_and_kind(found.code, found.national)[1] is None:
            found = None
        changes = (*changes, "letters read as keys")
    if found is None:
        return _local(number, country, changes)
    return _judged(found, extension, changes)


def _judged(number: _Number, extension: str | None, changes: tuple[str, ...]) -> ReadPhone:
    home, kind = country_and_kind(number.code, number.national)
    e164 = f"+{number.code}{number.national}"
    changes += number.changes
    standing: Standing = "valid" if kind else "possible"
    if not kind and number.sure < _BY_COUNTRY:
        return ReadPhone(table=_table())
    placeholder = placeholder_reason(e164)
    sure = _CONFIDENCE[standing] * number.sure * (0.9 if "letters read as keys" in changes else 1.0)
    if home is None and len(main := plans_of(number.code)) == 1:
        home = main[0].country
    return ReadPhone(
        e164,
        standing,
        kind or "unknown",
        home,
        number.national,
        extension,
        placeholder,
        round(sure * (0.1 if placeholder else 1.0), 3),
        changes,
        _table(),
    )


def _local(number: str, country: str | None, changes: tuple[str, ...]) -> ReadPhone:
    """A number without its area (``555 0123``), which says something only beside its place."""
    digits = _PUNCTUATION.sub("", number)
    here = plan(country) if country else None
    if here and digits.isascii() and digits.isdecimal() and len(digits) in here.local_lengths:
        says = (*changes, "without its area code")
        placeholder = "one digit repeated" if len(set(digits)) == 1 else None
        return ReadPhone(None, "local", "unknown", country, digits, None, placeholder, 0.2, says, _table())
    placeholder = "one digit repeated" if len(digits) >= 5 and len(set(digits)) == 1 else None
    return ReadPhone(placeholder=placeholder, changes=changes, table=_table())


def _number(text: str, country: str | None) -> _Number | None:
    international = text.lstrip(" (").startswith("+")
    trunk = "(0)" in text and (international or text.startswith("00"))
    digits = _PUNCTUATION.sub("", text.replace("(0)", "") if trunk else text)
    changes = ("trunk zero left out",) if trunk else ()
    if not _DIGITS.fullmatch(digits):
        return None
    if digits.startswith("00") and not international and digits[2:3] != "0":
        digits, changes = f"+{digits[2:]}", (*changes, "00 read as +")
    if digits.startswith("+"):
        found = _todays(_international(digits[1:]), digits)
    else:
        here = plan(country) if country else None
        found = _todays(_national(digits, here), f"+{here.code}{digits}") if here else _guessed(digits)
    return found._replace(changes=(*changes, *found.changes)) if found and changes else found


def _todays(found: _Number | None, dialled: str) -> _Number | None:
    """The number, or, where its plan has no such number, the one that stands for it since the plan changed."""
    if found and country_and_kind(found.code, found.national)[1]:
        return found
    renumbered = _renumbered(f"+{found.code}{found.national}" if found else dialled)
    today = _international(renumbered[0][1:]) if renumbered else None
    if not today or not renumbered or not country_and_kind(today.code, today.national)[1]:
        return found
    before = found.changes if found else ()
    return today._replace(sure=0.9 * (found.sure if found else _BY_COUNTRY), changes=(*before, renumbered[1]))


def _international(digits: str) -> _Number | None:
    code = calling_code(digits)
    plans = plans_of(code) if code else ()
    if not code or not plans:
        return None
    national = digits[len(str(code)) :]
    main = plans[0]
    if len(national) in main.general.lengths and not (main.prefix and main.prefix.match(national)):
        return _Number(code, national, 1.0) if _possible(code, national) else None
    return _parsed(f"+{digits}", None, 1.0)


def _national(digits: str, here: Plan) -> _Number | None:
    """By the plan of a country, as libphonenumber reads it, and by it where more is needed than taking a prefix off."""
    code, prefix = str(here.code), here.prefix.match(digits) if here.prefix else None
    last = prefix[prefix.re.groups] if prefix and prefix.re.groups else None  # what a transform rule would be about
    bare = digits[prefix.end() :] if prefix and not last else digits
    taken = here.general.fits(bare) and (bare == digits or not here.general.fits(digits))
    again = prefix is not None and prefix.re.match(bare) is not None
    coded = digits.startswith(code) and (bare == digits or digits[: -len(bare)] != code)
    simple = (here.plain or last is None) and not (again or coded or (here.abroad and here.abroad.match(digits)))
    if taken and simple and _possible(here.code, bare):
        return _Number(here.code, bare, _BY_COUNTRY, _by_country(here.country))
    return _parsed(digits, here.country, _BY_COUNTRY)


def _guessed(digits: str) -> _Number | None:
    """Without country and plus: North American, or an international number that lost its plus; valid ones only."""
    if len(digits) == NANP_LENGTH:
        return _parsed(digits, str(table("phones")["guessed_country"]), _GUESSED)
    return _parsed(f"+{digits}", None, _GUESSED) if len(digits) > NANP_LENGTH else None


def _parsed(digits: str, country: str | None, sure: float) -> _Number | None:
    try:
        found = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    code, national = found.country_code or 0, phonenumbers.national_significant_number(found)
    if not _possible(code, national):
        return None
    changes = _by_country(country) if country else ("read without its plus",) if sure < _BY_COUNTRY else ()
    again = calling_code(f"{code}{national}") == code and not _has_prefix(code, national)
    return _Number(code, national, sure, changes) if again else None


def _has_prefix(code: int, national: str) -> bool:
    """Whether what is left begins with a prefix still, so that it would be read another way next time."""
    main = plans_of(code)[0]
    if not (main.prefix and main.prefix.match(national)):
        return False
    again = phonenumbers.parse(f"+{code}{national}", None)
    return phonenumbers.national_significant_number(again) != national


def _by_country(country: str) -> tuple[str, ...]:
    return (f"country code of {country} put before",)


def _possible(code: int, national: str) -> bool:
    """A length of the plan, and in North America area and exchange codes that begin with 2 to 9; or a valid number."""
    plans = plans_of(code)
    if plans and len(national) in plans[0].general.lengths and (code != NANP or _NANP_SHAPE.fullmatch(national)):
        return True
    return country_and_kind(code, national)[1] is not None


def placeholder_reason(number: str) -> str | None:
    """Why nobody has an E.164 number; ``None`` where somebody may."""
    if number.endswith(7 * number[-1]):
        return "one digit repeated"
    if number[-_TAIL:] in _RUNS:
        return "a run of digits"
    return "kept for films and examples" if _fictitious().fullmatch(number) else None


@cache
def _fictitious() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("phones")["fictitious"].values()))


@cache
def _renumberings() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(rule["from"]), rule["to"], rule["says"]) for rule in table("phones")["renumbered"])


def _renumbered(e164: str) -> tuple[str, str] | None:
    """The number under today's plan, and what was done."""
    for pattern, to, says in _renumberings():
        if match := pattern.fullmatch(e164):
            return match.expand(to), says
    return None


@cache
def _table() -> str:
    return f"{version('phones')}, libphonenumber {phonenumbers.__version__}"
