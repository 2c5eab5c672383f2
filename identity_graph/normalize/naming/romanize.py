"""A word of any script in Latin letters: the standard form, those of other schemes, and how else it may be read.

Everything about a script stands in ``tables/scripts.yaml``; here is only how such an entry is carried out.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import starmap
from typing import Any, Final

from anyascii import anyascii

from identity_graph.normalize.naming.keeping import CACHE_SIZE
from identity_graph.normalize.naming.scripts import custom, script_of

Reader = Callable[[str], str]
_NOT_LATIN: Final = re.compile(r"[^a-z\u00df-\u024f\u1e00-\u1eff']+")


@lru_cache(CACHE_SIZE)
def standard(word: str, script: str) -> str:
    """The standard Latin form, lower-case."""
    return _readers(script)[0][1](word)


@lru_cache(CACHE_SIZE)
def schemes(word: str, script: str) -> tuple[tuple[str, str], ...]:
    """Scheme and Latin form, for each scheme that writes the word otherwise than the standard does."""
    if word.isascii():  # schemes are for marked letters and other scripts
        return ()
    return _distinct(word, _readers(script), standard(word, script))


@lru_cache(CACHE_SIZE)
def readings(word: str, script: str) -> tuple[str, ...]:
    """Latin forms of all ways it may sound, the standard one first."""
    first = standard(word, script)
    return (first, *(form for _, form in _distinct(word, _sound_readers(script), first)))


def fold_latin(word: str) -> str:
    """A word of Latin letters without marks and apostrophes; one of another script as it is."""
    if word.isascii():
        return word.replace("'", "")
    return anyascii(word).lower().replace("'", "") if script_of(word) == "latin" else word


def _distinct(word: str, readers: tuple[tuple[str, Reader], ...], first: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for name, reader in readers:
        if (form := reader(word)) != first:
            found.setdefault(form, name)
    return tuple((name, form) for form, name in found.items())


@cache
def _readers(script: str) -> tuple[tuple[str, Reader], ...]:
    entry = custom(script)
    changed = {"standard": {}, **entry.get("schemes", {})}
    return tuple((name, _reader(entry, letters)) for name, letters in changed.items())


@cache
def _sound_readers(script: str) -> tuple[tuple[str, Reader], ...]:
    entry = custom(script)
    return tuple((name, _reader(entry, letters)) for name, letters in entry.get("readings", {}).items())


def _reader(entry: Mapping[str, Any], changed: Mapping[str, str]) -> Reader:
    """One way to read a script, with all its expressions compiled."""
    before = list(starmap(_replacing, entry.get("before", ())))
    after = list(starmap(_replacing, entry.get("after", ())))
    letters = _abugida(entry["abugida"]) if "abugida" in entry else _spelled({**entry.get("letters", {}), **changed})
    shift = _shifted(entry.get("shift"))
    decompose = "decompose" in entry

    def read(word: str) -> str:
        text = unicodedata.normalize("NFD", word) if decompose else word
        text = text.lower().translate(shift)
        for replace in before:
            text = replace(text)
        text = letters(text)
        text = text if text.isascii() else _rest(text)
        for replace in after:
            text = replace(text)
        return _NOT_LATIN.sub("", text)

    return read


def _replacing(pattern: str, by: str) -> Reader:
    expression = re.compile(pattern)
    return lambda text: expression.sub(by, text)


def _spelled(letters: Mapping[str, str]) -> Reader:
    if not letters:
        return lambda text: text
    singles = str.maketrans({letter: latin for letter, latin in letters.items() if len(letter) == 1})
    groups = {letter: latin for letter, latin in letters.items() if len(letter) > 1}
    if not groups:
        return lambda text: text.translate(singles)
    expression = re.compile("|".join(sorted(map(re.escape, groups), key=len, reverse=True)))
    return lambda text: expression.sub(lambda match: groups[match[0]], text).translate(singles)


def _shifted(shift: Mapping[str, str] | None) -> dict[int, int]:
    if not shift:
        return {}
    first, last = (int(end, 16) for end in shift["from"].split("-"))
    return {point: point + int(shift["by"]) for point in range(first, last + 1)}


def _rest(text: str) -> str:
    """Marked Latin letters stay; every other letter goes through `anyascii`, marks go."""
    return "".join(letter if letter < "\u0250" or "\u1e00" <= letter < "\u1f00" else _ascii(letter) for letter in text)


def _ascii(letter: str) -> str:
    return "" if unicodedata.category(letter)[0] in "MC" else anyascii(letter).lower()


def _abugida(entry: Mapping[str, Any]) -> Reader:
    """Scripts whose consonants carry a vowel until a sign says otherwise (ISCII order of the Indic blocks)."""
    base = int(entry["base"], 16)
    consonants = {chr(base + int(at, 16)): latin for at, latin in entry["consonants"].items()}
    vowels = {chr(base + int(at, 16)): latin for at, latin in entry["vowels"].items()}
    silent = {chr(base + int(entry["virama"], 16)), chr(base + int(entry["nukta"], 16))}
    virama = chr(base + int(entry["virama"], 16))
    dependent = {letter for letter in vowels if ord(letter) - base >= 0x3E} | {virama}
    inherent, drops = entry["inherent"], entry.get("drops", "").split()

    def read(text: str) -> str:
        word = [letter for letter in unicodedata.normalize("NFC", text) if letter != chr(base + 0x3C)]
        parts: list[str] = []
        for at, letter in enumerate(word):
            if letter in consonants:
                bare = at + 1 < len(word) and word[at + 1] in dependent
                parts.append(consonants[letter] + ("" if bare else _INHERENT))
            elif letter not in silent:
                parts.append(vowels.get(letter, letter))
        return _without_schwa("".join(parts), drops).replace(_INHERENT, inherent)

    return read


_INHERENT: Final = "\u0259"
_MEDIAL: Final = re.compile(
    f"(?<=[aeiou{_INHERENT}][bcdfghjklmnpqrstvwxyz])(h?){_INHERENT}(?=[bcdfghjklmnpqrstvwxyz]+[aeiou])"
)


def _without_schwa(text: str, drops: list[str]) -> str:
    if "final" in drops and text.endswith(_INHERENT) and len(text) > 2:  # a lone consonant keeps it
        text = text[:-1]
    return _MEDIAL.sub(r"\1", text) if "medial" in drops else text
