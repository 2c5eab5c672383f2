"""Two words of different scripts, by how they sound."""

from typing import Final

from identity_graph.normalize.naming.hearing import alike_across
from identity_graph.normalize.naming.relation import Related
from identity_graph.normalize.naming.word import Word

LONE_HAN: Final = 0.8
"""One character has so many readings that one of them is near most short words."""
_CENTRE: Final = 0.66
"""Where words of two scripts are as likely one name as two: chosen by eye on half of the shared words."""
_OTHER_LAST_VOWEL: Final = 0.6
_LAST_A: Final = {"arabic": "ةاىهآءأعحي", "hebrew": "האעח"}
"""The letters an *a* at the end may be written with."""


def by_sound(a: Word, b: Word) -> Related:
    """What the likest of their readings tell."""
    alike = alike_across(a, b)
    if _other_last_vowel(a, b):
        alike *= _OTHER_LAST_VOWEL
    lone = (a.script == "han" and len(a.text) == 1) or (b.script == "han" and len(b.text) == 1)
    return _likely(alike * LONE_HAN if lone and alike < 1.0 else alike, min(len(a.latin), len(b.latin)))


def _likely(alike: float, short: int) -> Related:
    """What likeness is worth; ``short`` are the letters of the shorter word."""
    if alike <= 0.5:  # below it the curve is a line, so that order is kept
        return Related(0.16 * alike, "different")
    centre = _CENTRE + (0.06 if short <= 3 else 0.0)  # short words are alike by chance
    score = 0.97 / (1.0 + 10.0 ** ((centre - alike) * 9.0))
    return Related(max(score, 0.16 * alike), "script" if score > 0.4 else "different")


def _other_last_vowel(a: Word, b: Word) -> bool:
    """Whether a Latin word ends in *a* and the other, in a script that writes that vowel, does not, or the other way:
    Karim, Karima."""
    latin, other = (a, b) if a.script == "latin" else (b, a)
    if latin.script != "latin" or (ends := _LAST_A.get(other.script)) is None or len(other.text) < 3:
        return False
    last = latin.latin.removesuffix("h")[-1:]
    if last == "a" and not latin.latin.endswith("llah"):
        return other.text[-1] not in ends
    return other.text[-1] == "ة" and last not in "aeiotu"
