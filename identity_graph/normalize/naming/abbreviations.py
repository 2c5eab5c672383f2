"""Names made of the beginnings of other names: ``IBM``, ``PDVSA``, ``NatWest``."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

ABBREVIATION_MAX: Final = 12
"""Letters of the longest abbreviation that is looked for."""
SYLLABIC_MIN: Final = 5
"""Letters of the shortest that is made of more than first letters: shorter ones come about by chance."""


def initials_of(short: str, words: Sequence[str], small: Sequence[bool]) -> bool:
    """Whether a word is the first letters of others in their order; ``small`` words may be passed over, or give all
    their letters (``SA``). Two letters and two words at least."""
    return len(words) > 1 and 1 < len(short) <= ABBREVIATION_MAX and _initials(short, tuple(words), tuple(small))


@lru_cache(4096)
def _initials(short: str, words: tuple[str, ...], small: tuple[bool, ...]) -> bool:
    """By what is left of the word after each: a handful of lengths."""
    left = {short}
    for word, may_be_left in zip(words, small, strict=True):
        after = {rest[1:] for rest in left if word and rest.startswith(word[0])}
        if may_be_left:
            after |= left | {rest[len(word) :] for rest in left if len(word) < 4 and rest.startswith(word)}
        left = after
    return "" in left


@lru_cache(4096)
def made_of_beginnings(short: str, words: tuple[str, ...]) -> bool:
    """Whether a word is two letters or more of each of others, but for the last of three or more: ``natwest``."""
    if not SYLLABIC_MIN <= len(short) <= ABBREVIATION_MAX or len(words) < 2:
        return False
    left = {short}
    for at, word in enumerate(words):
        after = {
            rest[n:] for rest in left for n in range(2, min(len(word), len(rest)) + 1) if rest.startswith(word[:n])
        }
        left = after | (left if at == len(words) - 1 > 1 else set())
    return "" in left
