"""The text of a telephone field: numbers apart, extensions off, letters as their keys."""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from identity_graph.normalize.contacts.data import table

FIELD_MAX: Final = 200
"""Characters of a field that are looked at."""
NUMBER_MAX: Final = 60
"""Characters of one number; a longer text is none."""
NUMBERS_MAX: Final = 8
"""Numbers of one field that are read."""
DIGITS_MIN: Final = 5
"""Digits that each of several numbers in a field has at least."""

_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_VANITY: Final = re.compile(r"\+?[0-9][0-9 ().-]*[A-Z][A-Z0-9 .-]*")
_TAIL: Final = re.compile(r"(.*[0-9]{3,})\s?/\s?([0-9]{1,4})")
_CUT: Final = re.compile(r"[;,|\n\r\t]+")
_SLASH: Final = re.compile(r"(?<=[0-9])\s*/\s*(?=[+(0-9])")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u00ad"), "-")


class Written(NamedTuple):
    """One number as written, without label and extension."""

    number: str
    extension: str | None
    changes: tuple[str, ...]


def field(text: str) -> tuple[str, tuple[str, ...]]:
    """The field in ASCII digits without signs nobody sees, and what was changed."""
    short = text[:FIELD_MAX]
    changes: tuple[str, ...] = ("all beyond 200 characters left out",) if len(text) > FIELD_MAX else ()
    if short.isascii():
        return short, changes
    seen = "".join(c for c in short.translate(_DASHES) if unicodedata.category(c) not in {"Cf", "Cs", "Mn"})
    plain = unicodedata.normalize("NFKC", seen)[:FIELD_MAX]
    latin = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return latin, (*changes, "digits of another script") if latin != plain else changes


def numbers_in(text: str) -> list[str]:
    """The numbers of a field; ``030 123456/57`` is two, the second with another end."""
    parts = [part for piece in _CUT.split(_separators().sub(";", text)) for part in _tail(piece.strip()) if part]
    joined: list[str] = []
    for part in parts[: 2 * NUMBERS_MAX]:
        digits = sum(map(str.isdecimal, part))
        if joined and (digits < DIGITS_MIN or _extension().match(part)):  # an extension after a comma, not a number
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined[:NUMBERS_MAX]


def _tail(text: str) -> list[str]:
    if match := _TAIL.fullmatch(text):
        first, end = match[1], match[2]
        return [first, first[: -len(end)] + end] if sum(map(str.isdecimal, first)) > DIGITS_MIN else [text]
    parts = _SLASH.split(text)
    whole = all(sum(map(str.isdecimal, part)) > DIGITS_MIN for part in parts)
    return parts if len(parts) > 1 and whole else [text]


def written(text: str) -> Written:
    """The number without what stands around it."""
    short = text[:NUMBER_MAX].strip()
    bare, extension = short, None
    changes: tuple[str, ...] = ()
    if not short.isdecimal() and (match := _extension().search(short)) and match.start() > DIGITS_MIN:
        bare, extension, changes = short[: match.start()], match[1], ("extension taken off",)
    unlabelled = bare if bare[:1] in "+(0123456789" else _label().sub("", bare)
    return Written(unlabelled.strip(" :.-"), extension, changes)


def keyed(number: str) -> str | None:
    """``1-800-FLOWERS`` by the keys of its letters; ``None`` where it has none."""
    upper = number.upper()
    letters = sum(map(str.isalpha, upper))
    return upper.translate(_KEYS) if letters >= 3 and _VANITY.fullmatch(upper) else None


@cache
def _extension() -> re.Pattern[str]:
    words = sorted(table("phones")["extension_words"], key=len, reverse=True)
    return re.compile(rf"[\s,(]*(?:{'|'.join(map(re.escape, words))})[.:]?\s*([0-9]{{1,7}})\)?$", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    words = sorted(table("phones")["labels"], key=len, reverse=True)
    return re.compile(rf"^(?:(?:{'|'.join(map(re.escape, words))})[\s.:№#()-]+|tel:)+", re.IGNORECASE)


@cache
def _separators() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("phones")["separators"])), re.IGNORECASE)
