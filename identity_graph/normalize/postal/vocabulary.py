"""The words of addresses, ready to be looked up by their folded forms."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from identity_graph.normalize.postal.data import table
from identity_graph.normalize.postal.tokens import Token, keys_of

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
"""First word → phrases that begin with it, the longest first, each with what it says."""
ENDING_MIN: Final = 3
"""Letters before an ending that makes a word a street."""


@cache
def streets() -> dict[str, str]:
    """Words for kinds of streets, and the kind."""
    found: dict[str, str] = {}
    for kind, words in table("words")["streets"].items():
        found.update((key, kind) for word in (kind, *words) if _telling(key := " ".join(keys_of(word))))
    return found


@cache
def own_words(what: str, country: str | None) -> dict[str, str]:
    """Words that say something in one country only."""
    return dict(table("words")["by_country"][what].get(country or "", {}))


@cache
def _floors(country: str) -> re.Pattern[str] | None:
    found = table("words")["by_country"]["floors"].get(country)
    return re.compile(found) if found else None


def floors(country: str | None, text: str) -> dict[str, str]:
    """Level and flat, where a text is only them by the custom of the country: ``3º B``."""
    expression = _floors(country) if country else None
    match = expression.fullmatch(" ".join(keys_of(text))) if expression else None
    return {part: said for part, said in match.groupdict().items() if said} if match else {}


@cache
def marks() -> Phrases:
    """Words that a number stands beside, landmarks and ``care of``."""
    words = table("words")
    listed = words["marks"]
    pairs = [(word, kind) for kind in ("postal_code", *listed) for word in listed[kind]]
    pairs += [(word, kind) for kind in ("landmarks", "care_of") for word in words[kind]]
    return phrases(pairs)


@cache
def venues() -> Phrases:
    """Words of what stands at a place."""
    return phrases((word, "venue") for word in table("words")["venues"])


@cache
def kinds_of_places() -> dict[str, str]:
    """Words that say that a name is a district's, a region's or a town's; of two meanings the first one listed."""
    found: dict[str, str] = {}
    for what in ("regions", "districts", "towns"):
        for word in table("words")[what]:
            if _telling(key := " ".join(keys_of(word))):
                found.setdefault(key, what)
    return found


@cache
def words(what: str) -> frozenset[str]:
    """A list of words as a set."""
    return frozenset(word if word.isupper() else " ".join(keys_of(word)) for word in table("words")[what])


@cache
def kinds_behind() -> frozenset[str]:
    """Words for kinds of streets that stand behind the name: what follows them is no longer the street."""
    kinds = words("behind")
    return frozenset(word for word, kind in streets().items() if kind in kinds)


@cache
def endings() -> tuple[tuple[str, str], ...]:
    """Endings that make one word a street, the longest first, and the kind."""
    listed = {" ".join(keys_of(ending)): kind for ending, kind in table("words")["endings"].items()}
    return tuple(sorted(listed.items(), key=lambda pair: -len(pair[0])))


@cache
def mapping(what: str) -> dict[str, str]:
    """Words and what they stand for, both folded."""
    return {" ".join(keys_of(word)): said for word, said in table("words")[what].items()}


@cache
def hyphened() -> dict[str, str]:
    """What stands behind a hyphen in romanized names, and what such a name is: ``Chuo-ku``, ``Teheran-ro``."""
    return dict(table("words")["hyphened"])


@cache
def ending_of(word: str) -> tuple[str, str] | None:
    """What stands before a street's ending, and the kind; ``None`` for a word without one."""
    for ending, kind in endings():
        if word.endswith(ending) and len(word) >= len(ending) + ENDING_MIN and " " not in word:
            return word.removesuffix(ending), kind
    return None


@cache
def own_ending(word: str, country: str | None) -> tuple[str, str] | None:
    """As `ending_of`, by the custom of one country: ``Sejongdaero``."""
    for ending in own_words("endings", country):
        if word.endswith(ending) and len(word) >= len(ending) + ENDING_MIN:
            return word.removesuffix(ending), ending
    return None


def phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """An index of phrases."""
    found: dict[tuple[str, ...], str] = {}
    for text, kind in pairs:
        keys = keys_of(text)
        if len(keys) > 1 or _telling("".join(keys)):
            found.setdefault(keys, kind)
    index: Phrases = {}
    for keys, kind in sorted(found.items(), key=lambda item: -len(item[0])):
        index.setdefault(keys[0], []).append((keys, kind))
    return index


def phrase_at(index: Phrases, tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """How many words the phrase has that begins at ``at``, and what it says."""
    for keys, kind in index.get(tokens[at].key, ()):
        if len(keys) == 1 or tuple(token.key for token in tokens[at : at + len(keys)]) == keys:
            return len(keys), kind
    return None


def _telling(key: str) -> bool:
    """A single Latin letter says too little."""
    return len(key) > 1 or bool(key and not key.isascii())
