"""Two addresses as mere words and numbers: for texts whose parts cannot be told, as commas or letters are wrong."""

from collections import Counter
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, Levenshtein

from identity_graph.normalize.postal.forms import Form, directions, kinds_of_roads

WORD_MIN: Final = 3
"""Letters of a word that has to be found in the other text."""
WORDS_MIN: Final = 2
"""Words and numbers that have to be found, at least."""
LIKE: Final = 0.75
"""Likeness of two words from which on they may be one word with a slip of the pen."""
ALL_LIKE: Final = 0.9
"""Likeness of the two whole texts without blanks from which on they are one with slips of the pen."""
LEAST: Final = 0.75
"""How likely two texts are one place where all words of the shorter are in the longer, but few of the longer's."""


@lru_cache(65_536)
def overlap(x: Form, y: Form) -> float:
    """How likely two addresses are one by their words and numbers alone, in [0, 1]; 0 where any word or number of the
    shorter has no like in the longer, or where only one has a number: then the parts must tell."""
    short, long = sorted((x, y), key=lambda form: (len(form.words) + len(form.numbers), repr(form)))
    if not short.numbers or Counter(short.numbers) - Counter(long.numbers):
        return 0.0
    if (x.house and y.house and x.house != y.house and x.numbers != y.numbers) or x.units_differ(y):
        return 0.0
    if bool(x.box) != bool(y.box) and (x.road or y.road):  # a box's number is no house's
        return 0.0
    if set(short.words) & directions() != set(long.words) & directions():
        return 0.0
    told = [word for word in short.words if len(word) >= WORD_MIN and word not in kinds_of_roads()]
    if len(told) + len(short.numbers) < WORDS_MIN or not told:
        return 0.0
    missing = [word for word in told if not _found(word, long.words)]
    if len(missing) < len(told) and not missing[1:] and all(len(word) <= WORD_MIN for word in missing):
        share = (len(told) + len(short.numbers)) / max(1, len(long.words) + len(long.numbers))
        return LEAST + (1 - LEAST) * min(1.0, share) * 0.9
    if sorted(short.numbers) != sorted(long.numbers):
        return 0.0
    likeness = Levenshtein.normalized_similarity("".join(short.words), "".join(long.words))
    return likeness if likeness >= ALL_LIKE and not _strangers(told, long.words) else 0.0


def _found(word: str, others: tuple[str, ...]) -> bool:
    return word in others or any(_alike(word, other) for other in others)


def _alike(word: str, other: str) -> bool:
    """One word but for a slip: two letters in long words, one in short ones."""
    if min(len(word), len(other)) < WORD_MIN:
        return False
    distance = OSA.distance(word, other, score_cutoff=2)
    return distance <= 1 or (distance == 2 and OSA.normalized_similarity(word, other) >= LIKE)


def _strangers(words: list[str], others: tuple[str, ...]) -> bool:
    """Whether a word of some length has nothing like it, not even within the other text without blanks."""
    whole = "".join(others)
    return any(len(word) > WORD_MIN and not _found(word, others) and word[1:-1] not in whole for word in words)
