"""Whether two words of names sound alike, however each is spelled."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from identity_graph.normalize.naming.keeping import CACHE_SIZE
from identity_graph.normalize.naming.scripts import without_vowels
from identity_graph.normalize.naming.sounds import merged, merges, single, sounds, spelling, spellings, unmarked
from identity_graph.normalize.naming.ways import CUSTOMS, Signs, bones, signs_of, ways
from identity_graph.normalize.naming.word import Word, word, word_readings

Heard = tuple[Signs, ...]

_ACROSS: Final = [spelling(name) for name in spellings(across=True)]
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
    one, other = shown(a), shown(b)
    alike = alike_by_one_custom(one, other)
    worth = MIXED if min(len(bones(one)), len(bones(other))) >= LONG_BONES else MIXED_SHORT
    if alike >= worth:
        return alike
    return max(alike, worth * _mixed(_by_bones(one), _by_bones(other), alike / worth))


def alike_by_one_custom(one: str, other: str) -> float:
    """The likest pair where both are spelled by the same custom."""
    if sounds(one) == sounds(other):
        return 1.0
    alike = 0.0
    ours, theirs = ways(one), ways(other)
    before: tuple[Signs, Signs] | None = None
    for at in range(len(CUSTOMS)):
        mine, yours = ours.by(at), theirs.by(at)
        if before and mine is before[0] and yours is before[1]:
            continue
        before = mine, yours
        alike = _liker(mine, yours, CONSONANTS, alike)
        if alike == 1.0:
            break
    return alike


def _mixed(ours: dict[str, list[str]], theirs: dict[str, list[str]], best: float) -> float:
    """The likest pair by any two customs, or what was best before: by skeletons first, of which there are few."""
    for mine, wholes in ours.items():
        for yours, others in theirs.items():
            near = _compare(mine, yours)
            if near < HOPELESS or CONSONANTS * near + 1 - CONSONANTS <= best:
                continue
            likest = max([_compare(whole, other) for whole in wholes for other in others])
            best = max(best, CONSONANTS * near + (1 - CONSONANTS) * likest)
    return best


def alike_plainly(a: Word, b: Word) -> float:
    """How alike two Latin words sound in the standard reading, or in English if that is liker."""
    best = 0.0
    for read in (spelling("standard"), spelling("english")):
        best = _liker(signs_of(read.sounds(a.latin)), signs_of(read.sounds(b.latin)), CONSONANTS, best)
    return best


def _liker(mine: Signs, yours: Signs, weight: float, best: float) -> float:
    """How alike two ways to sound are, or what was best before; skeletons that rule it out are not looked past."""
    near = _compare(mine.skeleton, yours.skeleton)
    if near < HOPELESS or weight * near + 1 - weight <= best:
        return best
    return max(best, weight * near + (1 - weight) * _compare(mine.features, yours.features))


_compare: Final = Levenshtein.normalized_similarity


@lru_cache(CACHE_SIZE)
def _by_bones(text: str) -> dict[str, list[str]]:
    """Skeletons of a word, each with the features it may have."""
    found: dict[str, list[str]] = {}
    for signs in ways(text).all():
        found.setdefault(signs.skeleton, []).append(signs.features)
    return found


def shown(one: Word) -> str:
    """With its marks, which tell how it sounds, where it is written in Latin letters."""
    return one.text if one.script == "latin" else one.latin


def _likest(ours: Heard, theirs: Heard, weight: float) -> float:
    best = 0.0
    for mine in ours:
        for yours in theirs:
            best = _liker(mine, yours, weight, best)
    if not best and ours and theirs:
        one, other = ours[0], theirs[0]
        near = weight * _compare(one.skeleton, other.skeleton)
        return 0.3 * (near + (1 - weight) * _compare(one.features, other.features))
    return best


@lru_cache(CACHE_SIZE)
def _heard(text: str, script: str, between: str) -> Heard:
    if script == "latin":
        plain = unmarked(text)
        read = dict.fromkeys([custom.read(plain) for custom in _ACROSS])  # most customs read most words alike
        forms = [single(form) for form in read]
    else:
        forms = [sounds(form) for form in word_readings(word(text))]
    return tuple([signs_of(form) for form in _distinct_sounds(forms, between)])


def _distinct_sounds(forms: list[str], between: str) -> list[str]:
    return list(dict.fromkeys([merged(form, between) for form in forms] if merges(between) else forms))


def same_sounds(a: str, b: str, customs: tuple[str, ...]) -> bool:
    """Whether two Latin spellings are one by any two of some customs of spelling."""
    ours = {sounds(a, one) for one in customs}
    return any(sounds(b, one) in ours for one in customs)


@lru_cache(CACHE_SIZE)
def beginnings(text: str) -> frozenset[str]:
    """The places of the first sound of a word, in all its readings; vowels are one."""
    one = word(text)
    forms = (one.latin, *word_readings(one)) if one.script != "latin" else (one.latin,)
    return frozenset(bones(form)[:1] for form in forms if form)
