"""How two words of names are related: the same, a spelling, a short form, alike, or different; how likely one."""

from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming.crossing import by_sound
from identity_graph.normalize.naming.customs import CULTURES
from identity_graph.normalize.naming.endings import family_ending, two_sexes
from identity_graph.normalize.naming.given import Given
from identity_graph.normalize.naming.hearing import same_sounds
from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.nearness import by_letters, two_names
from identity_graph.normalize.naming.patronymics import fathers
from identity_graph.normalize.naming.relation import SAME, SPELLING, TWO_NAMES, UNRELATED, Related
from identity_graph.normalize.naming.syllables import in_characters, read_in_mandarin, two_of_syllables
from identity_graph.normalize.naming.word import Word

FAR_APART: Final = 0.45
"""Share of the letters that two spellings of one name have in common at least."""
STRICT: Final = frozenset({"chinese", "korean"})
"""Cultures whose given names are made of syllables: two words of whole syllables that differ are two names."""
ONE_SIDED: Final = "?"
"""Behind the name of a culture: one of two names is of it, the other is not known to be."""
_similarity: Final = OSA.normalized_similarity
_DIFFERENT: Final = Related(0.03, "different")
_MARKS: Final = Related(0.99, "marks")
_ROMANIZED: Final = Related(0.93, "romanized")
_FAMILY_SPELLING: Final = Related(0.82, "family spelling")
_SHORT: Final = Related(0.9, "short")
_BOTH_SHORT: Final = Related(0.78, "short")
_TRANSLATED: Final = Related(0.66, "translated")
_OTHER_SEXES_FORM: Final = Related(0.2, "sex")
_SEX: Final = Related(0.14, "sex")
_INITIAL: Final = Related(0.55, "initial")
_OTHER_INITIAL: Final = Related(0.02, "other initial")


def related(a: Word, b: Word, culture: str = "") -> Related:
    """How two words (in any script) are related; ``culture`` adds its customs of spelling."""
    if a.key == b.key:
        return SAME
    if not culture and plainly_different(a, b):
        return _DIFFERENT
    key = f"{a.key} {b.key} {culture}"
    kept = _KEPT.get(key)
    return kept if kept is not None else keep(_KEPT, key, _related(a, b, culture))


_KEPT: Final[dict[str, Related]] = {}


def _related(a: Word, b: Word, culture: str) -> Related:
    if a.script == b.script == "han":
        return in_characters(a, b)
    if not (a.latin and b.latin):
        return UNRELATED
    if a.initial or b.initial:
        return _initials(a, b)
    if known := _known(a, b) or (_by_culture(a, b, culture) if culture else None):
        return known
    if a.descends and a.latin[-1:] == b.latin[-1:] and (stems := fathers(a, b)):
        return stems
    found = by_letters(a, b) if a.script == b.script else by_sound(a, b)
    return two_names(found, a, b) if found.score > TWO_NAMES.score else found


def plainly_different(a: Word, b: Word) -> bool:
    """The cheap look at two Latin words: letters far apart, and no table that could bring the two together."""
    if a.script != "latin" or b.script != "latin" or a.initial or b.initial:
        return False
    if (a.known and b.known) or (a.families and b.families):
        return False
    if lengths_apart(len(a.latin), len(b.latin)):
        return True
    return not _similarity(a.latin, b.latin, score_cutoff=FAR_APART)


def lengths_apart(one: int, other: int) -> bool:
    """Whether words of so many letters are far apart whichever letters these are: the rest of the longer one is not in
    the other."""
    return one < FAR_APART * other or other < FAR_APART * one


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
    given = a.known and b.known
    if given and (one_name := _one_given(x, y, across=across)):
        return one_name
    ending = family_ending(a, b) if not x.spells and not y.spells else None
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
    if not across and two_sexes(a, b):
        return _SEX
    return None


def _folded_alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two words may be folded to one; each has its plain form first, and most have no other."""
    return len(ours) + len(theirs) > 2 and not set(ours).isdisjoint(theirs)


def _one_given(x: Given, y: Given, *, across: bool) -> Related | None:
    """Whether two listed given names are one, or short for one."""
    if not x.spells.isdisjoint(y.spells):
        return Related(0.95, "script") if across else SPELLING
    if not (x.spells.isdisjoint(y.shortens) and x.shortens.isdisjoint(y.spells)):
        return _SHORT
    return None if x.shortens.isdisjoint(y.shortens) else _BOTH_SHORT


def _by_culture(a: Word, b: Word, culture: str) -> Related | None:
    """What the cultures of both names say; the strict ones that two words are one, or that they are two."""
    if same := _customs(a, b, culture):
        return same
    if STRICT.issuperset(culture.split()) and two_of_syllables(a, b):
        return TWO_NAMES
    return read_in_mandarin(a, b) if culture == "chinese" and a.script != b.script else None


def _customs(a: Word, b: Word, culture: str) -> Related | None:
    """Whether they are one by the customs of spelling of a culture."""
    customs = _spellings(culture)
    if a.script == "han" or b.script == "han":
        return None
    same = any(same_sounds(a.latin, b.latin, each) for each in customs)
    return (_ROMANIZED if a.script == b.script else Related(0.96, "script")) if same else None


@cache
def _spellings(culture: str) -> tuple[tuple[str, ...], ...]:
    """The customs of spelling of each."""
    return tuple(CULTURES[name].spellings for name in culture.removesuffix(ONE_SIDED).split())
