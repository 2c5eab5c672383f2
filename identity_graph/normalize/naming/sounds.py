"""How words sound, as text that can be compared by edit distance.

A word is first a string of sounds (``tables/sounds.yaml``), then each consonant is written as its place, its manner and
itself, a vowel as one sign: so that an ordinary edit distance counts *b* for *p* a third, and a lost vowel little.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final, final

from identity_graph.normalize.naming.data import table
from identity_graph.normalize.naming.keeping import CACHE_SIZE, keep
from identity_graph.normalize.naming.scripts import custom

_DOUBLED: Final = re.compile(r"(.)\1+")
_LOOK_BEHIND: Final = re.compile(r"(?:\^|\(\?<=([^)]*)\))(\[[a-z]+\]|[a-z])(.*)")
_VOWELS: Final = frozenset("aeiouyh")
_FEATURES: Final[dict[str, str]] = dict(table("sounds")["features"])
_MARKED: Final = {ord(letter): latin for letter, latin in table("sounds")["marked"].items()}


@final
class Spelling:
    """A custom of spelling: one expression of all its rules, and what each of its groups sounds as."""

    __slots__ = ("_by", "_expression", "_kept", "_name")

    def __init__(self, name: str) -> None:
        self._name = name
        self._expression: re.Pattern[str] | None = None  # compiled when it is needed: that takes a millisecond or two
        self._by: list[str] = []
        self._kept: dict[str, str] = {}

    def sounds(self, latin: str) -> str:
        """The sounds of a lower-case Latin word as the custom reads it."""
        kept = self._kept.get(latin)
        return kept if kept is not None else keep(self._kept, latin, single(self.read(unmarked(latin))))

    def read(self, text: str) -> str:
        """The same of a word without marks; what is doubled stays so."""
        if self._expression is None:
            expression, self._by = _rules(self._name)
            self._expression = expression  # last: another thread takes it for ready
        return self._expression.sub(self._sound, text)

    def _sound(self, match: re.Match[str]) -> str:
        return self._by[match.lastindex or 0]


_SPELLINGS: Final[dict[str, Spelling]] = {}


def spelling(name: str) -> Spelling:
    """A custom of spelling by its name in the table."""
    kept = _SPELLINGS.get(name)
    return kept if kept is not None else keep(_SPELLINGS, name, Spelling(name))


def sounds(latin: str, name: str = "standard") -> str:
    """The sounds of a lower-case Latin word as a custom of spelling reads it."""
    return spelling(name).sounds(latin)


def single(text: str) -> str:
    """With what is doubled once."""
    last = ""
    for sign in text:
        if sign == last:
            return _DOUBLED.sub(_first, text)
        last = sign
    return text


def _first(match: re.Match[str]) -> str:
    return match[1]


def unmarked(latin: str) -> str:
    """Marked letters as the signs they sound as, further marks off."""
    if latin.isascii():
        return latin
    text = unicodedata.normalize("NFC", latin).translate(_MARKED)
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if letter.isascii())


@lru_cache(CACHE_SIZE)
def merged(heard: str, script: str) -> str:
    """The sounds as a script can write them: what it does not tell apart is one."""
    signs, thin = _merges(script)
    text = heard.translate(signs)
    return single(thin.sub("", text) if thin else text)


def features(heard: str) -> str:
    """Places and manners, ready for an edit distance."""
    return "".join([_FEATURES.get(sign, sign) for sign in heard])


def skeleton(heard: str) -> str:
    """Places and manners of the consonants, and whether it begins with a vowel."""
    found: list[str] = []
    last = ""
    for sign in heard:
        if (last and sign in _VOWELS) or sign == last:
            continue
        found.append("a" if sign in _VOWELS else _FEATURES.get(sign, sign))
        last = sign
    return "".join(found)


@cache
def spellings(*, across: bool = False) -> tuple[str, ...]:
    """The customs of spelling there are, the standard one first; ``across`` with those heard only across scripts;
    without those heard only within one culture."""
    customs = ((name, entry) for name, entry in table("sounds").items() if isinstance(entry, Mapping))
    heard = ((name, entry) for name, entry in customs if "rules" in entry and "within" not in entry)
    return tuple(name for name, entry in heard if across or "across" not in entry)


def _rules(name: str) -> tuple[re.Pattern[str], list[str]]:
    """One expression of all rules, and what each of its groups sounds as. The groups are empty and stand behind their
    letters, and every branch begins with a letter: so the engine passes over places and branches that cannot match."""
    entry: dict[str, Any] = table("sounds")[name]
    rules: list[list[str]] = [*entry["rules"], *(table("sounds")[entry["like"]]["rules"] if "like" in entry else ())]
    branches = [
        (headed, sound) for pattern, sound in rules for branch in _branches(pattern) for headed in _headed(branch)
    ]
    return re.compile("|".join(f"{branch}()" for branch, _ in branches)), ["", *(sound for _, sound in branches)]


def _branches(pattern: str) -> list[str]:
    """An expression without groups of its own, cut at the bars that stand in no bracket."""
    found, depth = [""], 0
    for sign in pattern:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def _headed(branch: str) -> list[str]:
    """A branch that looks behind itself first, or at the beginning, with its first letter before that look."""
    match = _LOOK_BEHIND.match(branch)
    if match is None:
        return [branch]
    behind, letters, rest = match[1] or "^", match[2], match[3]
    return [f"{letter}(?<={behind}{letter}){rest}" for letter in letters.strip("[]")]


def merges(script: str) -> bool:
    """Whether a script does not tell all sounds apart."""
    return bool(_merges(script)[0])


@cache
def _merges(script: str) -> tuple[dict[int, str], re.Pattern[str] | None]:
    entry: dict[str, Any] = custom(script)
    signs = {ord(sign): by for sign, by in entry.get("merges", {}).items()}
    return signs, re.compile(entry["thin"]) if "thin" in entry else None
