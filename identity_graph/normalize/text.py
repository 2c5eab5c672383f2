"""Text in any script, folded to plain Latin words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from anyascii import anyascii

TEXT_MAX: Final = 500
"""Characters of a text that are looked at, before and after transliteration; what is beyond is cut."""
CACHE_SIZE: Final = 65_536
"""Entries of each word-level cache."""
RECORDS_CACHE_SIZE: Final = 8_192
"""Entries of each cache of what seldom comes again in another record (numbers, mailboxes): it serves the readers of one
batch of records, and a larger one would only be filled and emptied."""

_APOSTROPHES: Final = re.compile(r"['`]")
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_NOT_ALPHANUMERIC: Final = re.compile(r"[^A-Z0-9]+")

_CONTROLS: Final = frozenset({"Cf", "Cs"})
_UNSEEN: Final = frozenset({"Cf", "Cs", "Co", "Cn", "Mn", "Me", "So", "Sk"})


@lru_cache(CACHE_SIZE)
def fold(text: str) -> str:
    """NFKC, case-folded Latin without diacritics or punctuation, words separated by one blank.

    Apostrophes join (``O'Brien`` → ``obrien``), all other punctuation separates. Folding twice is folding once.
    Transliteration is ``anyascii``'s, letter by letter: Arabic and Hebrew give their consonants (محمد → ``mhmd``), Han
    characters their Mandarin reading; `phonetics` is what brings such spellings together.
    """
    short = text[:TEXT_MAX]
    if not short.isascii():
        short = _latin(short)
    if short.isalnum():
        return short.lower()
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", short.lower())).strip()


def tidy(text: str) -> str:
    """The text in its own script and case: NFKC, no invisible controls, blanks collapsed. What is shown."""
    short = text[:TEXT_MAX]
    if not short.isascii():
        short = unicodedata.normalize("NFKC", short)[:TEXT_MAX].translate(_SEEN)
    elif short.isalnum():
        return short
    return " ".join(short.replace("\0", " ").split())


@lru_cache(RECORDS_CACHE_SIZE)
def alphanumerics(text: str) -> str:
    """Upper-case Latin letters and digits only: the form of numbers that somebody issued."""
    upper = (text[:TEXT_MAX] if text.isascii() else _latin(text[:TEXT_MAX])).upper()
    return upper if upper.isalnum() else _NOT_ALPHANUMERIC.sub("", upper)


def folded(text: str | None) -> str | None:
    """`fold`, with ``None`` for what is absent or has no letter or digit."""
    return (fold(text) or None) if text else None


def distinct(values: Sequence[str]) -> tuple[str, ...]:
    """Sorted, each once: so that the order in which a source lists values does not matter."""
    if not values:
        return ()
    return tuple(sorted(set(values))) if len(values) > 1 else tuple(values)


def _latin(text: str) -> str:
    return unicodedata.normalize("NFKC", text)[:TEXT_MAX].translate(_LATIN)[:TEXT_MAX]


class _LatinLetters(dict[int, str]):
    """Each character's folded Latin, looked up once."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        unseen = unicodedata.category(character) in _UNSEEN
        self[point] = latin = "" if unseen else anyascii(character.casefold())
        return latin


class _SeenCharacters(dict[int, int | None]):
    """Each character itself, or ``None`` for invisible controls."""

    def __missing__(self, point: int) -> int | None:
        self[point] = seen = None if unicodedata.category(chr(point)) in _CONTROLS else point
        return seen


_LATIN: Final = _LatinLetters()
_SEEN: Final = _SeenCharacters()
