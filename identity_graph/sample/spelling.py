"""A word in its own script beside the Latin spellings in use for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name, city or street: ``latin[0]`` is the most usual Latin form."""

    native: str
    latin: tuple[str, ...]


def parse_spelling(entry: str, tables: Sequence[Mapping[str, str]] = ()) -> Spelling:
    """Read ``native|Latin|Latin``; a lone word is its own Latin form. Each table adds one more romanization."""
    native, *given = entry.split("|")
    bases = given or [native]
    romanized = [romanize(base, table) for table in tables for base in bases]
    return Spelling(_plain_native(native), tuple(dict.fromkeys([word for word in bases if is_latin(word)] + romanized)))


def romanize(word: str, table: Mapping[str, str]) -> str:
    """Replace by the table, longest keys first, keeping a capital at the start of each word."""
    lowered = {key: value for key, value in table.items() if key.islower() or not key.isalpha()}
    keys = sorted(lowered, key=len, reverse=True)
    found = re.sub("|".join(map(re.escape, keys)), lambda match: lowered[match.group()], word.lower())
    return recapitalized(found, word)


def recapitalized(word: str, model: str) -> str:
    """Give ``word`` the capitals of ``model``, word by word."""
    if len(word) == len(model):
        return "".join(new.upper() if old.isupper() else new for new, old in zip(word, model, strict=True))
    return re.sub(r"(^|[ \-'])(\w)", lambda match: match.group(1) + match.group(2).upper(), word)


def is_latin(word: str) -> bool:
    """Whether every letter belongs to the Latin script."""
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in word if sign.isalpha())


def without_marks(word: str) -> str:
    """Drop diacritics, and write the few Latin letters that do not decompose as their base letters."""
    if word.isascii():
        return word
    spelled = word.replace("ß", "ss").replace("ı", "i").replace("ø", "o").replace("ł", "l")
    return "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))


def _plain_native(word: str) -> str:
    return unicodedata.normalize("NFC", word)
