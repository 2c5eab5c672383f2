"""Names, or parts of them, made of the beginnings of others: ``IBM``, ``PDVSA``, ``NatWest``."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from identity_graph.normalize.naming.companies import Company, Part, Sides
from identity_graph.normalize.naming.word import word

ABBREVIATION_MAX: Final = 12
"""Letters of the longest abbreviation that is looked for."""
SYLLABIC_MIN: Final = 5
"""Letters of the shortest that is made of more than first letters: shorter ones come about by chance."""
INITIALS, TWO_INITIALS = 0.72, 0.55
"""What it tells that a name is the initials of another; two letters tell less."""


def abbreviates(short: Company, long: Company) -> float:
    """What it tells that a name is made of the other's beginnings, ``IBM`` of International Business Machines."""
    letters = short.squeezed
    if len(letters) > ABBREVIATION_MAX or len(long.tokens) < 2 or not (len(short.parts) == 1 or len(letters) < 5):
        return 0.0
    texts = [token.word.latin for token in long.tokens]
    if letters[:1] != texts[0][:1] and long.tokens[0].role != "legal form":
        return 0.0
    small = [token.role == "legal form" for token in long.tokens]
    if small.count(False) > 1 and initials_of(letters, texts, small):
        return INITIALS if len(letters) > 2 else TWO_INITIALS
    named = tuple(text for text, may_be_left in zip(texts, small, strict=True) if not may_be_left)
    return INITIALS if made_of_beginnings(letters, named) else 0.0


def initials_of_rest(own: Sides, kinds: Sides, a: Company, b: Company) -> bool:
    """Whether all that is left of one side is the initials of what is left of the other: ``LMU München`` of
    Ludwig-Maximilians-Universität München."""
    for side, long in ((0, b), (1, a)):
        short, rest = own[side], [*own[1 - side], *kinds[1 - side]]
        if len(short) == 1 and not kinds[side] and len(short[0].key) == len(rest) > 1:
            texts = [word(part.text).latin for part in long.parts if part in rest]
            return initials_of(short[0].word.latin, texts, [False] * len(texts))
    return False


def without_own_initials(left: list[Part], company: Company) -> list[Part]:
    """What is left without a word that is the initials of the rest of its own name: ``World Bank Group WBG``."""
    if len(left) != 1 or len(company.parts) < 3 or len(left[0].key) > 8:
        return left
    rest = [token for token in company.tokens if token.key != left[0].key]
    if left[0].key[0] not in {token.key[0] for token in rest[:2]}:
        return left
    texts = [token.word.latin for token in rest]
    return [] if initials_of(left[0].word.latin, texts, [token.role == "legal form" for token in rest]) else left


def initials_of(short: str, words: Sequence[str], small: Sequence[bool]) -> bool:
    """Whether a word is the first letters of others in their order; ``small`` words may be passed over, or give all
    their letters (``SA``). Two letters and two words at least."""
    return len(words) > 1 and 1 < len(short) <= ABBREVIATION_MAX and _initials(short, tuple(words), tuple(small))


@lru_cache(4096)
def _initials(short: str, words: tuple[str, ...], small: tuple[bool, ...]) -> bool:
    """By what is left of the word after each: a handful of lengths."""
    left = {short}
    for whole, may_be_left in zip(words, small, strict=True):
        after = {rest[1:] for rest in left if whole and rest.startswith(whole[0])}
        if may_be_left:
            after |= left | {rest[len(whole) :] for rest in left if len(whole) < 4 and rest.startswith(whole)}
        left = after
    return "" in left


@lru_cache(4096)
def made_of_beginnings(short: str, words: tuple[str, ...]) -> bool:
    """Whether a word is two letters or more of each of others, but for the last of three or more: ``natwest``."""
    if not SYLLABIC_MIN <= len(short) <= ABBREVIATION_MAX or len(words) < 2:
        return False
    left = {short}
    for at, whole in enumerate(words):
        after = {
            rest[n:] for rest in left for n in range(2, min(len(whole), len(rest)) + 1) if rest.startswith(whole[:n])
        }
        left = after | (left if at == len(words) - 1 > 1 else set())
    return "" in left
