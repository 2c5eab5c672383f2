"""Slips of the pen: letters left out, put in, taken for others or changing places."""

from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming.patronymics import without_patronymic
from identity_graph.normalize.naming.word import Word

SLIP_SURE: Final = 0.8
"""From here on a slip of the pen explains the difference, and nobody listens."""
_TYPO: Final = {1: {3: 0.2, 4: 0.22, 5: 0.66}, 2: {5: 0.2, 6: 0.4, 7: 0.42}, 3: {8: 0.2, 9: 0.35, 10: 0.5}}
_TYPO_LONG: Final = {1: 0.86, 2: 0.72, 3: 0.6}
_LONG: Final = 11
"""Letters from which on it makes no difference how many there are."""
_WORTH: Final = {
    slips: [
        next((worth for most, worth in by_length.items() if length <= most), _TYPO_LONG[slips])
        for length in range(_LONG + 1)
    ]
    for slips, by_length in _TYPO.items()
}
_TYPO_OF_KNOWN: Final = 0.6
"""One slip in a short word, where one of the two is a known name and the other is none."""
_FIRST_LETTER: Final = 0.75
_EXTENDED: Final = 0.5
"""Letters put behind a whole word make another word: Demir, Demirel."""


def slip(a: Word, b: Word, *, sure: bool) -> float:
    """What slips of the pen explain; ``sure`` where one of the words is a known name and the other is none."""
    one, other = without_patronymic(a, b)
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > 3:  # as many slips as are forgiven
        return 0.0
    slips = OSA.distance(one, other, score_cutoff=3)
    if slips > 3 or slips == 0:
        return 0.0
    score = _WORTH[slips][min(longest, _LONG)]
    if slips > 1 and slips == abs(len(one) - len(other)) and (one.startswith(other) or other.startswith(one)):
        score *= _EXTENDED
    if sure and slips == 1 and longest > 3:  # of three letters one says nothing
        score = max(score, _TYPO_OF_KNOWN)
    return score if one[:1] == other[:1] else score * _FIRST_LETTER
