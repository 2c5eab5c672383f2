"""A document as free text says it: ``alt. Passport No. A1234567 (Iran) issued 1 Jan 2001``."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from identity_graph.normalize.documents.labels import Meaning, issuing_country, meaning
from identity_graph.normalize.text import CACHE_SIZE, alphanumerics, tidy

STATED_MAX: Final = 300
"""Characters of a stated document that are looked at."""
LABEL_WORDS_MAX: Final = 8
"""Words a label has at most."""

_PARENTHESES: Final = re.compile(r"\(([^()]{2,60})\)")
_DATES: Final = re.compile(r",?\s*\b(?:issued|expires|expired|exp\.|issue date|valid)\b.*$", re.IGNORECASE)
_ALT: Final = re.compile(r"^alt(?:ernate|ernative)?\.?\s+", re.IGNORECASE)
_ISSUED_IN: Final = re.compile(r"\bissued (?:in|by) ([A-Z][\w' ]{2,30})", re.IGNORECASE)
_SIGNS: Final = re.compile(r"^[\s#:№.–-]+|[\s,;:.]+$")
_NATION_CODES: Final = frozenset({"UK", "US", "USA", "U.S.A", "UAE"})
_GLUED: Final = re.compile(r"(?<=[A-Za-z.])([:#№])")


@dataclass(frozen=True, slots=True)
class Stated:
    """``label``: the words before the number; ``meaning``: what they mean, the last of them deciding
    (``Company Number IMO``); ``country``: alpha-2, where one is named."""

    label: str
    meaning: Meaning | None
    number: str
    country: str | None


@lru_cache(CACHE_SIZE)
def read_stated(text: str) -> Stated | None:
    """What a free text says of one document; ``None`` where it has no label that means one."""
    short = _ALT.sub("", tidy(text[:STATED_MAX]))
    country = _country(short)
    bare = _DATES.sub("", _PARENTHESES.sub(" ", short))
    words = _GLUED.sub(r" \1 ", bare).split()
    found = _labelled(words)
    if found is None and len(words) > 2 and (nation := _nation(words[0].strip(".,:"))):
        country, found = country or nation, _labelled(words[1:])  # ``Romanian Tax Registration 123``
    if found is None:
        return None
    inner = _labelled(found.number.split())  # ``Company Number IMO 9187629``, ``Identification Number NIT 800…``
    if inner and inner.number and inner.meaning and inner.meaning.schemes:
        number = found.number if _of_number(inner, found.number) else inner.number
        found = replace(inner, label=f"{found.label} {inner.label}", number=number)
    return replace(found, country=country or _implied(found.label))


def _of_number(inner: Stated, number: str) -> bool:
    """Whether the inner label is itself part of such numbers (``HRB 12345``)."""
    schemes = inner.meaning.schemes if inner.meaning else ()
    return any(scheme.pattern.fullmatch(alphanumerics(number)) for scheme in schemes)


def _country(text: str) -> str | None:
    named = (issuing_country(match[1]) for match in _PARENTHESES.finditer(text))
    found = next((code for code in named if code), None)
    if found is None and (match := _ISSUED_IN.search(text)):
        found = issuing_country(match[1].strip())
    return found


def _labelled(words: list[str]) -> Stated | None:
    """The longest beginning that is a label, and what follows it."""
    for length in range(min(LABEL_WORDS_MAX, len(words) - 1), 0, -1):
        label = " ".join(words[:length])
        if means := meaning(label):
            return Stated(label, means, _SIGNS.sub("", " ".join(words[length:])), None)
    return None


def _implied(label: str) -> str | None:
    """A country named in the label: ``UK Company Number``, ``Paraguayan tax identification number``."""
    return next((code for word in label.split() if word[:1].isupper() and (code := _nation(word))), None)


def _nation(word: str) -> str | None:
    return issuing_country(word) if len(word) > 3 or word in _NATION_CODES else None
