"""How two words of names are related: the same, a spelling, a short form, alike, or different; how likely one."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, Levenshtein, Prefix

from identity_graph.normalize.naming import customs, han, hearing
from identity_graph.normalize.naming.data import table
from identity_graph.normalize.naming.given import NOT_KNOWN, Given
from identity_graph.normalize.naming.word import Word, word

FAR_APART: Final = 0.45
"""Share of the letters that two spellings of one name have in common at least."""
STRICT: Final = frozenset({"chinese", "korean"})
"""Cultures whose given names are made of syllables: two words of whole syllables that differ are two names."""
ONE_SIDED: Final = "?"
"""Behind the name of a culture: one of two names is of it, the other is not known to be."""
HOMOPHONE: Final = 0.2
"""Two single characters that are read the same: a dozen given names are."""
NEAR: Final = 0.5
"""Likeness, the mean of letters and consonants, from which on two words may be one spelled by no custom that is known.
Where another word of the two names was the same, and not both of these were known to be names, those of .5 were one in
half of the cases, those of .6 in four of five (two sets of labelled names, a half of each)."""
NEAR_LETTERS: Final = 4
PAIRS_CACHED: Final = 131_072
PAIRED: Final = 0.3
"""Two words less likely one name than this are not paired."""
SLIP_SURE: Final = 0.8
"""From here on a slip of the pen explains the difference, and nobody listens."""
HEARD_NEAR: Final = 1.38
"""Likeness of letters and of consonants together from which on two spellings are listened to: of some 7,000 spellings
that were looked at, below it one in a hundred sounded alike by any custom."""
HEARD_LETTERS: Final = 0.5
"""The same where the consonants are the same, for the letters alone."""


class Related(NamedTuple):
    """How likely two words are one name, and why: a key of `reasons`."""

    score: float
    why: str


SAME: Final = Related(1.0, "same")
_DIFFERENT: Final = Related(0.03, "different")
UNRELATED: Final = Related(0.0, "different")
_MARKS: Final = Related(0.99, "marks")
_SPELLING: Final = Related(0.96, "spelling")
_ROMANIZED: Final = Related(0.93, "romanized")
_FAMILY_SPELLING: Final = Related(0.82, "family spelling")
_SHORT: Final = Related(0.9, "short")
_BOTH_SHORT: Final = Related(0.78, "short")
_TRANSLATED: Final = Related(0.66, "translated")
_ENDING: Final = Related(0.95, "ending")
_OTHER_SEXES_FORM: Final = Related(0.2, "sex")
_SEX: Final = Related(0.14, "sex")
_INITIAL: Final = Related(0.55, "initial")
_OTHER_INITIAL: Final = Related(0.02, "other initial")
_KNOWN_DIFFERENT: Final = 0.2
_TYPO: Final = {1: {3: 0.2, 4: 0.22, 5: 0.66}, 2: {5: 0.2, 6: 0.4, 7: 0.42}, 3: {8: 0.2, 9: 0.35, 10: 0.5}}
_TYPO_LONG: Final = {1: 0.86, 2: 0.72, 3: 0.6}
_TYPO_OF_KNOWN: Final = 0.6
"""One slip in a short word, where one of the two is a known name and the other is none."""
_FIRST_LETTER: Final = 0.75
_EXTENDED: Final = 0.5
"""Letters put behind a whole word make another word: Demir, Demirel."""
ONE_SOUND: Final = 0.97
"""Two known names that sound less alike than this in English, and not the same by any custom, are two."""
VOWELS_APART: Final = 0.92
VOWELS_LENGTH: Final = 7
"""The same for words of so many letters, in which a vowel tells little: Anderson and Andersen."""
LONE_HAN: Final = 0.8
"""One character has so many readings that one of them is near most short words."""
_CENTRE: Final = 0.66
"""Where words of two scripts are as likely one name as two: chosen by eye on half of the shared words."""


@lru_cache(PAIRS_CACHED)
def related(one: str, other: str, culture: str = "") -> Related:
    """How two words (lower-case, in any script) are related; ``culture`` adds its customs of spelling."""
    if one == other:
        return SAME
    a, b = word(one), word(other)
    if a.script == b.script:
        if a.script == "han":
            return _han(a, b)
        if not culture and plainly_different(a, b):
            return _DIFFERENT
    if not (a.latin and b.latin):
        return UNRELATED
    if a.initial or b.initial:
        return _initials(a, b)
    if known := _known(a, b) or (_by_culture(a, b, culture) if culture else None):
        return known
    if a.latin[-1:] == b.latin[-1:] and (stems := _fathers(a.latin, b.latin)):
        return stems
    found = _by_letters(a, b)
    return _two_names(found, a, b) if found.score > _KNOWN_DIFFERENT else found


def plainly_different(a: Word, b: Word) -> bool:
    """The cheap look at two Latin words: letters far apart, and no table that could bring the two together."""
    if a.script != "latin" or b.script != "latin":
        return False
    if OSA.normalized_similarity(a.latin, b.latin, score_cutoff=FAR_APART) or a.initial or b.initial:
        return False
    return (a.given is NOT_KNOWN or b.given is NOT_KNOWN) and not (a.families and b.families)


def _han(a: Word, b: Word) -> Related:
    ours, theirs = han.simplified(a.text), han.simplified(b.text)
    if ours == theirs:
        return Related(0.99, "characters")
    shared = Levenshtein.normalized_similarity(ours, theirs)
    if a.latin == b.latin:
        return Related(max(0.45, shared * 0.5) if len(ours) > 1 else HOMOPHONE, "sound")
    return Related(shared * 0.4, "different")


def _initials(a: Word, b: Word) -> Related:
    letter, name = (a, b) if a.initial else (b, a)
    if name.initial:
        return Related(0.8, "initials") if letter.latin == name.latin else _OTHER_INITIAL
    begins = any(form.startswith(letter.latin) for form in name.alike)
    return _INITIAL if begins else _OTHER_INITIAL


def _known(a: Word, b: Word) -> Related | None:
    """What the tables say."""
    across = a.script != b.script
    if a.latin == b.latin or _folded_alike(a.alike, b.alike):
        if across:
            return Related(0.98, "script")
        return _MARKS if a.script == "latin" else SAME
    x, y = a.given, b.given
    given = x is not NOT_KNOWN and y is not NOT_KNOWN
    if given and (one_name := _one_given(x, y, across=across)):
        return one_name
    ending = _family_ending(a, b) if not x.spells and not y.spells else None
    if ending:
        return ending
    if (
        a.families
        and b.families
        and not {row.number for row in a.families}.isdisjoint(row.number for row in b.families)
    ):
        return Related(0.93, "script") if across else _FAMILY_SPELLING
    if given and not (x.spells.isdisjoint(y.translates) and x.translates.isdisjoint(y.spells)):
        return _TRANSLATED if across or not (a.sex and b.sex and a.sex != b.sex) else _OTHER_SEXES_FORM
    if not across and _two_sexes(a, b):
        return _SEX
    return None


def _folded_alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two words may be folded to one; each has its plain form first, and most have no other."""
    return len(ours) + len(theirs) > 2 and not set(ours).isdisjoint(theirs)


def _one_given(x: Given, y: Given, *, across: bool) -> Related | None:
    """Whether two listed given names are one, or short for one."""
    if not x.spells.isdisjoint(y.spells):
        return Related(0.95, "script") if across else _SPELLING
    if not (x.spells.isdisjoint(y.shortens) and x.shortens.isdisjoint(y.spells)):
        return _SHORT
    return None if x.shortens.isdisjoint(y.shortens) else _BOTH_SHORT


def _by_culture(a: Word, b: Word, culture: str) -> Related | None:
    """What the cultures of both names say; the strict ones that two words are one, or that they are two."""
    if same := _customs(a, b, culture):
        return same
    if STRICT.issuperset(culture.split()) and _two_of_syllables(a, b):
        return Related(_KNOWN_DIFFERENT, "different")
    return _read_in_mandarin(a, b) if culture == "chinese" and a.script != b.script else None


def _customs(a: Word, b: Word, culture: str) -> Related | None:
    """Whether they are one by the customs of spelling of a culture."""
    customs = _spellings(culture)
    if a.script == "han" or b.script == "han":
        return None
    same = any(hearing.same_sounds(a.latin, b.latin, each) for each in customs)
    return (_ROMANIZED if a.script == b.script else Related(0.96, "script")) if same else None


def _fathers(one: str, other: str) -> Related | None:
    """Two patronymics of other endings or spellings by the names they are made of: Hryhoravich, Grigoryevich."""
    if not (one.endswith(customs.PATRONYMIC_ENDINGS) and other.endswith(customs.PATRONYMIC_ENDINGS)):
        return None
    ours, theirs = _stems(one), _stems(other)
    if ours & theirs:
        return _SPELLING
    given = [(word(x).given.spells, word(y).given.spells) for x in ours for y in theirs]
    return _SPELLING if any(not x.isdisjoint(y) for x, y in given) else None


def _stems(patronymic: str) -> set[str]:
    """What it may be made of, with the endings a given name has."""
    longest = max((ending for ending in customs.PATRONYMICS if patronymic.endswith(ending)), key=len)
    stem = patronymic[: -len(longest)]
    return {stem + ending for ending in ("", "y", "i", "iy", "a")}


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


_LAST_A: Final = {"arabic": "ةاىهآءأعحي", "hebrew": "האעח"}
"""The letters an *a* at the end may be written with."""
_OTHER_LAST_VOWEL: Final = 0.6


def _read_in_mandarin(a: Word, b: Word) -> Related | None:
    """Characters beside as many syllables of Pinyin: the one reading or another name, if it is not Cantonese."""
    latin, one = (a, b) if a.script == "latin" else (b, a)
    if one.script != "han" or latin.script != "latin":
        return None
    if not han.is_pinyin(latin.latin, len(one.text)):
        return _OTHER_SYLLABLES if len(one.text) == 1 and han.is_pinyin(latin.latin, 2) else None
    if hearing.same_sounds(latin.latin, han.mandarin(one.text), _MANDARIN):
        return Related(0.96, "script")
    spelled = han.cantonese(one.text)
    other = spelled and spelled != han.mandarin(one.text)
    alike = hearing.alike_latin(latin, word(spelled)) if other else 0.0
    return None if alike > CANTONESE_ALIKE else _OTHER_SYLLABLES


_MANDARIN: Final = ("pinyin", "wade_giles")
_OTHER_SYLLABLES: Final = Related(_KNOWN_DIFFERENT, "different")
CANTONESE_ALIKE: Final = 0.85


def _two_of_syllables(a: Word, b: Word) -> bool:
    """Whether both words are whole syllables, a few of them: a slip of the pen seldom makes another syllable. Hangul is
    always of syllables; Han has many readings, which are heard."""
    whole = [
        one.script == "hangul" or (one.script == "latin" and bool(_SYLLABLES.fullmatch(one.latin))) for one in (a, b)
    ]
    return all(whole)


_SYLLABLES: Final = re.compile(
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|[sczkp]h|hs|t[sz]|sz|kw|gw|kk|jj|tt|pp|ss|ng)?"
    r"(?:[aeiou]|a[aeiouhy]|e[aeiouh]|i[aeou]|o[aeiouh]|u[aeioh]|ya|ye|yeo|yo|yu|you|yae|wa|we|wo|wi|wae|iao|uai|ieh|ueh|eou|oae|uei|"
    r"(?:eui))(?:ng|[nmkptlr](?![aeiou]))?){1,3}"
)


def _by_letters(a: Word, b: Word) -> Related:
    if a.script != b.script:
        alike = hearing.alike_across(a, b)
        if _other_last_vowel(a, b):
            alike *= _OTHER_LAST_VOWEL
        lone = (a.script == "han" and len(a.text) == 1) or (b.script == "han" and len(b.text) == 1)
        return _across(alike * LONE_HAN if lone and alike < 1.0 else alike, a, b)
    typo = _typo(a.latin, b.latin, sure=a.listed != b.listed)
    if typo >= SLIP_SURE:
        return Related(typo, "typo")
    letters = OSA.normalized_similarity(a.latin, b.latin)
    bones, other_bones = hearing.bones(a.latin), hearing.bones(b.latin)
    near = Levenshtein.normalized_similarity(bones, other_bones)
    if letters + near < HEARD_NEAR and not (near == 1.0 and letters >= HEARD_LETTERS) and not _one_has_clusters(a, b):
        # no custom brings these together
        return _near_or_slip(typo, 0.0, _nearness(a, b, letters, near))
    alike = hearing.alike_latin(a, b)
    sound = _sounding(alike, min(len(bones), len(other_bones)))
    if alike < 1.0:
        sound *= min(1.0, max(0.0, (letters - 0.4) / 0.3))
    return _near_or_slip(typo, sound, max(_nearness(a, b, letters, near), 0.2 * alike))


def _one_has_clusters(a: Word, b: Word) -> bool:
    return (_CLUSTERS.search(a.latin) is None) is not (_CLUSTERS.search(b.latin) is None)


_CLUSTERS: Final = re.compile("sch|cz|sz|tch")
"""One sound in three letters or two: words spelled with them and without have few letters in common."""


def _near_or_slip(typo: float, sound: float, near: float) -> Related:
    """The likeliest of what explains a difference; below `PAIRED` no reader would see one name."""
    if typo >= near:
        score, why = (sound, "sound") if sound > typo else (typo, "typo")
    else:
        score, why = (sound, "sound") if sound > near else (near, "near")
    return Related(score, why if score >= PAIRED else "different")


def _nearness(a: Word, b: Word, letters: float, bones: float) -> float:
    """What it tells that two words are near each other, though no custom of spelling and no slip makes them one."""
    alike = (letters + bones) / 2
    if alike <= NEAR or min(len(a.latin), len(b.latin)) < NEAR_LETTERS or _derived(a.latin, b.latin):
        return 0.05 * bones + 0.05 * letters
    one, other = _without_affix(a.latin, b.latin)
    if one != a.latin:
        alike = (OSA.normalized_similarity(one, other) + _compare(hearing.bones(one), hearing.bones(other))) / 2
    return (alike - NEAR) * 1.5 + 0.2 if alike > NEAR else 0.1 * alike


_compare: Final = Levenshtein.normalized_similarity


def _derived(one: str, other: str) -> bool:
    """Whether two words have a beginning in common and other endings: Ivanov, Ivanenko; Keller, Kellermann."""
    if one.endswith(customs.PATRONYMIC_ENDINGS) != other.endswith(customs.PATRONYMIC_ENDINGS):
        return True
    shared = Prefix.similarity(one, other)
    ends = one[shared:], other[shared:]
    longer = max(ends, key=len)
    if shared < DERIVED_STEM or len(longer) < 2 or not _HARD.search(longer):
        return False
    return not min(ends) or (len(longer) > 2 and OSA.normalized_similarity(*ends) < DERIVED_UNLIKE)


def _without_affix(one: str, other: str) -> tuple[str, str]:
    """Both without what tells nothing: a patronymic's ending, Abu, servant of."""
    one, other = _without_patronymic(one, other)
    front = next((front for front in _FRONTS if one.startswith(front) and other.startswith(front)), "")
    return one[len(front) :], other[len(front) :]


DERIVED_STEM: Final = 4
DERIVED_UNLIKE: Final = 0.4
"""Endings less alike than this are two, not one spelled in two ways."""
_FRONTS: Final = ("abdul", "abu", "umm")
_HARD: Final = re.compile(r"[bcdfgjklmnpqrstvxz]")


def _sounding(alike: float, bones: int) -> float:
    """What likeness by sound is worth; words with one consonant say little."""
    worth: float = max(0.0, (alike - 0.7) / 0.3) ** 1.5 * 0.9
    return worth * (1.0 if bones >= 9 else 0.85 if bones >= 6 else 0.28)  # three signs a consonant


def _across(alike: float, a: Word, b: Word) -> Related:
    if alike <= 0.5:  # below it the curve is a line, so that order is kept
        return Related(0.16 * alike, "different")
    short = min(len(a.latin), len(b.latin))
    centre = _CENTRE + (0.06 if short <= 3 else 0.0)  # short words are alike by chance
    score = 0.97 / (1.0 + 10.0 ** ((centre - alike) * 9.0))
    return Related(max(score, 0.16 * alike), "script" if score > 0.4 else "different")


def _typo(one: str, other: str, *, sure: bool) -> float:
    """What slips of the pen explain; ``sure`` where one of the words is a known name and the other is none."""
    one, other = _without_patronymic(one, other)
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > 3:  # as many slips as are forgiven
        return 0.0
    slips = OSA.distance(one, other, score_cutoff=3)
    if slips > 3 or slips == 0:
        return 0.0
    score = _worth_of(slips, longest)
    if slips > 1 and slips == abs(len(one) - len(other)) and (one.startswith(other) or other.startswith(one)):
        score *= _EXTENDED
    if sure and slips == 1 and longest > 3:  # of three letters one says nothing
        score = max(score, _TYPO_OF_KNOWN)
    return score if one[:1] == other[:1] else score * _FIRST_LETTER


@cache
def _worth_of(slips: int, longest: int) -> float:
    return next((worth for length, worth in _TYPO[slips].items() if longest <= length), _TYPO_LONG[slips])


def _without_patronymic(one: str, other: str) -> tuple[str, str]:
    """Both without the ending they share: it makes Petrovich and Pavlovich look alike, and tells nothing."""
    if one[-1:] != other[-1:] or not one.endswith(customs.PATRONYMIC_ENDINGS):
        return one, other
    for ending in customs.PATRONYMICS:
        if one.endswith(ending) and other.endswith(ending):
            return one[: -len(ending)], other[: -len(ending)]
    return one, other


def _two_names(found: Related, a: Word, b: Word) -> Related:
    """What nearness is worth where both words are known to be names: little, but for two spellings of one sound."""
    if (a.given.spells or a.given.shortens) and (b.given.spells or b.given.shortens):
        return Related(_KNOWN_DIFFERENT, "different")
    if not (a.script == b.script and a.listed and b.listed):
        return found
    one_sound = VOWELS_APART if min(len(a.latin), len(b.latin)) >= VOWELS_LENGTH else ONE_SOUND
    if (
        hearing.alike_plainly(a, b) >= one_sound
        or hearing.alike_by_one_custom(hearing.shown(a), hearing.shown(b)) == 1.0
    ):
        return found
    return Related(_KNOWN_DIFFERENT, "different")


def _two_sexes(a: Word, b: Word) -> bool:
    """Whether they are one given name's forms for the two sexes."""
    if a.latin[:2] != b.latin[:2]:
        return False
    if not (a.given.spells or b.given.spells or a.given.shortens or b.given.shortens):
        hers = a if len(a.latin) > len(b.latin) else b
        ends = {a.latin[-1:], b.latin[-1:]} == {"o", "a"} or (hers.latin[-1:] == "e" and hers.sex == "f")
        told = (a.sex and b.sex) or (ends and (a.sex or b.sex))
        if not told:
            return False
    return a.sex != (b.sex or "-") and _differ_by_sex(a.latin, b.latin)


def _differ_by_sex(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 3:  # no ending is longer
        return False
    return any(
        (one.endswith(his) and other == one[: len(one) - len(his)] + hers)
        or (other.endswith(his) and one == other[: len(other) - len(his)] + hers)
        for his, hers in _sexes()
    )


def _family_ending(a: Word, b: Word) -> Related | None:
    if a.latin[:3] != b.latin[:3]:
        return None
    if _of_husband(a.latin, b.latin) or _of_husband(b.latin, a.latin):
        return _ENDING
    ours, theirs = family_stem(a.latin), family_stem(b.latin)
    return _ENDING if ours == theirs and min(len(a.latin), len(b.latin)) > 4 else None  # short words end so by chance


_LITHUANIAN: Final = frozenset({"iene", "uviene", "aite", "yte", "ute", "iute"})


def _of_husband(hers: str, his: str) -> bool:
    """Czech and Slovak: ``novakova`` of ``novak``, ``svobodova`` of ``svoboda``, ``novotna`` of ``novotny``."""
    if hers[-1:] not in {"a", "e"} or len(his) < 4:
        return False
    stem = his.removesuffix("a")
    return (
        hers == stem + "ova" or hers == his.removesuffix("ek") + "kova" or (his[-1] == "y" and hers == his[:-1] + "a")
    )


@lru_cache(PAIRS_CACHED)
def family_stem(latin: str) -> str:
    """A family name with the ending of its sex or romanization made one: ``ivanova`` as ``ivanov``."""
    for length in (6, 5, 4, 3, 2):
        if (ending := latin[-length:]) in _endings() and len(latin) - length > 2:  # a stem has three letters
            return latin[:-length] + _endings()[ending]
    return latin


@cache
def _spellings(culture: str) -> tuple[tuple[str, ...], ...]:
    known: dict[str, dict[str, list[str]]] = table("customs")["cultures"]
    return tuple(tuple(known[name].get("spellings", ())) for name in culture.removesuffix(ONE_SIDED).split())


@cache
def _endings() -> dict[str, str]:
    return dict(table("customs")["family_endings"])


@cache
def _sexes() -> tuple[tuple[str, str], ...]:
    return tuple((his, hers) for his, hers in table("customs")["sexes"])
