"""How a date is meant: ``circa 1961``, ``between 1960 and 1962``, ``1961 or 1962``, ``before 1970``."""

import re
from functools import cache
from typing import Final, NamedTuple

from identity_graph.normalize.calendars.result import Qualifier
from identity_graph.normalize.calendars.words import joining_words, qualifier_words

PARTS_MAX: Final = 4
"""Dates in one text that are read; of more nothing is."""

_TWO_YEARS: Final = re.compile(r"([0-9]{4}) ?[-/~] ?([0-9]{4})")
_DOUBT: Final = re.compile(r"^(?:~|±|\?) ?|(?<=[0-9]) ?(?:\?|\(\?\))$")
_SHORT: Final = re.compile(r"([0-9]{2})([0-9]{2})[-/~]([0-9]{2})")
_WORD: Final = re.compile(r"[^\s.,():]+\.?")


class Qualified(NamedTuple):
    """The dates in a text, and how they are meant together."""

    parts: tuple[str, ...]
    qualifier: Qualifier | None


def qualified(text: str) -> Qualified:
    """Cut at the words that say how the dates are meant. A text without such words is one date."""
    if match := _TWO_YEARS.fullmatch(text):
        return Qualified((match[1], match[2]), "between")
    if (match := _SHORT.fullmatch(text)) and int(match[3]) > max(12, int(match[2])):
        return Qualified((match[1] + match[2], match[1] + match[3]), "between")
    certain = _DOUBT.sub("", text)
    doubt = certain != text
    found = _by_first_word(certain)
    if found.qualifier is None and len(split := _split(_or_pattern(), certain)) > 1:
        return Qualified(tuple(split), "or")
    if found.qualifier == "circa" and len(ends := _split(_to_pattern(), found.parts[0])) == 2:
        return Qualified(tuple(ends), "between")
    return Qualified(found.parts, "circa") if doubt and found.qualifier is None else found


def _by_first_word(text: str) -> Qualified:
    words = _WORD.findall(text) if not text[:1].isdigit() or " " in text else []
    if not words:
        return Qualified((text,), None)
    means = qualifier_words().get(words[0].rstrip("."))
    if means in {"circa", "before", "after", "between"} and len(words[0]) < len(text):
        rest = text.partition(words[0])[2].strip(" .,:")
        ends = _split(_to_pattern(), rest)
        if means in {"between", "after"} and len(ends) == 2:
            return Qualified(tuple(ends), "between")
        return _meant(rest, means)
    if qualifier_words().get(words[-1].strip(".")) == "circa" and len(words) > 1:
        return Qualified((text.rpartition(words[-1])[0].strip(" (,"),), "circa")
    ends = _split(_spaced_to_pattern(), text)
    return Qualified(tuple(ends), "between") if len(ends) == 2 else Qualified((text,), None)


def _meant(rest: str, means: str) -> Qualified:
    if means == "before":
        return Qualified((rest,), "before")
    if means == "after":
        return Qualified((rest,), "after")
    return Qualified((rest,), "circa" if means == "circa" else None)


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    parts = [part.strip(" ,") for part in pattern.split(text)]
    dated = [part for part in parts if re.search(r"[0-9]", part)]
    return parts if 1 < len(parts) <= PARTS_MAX and len(dated) == len(parts) else [text]


@cache
def _to_pattern() -> re.Pattern[str]:
    return re.compile(rf" (?:{_either(joining_words())}) |(?<=[0-9]{{4}})[-/~](?=[0-9]{{4}})")


@cache
def _spaced_to_pattern() -> re.Pattern[str]:
    """Only the words and signs that never stand within one date."""
    return re.compile(
        rf" (?:{_either(joining_words() - {'/', 'de', 'a', 'e', 'i', 'и', 'y', 'et', 'al', 'au', 'а'})}) "
    )


@cache
def _or_pattern() -> re.Pattern[str]:
    return re.compile(rf" (?:{_either(frozenset(w for w, kind in qualifier_words().items() if kind == 'or'))}) |;")


def _either(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
