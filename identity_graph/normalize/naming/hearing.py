"""Whether two words of names sound alike, however each is spelled."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from identity_graph.normalize.naming.romanize import CACHE_SIZE
from identity_graph.normalize.naming.scripts import custom, without_vowels
from identity_graph.normalize.naming.sounds import features, merged, skeleton, sounds, spellings
from identity_graph.normalize.naming.word import Word, word, word_readings

Heard = tuple[tuple[str, str], ...]
"""Features and skeleton of each way a word may sound."""

CONSONANTS: Final = 0.45
"""What the consonants weigh against the whole, vowels among it."""
CONSONANTS_ALONE: Final = 0.75
"""The same where one of the scripts writes no vowels."""
MIXED: Final = 0.94
MIXED_SHORT: Final = 0.8
LONG_BONES: Final = 15
"""Five consonants, of three signs each."""
HOPELESS: Final = 0.34
"""Skeletons less alike than this are not looked at further."""


def alike_across(a: Word, b: Word) -> float:
    """How alike two words of different scripts sound, in [0, 1]: the likest pair of their readings."""
    between = a.script if b.script == "latin" else b.script
    weight = CONSONANTS_ALONE if without_vowels(a.script) or without_vowels(b.script) else CONSONANTS
    return _likest(_heard(a.text, a.script, between), _heard(b.text, b.script, between), weight)


def alike_latin(a: Word, b: Word) -> float:
    """The same for two words in Latin letters, or two of one other alphabet by their Latin form.

    Likest by one custom of spelling; two customs mixed count less, and little for short words."""
    ours, theirs = _by_custom(_shown(a)), _by_custom(_shown(b))
    alike = max(_likest((mine,), (yours,), CONSONANTS) for mine, yours in dict.fromkeys(zip(ours, theirs, strict=True)))
    if alike == 1.0:
        return alike
    mixed = _likest(tuple(dict.fromkeys(ours)), tuple(dict.fromkeys(theirs)), CONSONANTS)
    length = min(len(ours[0][1]), len(theirs[0][1]))
    return max(alike, mixed * (MIXED if length >= LONG_BONES else MIXED_SHORT))


@lru_cache(CACHE_SIZE)
def _by_custom(text: str) -> Heard:
    heard = [sounds(text, spelling) for spelling in spellings()]
    return tuple((features(form), skeleton(form)) for form in heard)


def _shown(one: Word) -> str:
    """With its marks, which tell how it sounds, where it is written in Latin letters."""
    return one.text if one.script == "latin" else one.latin


def _likest(ours: Heard, theirs: Heard, weight: float) -> float:
    best = 0.0
    compare = Levenshtein.normalized_similarity
    for whole, bones in ours:
        for other_whole, other_bones in theirs:
            near = compare(bones, other_bones)
            if near < HOPELESS or weight * near + 1 - weight <= best:
                continue
            alike = weight * near + (1 - weight) * compare(whole, other_whole)
            best = max(best, alike)
    if not best and ours and theirs:
        return 0.3 * weight * compare(ours[0][1], theirs[0][1]) + 0.3 * (1 - weight) * compare(ours[0][0], theirs[0][0])
    return best


@lru_cache(CACHE_SIZE)
def _heard(text: str, script: str, between: str) -> Heard:
    if script == "latin":
        forms = [sounds(text, spelling) for spelling in spellings()]
    else:
        forms = [sounds(form) for form in word_readings(word(text))]
    return tuple((features(form), skeleton(form)) for form in _distinct_sounds(forms, between))


def _distinct_sounds(forms: list[str], between: str) -> list[str]:
    return (
        list(dict.fromkeys(merged(form, between) for form in forms))
        if custom(between).get("merges")
        else list(dict.fromkeys(forms))
    )


@lru_cache(CACHE_SIZE)
def plainly(latin: str) -> tuple[str, str]:
    """Features and skeleton by the standard reading: the cheap look."""
    heard = sounds(latin)
    return features(heard), skeleton(heard)


def same_sounds(a: str, b: str, customs: tuple[str, ...]) -> bool:
    """Whether two Latin spellings are one by any two of some customs of spelling."""
    ours = {sounds(a, one) for one in customs}
    return any(sounds(b, one) in ours for one in customs)


@lru_cache(CACHE_SIZE)
def beginnings(text: str) -> frozenset[str]:
    """The places of the first sound of a word, in all its readings; vowels are one."""
    one = word(text)
    forms = (one.latin, *word_readings(one)) if one.script != "latin" else (one.latin,)
    return frozenset(plainly(form)[1][:1] for form in forms if form)
