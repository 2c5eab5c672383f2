"""Two words of one script by their letters and sounds, where no table and no custom tells of them."""

import re
from typing import Final

from rapidfuzz.distance import OSA, Levenshtein

from identity_graph.normalize.naming.endings import derived
from identity_graph.normalize.naming.hearing import alike_by_one_custom, alike_latin, alike_plainly, shown
from identity_graph.normalize.naming.patronymics import without_patronymic
from identity_graph.normalize.naming.relation import PAIRED, TWO_NAMES, Related
from identity_graph.normalize.naming.slips import SLIP_SURE, slip
from identity_graph.normalize.naming.ways import bones, bones_of
from identity_graph.normalize.naming.word import Word

NEAR: Final = 0.5
"""Likeness, the mean of letters and consonants, from which on two words may be one spelled by no custom that is known.
Where another word of the two names was the same, and not both of these were known to be names, those of .5 were one in
half of the cases, those of .6 in four of five (two sets of labelled names, a half of each)."""
NEAR_LETTERS: Final = 4
HEARD_NEAR: Final = 1.38
"""Likeness of letters and of consonants together from which on two spellings are listened to: of some 7,000 spellings
that were looked at, below it one in a hundred sounded alike by any custom."""
HEARD_LETTERS: Final = 0.5
"""The same where the consonants are the same, for the letters alone."""
ONE_SOUND: Final = 0.97
"""Two known names that sound less alike than this in English, and not the same by any custom, are two."""
VOWELS_APART: Final = 0.92
VOWELS_LENGTH: Final = 7
"""The same for words of so many letters, in which a vowel tells little: Anderson and Andersen."""
_CLUSTERS: Final = re.compile("sch|cz|sz|tch")
"""One sound in three letters or two: words spelled with them and without have few letters in common."""
_compare: Final = Levenshtein.normalized_similarity
_ALIKE: Final = 0.2
"""What likeness by sound is worth where it makes no name of two."""
_FRONTS: Final = ("abdul", "abu", "umm")


def by_letters(a: Word, b: Word) -> Related:
    """What letters and sounds tell of two words of one script; sounds are listened to where letters leave a hope."""
    typo = slip(a, b, sure=a.listed != b.listed)
    if typo >= SLIP_SURE:
        return Related(typo, "typo")
    letters = OSA.normalized_similarity(a.latin, b.latin)
    ours, theirs = bones_of(a), bones_of(b)
    near = _compare(ours, theirs)
    if letters + near < HEARD_NEAR and not (near == 1.0 and letters >= HEARD_LETTERS) and not _one_has_clusters(a, b):
        # no custom brings these together
        return _near_or_slip(typo, 0.0, _nearness(a, b, letters, near))
    signs, nearness = min(len(ours), len(theirs)), _nearness(a, b, letters, near)
    if max(typo, nearness) >= max(_sounding(1.0, signs), _ALIKE):
        return _near_or_slip(typo, 0.0, nearness)  # nothing that could be heard tells more
    alike = alike_latin(a, b)
    sound = _sounding(alike, signs)
    if alike < 1.0:
        sound *= min(1.0, max(0.0, (letters - 0.4) / 0.3))
    return _near_or_slip(typo, sound, max(nearness, _ALIKE * alike))


def _one_has_clusters(a: Word, b: Word) -> bool:
    return (_CLUSTERS.search(a.latin) is None) is not (_CLUSTERS.search(b.latin) is None)


def _near_or_slip(typo: float, sound: float, near: float) -> Related:
    """The likeliest of what explains a difference; below `PAIRED` no reader would see one name."""
    if typo >= near:
        score, why = (sound, "sound") if sound > typo else (typo, "typo")
    else:
        score, why = (sound, "sound") if sound > near else (near, "near")
    return Related(score, why if score >= PAIRED else "different")


def _nearness(a: Word, b: Word, letters: float, consonants: float) -> float:
    """What it tells that two words are near each other, though no custom of spelling and no slip makes them one."""
    alike = (letters + consonants) / 2
    if alike <= NEAR or min(len(a.latin), len(b.latin)) < NEAR_LETTERS or derived(a, b):
        return 0.05 * consonants + 0.05 * letters
    one, other = _without_affix(a, b)
    if one != a.latin:
        alike = (OSA.normalized_similarity(one, other) + _compare(bones(one), bones(other))) / 2
    return (alike - NEAR) * 1.5 + 0.2 if alike > NEAR else 0.1 * alike


def _without_affix(a: Word, b: Word) -> tuple[str, str]:
    """Both without what tells nothing: a patronymic's ending, Abu, servant of."""
    one, other = without_patronymic(a, b)
    front = next((front for front in _FRONTS if one.startswith(front) and other.startswith(front)), "")
    return one[len(front) :], other[len(front) :]


def _sounding(alike: float, signs: int) -> float:
    """What likeness by sound is worth; words with one consonant say little."""
    worth: float = max(0.0, (alike - 0.7) / 0.3) ** 1.5 * 0.9
    return worth * (1.0 if signs >= 9 else 0.85 if signs >= 6 else 0.28)  # three signs a consonant


def two_names(found: Related, a: Word, b: Word) -> Related:
    """What nearness is worth where both words are known to be names: little, but for two spellings of one sound."""
    if a.given.named and b.given.named:
        return TWO_NAMES
    if not (a.script == b.script and a.listed and b.listed):
        return found
    one_sound = VOWELS_APART if min(len(a.latin), len(b.latin)) >= VOWELS_LENGTH else ONE_SOUND
    if alike_plainly(a, b) >= one_sound or alike_by_one_custom(shown(a), shown(b)) == 1.0:
        return found
    return TWO_NAMES
