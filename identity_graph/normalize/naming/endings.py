"""Endings of names: of the two sexes, of a husband's name, of romanizations, and those that make another name."""

import re
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA, Prefix

from identity_graph.normalize.naming.data import table
from identity_graph.normalize.naming.keeping import CACHE_SIZE
from identity_graph.normalize.naming.relation import Related
from identity_graph.normalize.naming.word import Word

DERIVED_STEM: Final = 4
DERIVED_UNLIKE: Final = 0.4
"""Endings less alike than this are two, not one spelled in two ways."""
_HARD: Final = re.compile(r"[bcdfgjklmnpqrstvxz]")
_ENDING: Final = Related(0.95, "ending")


def family_ending(a: Word, b: Word) -> Related | None:
    """Whether they are one family name with two endings: of the two sexes, of a husband, of a romanization."""
    if a.latin[:3] != b.latin[:3]:
        return None
    if _of_husband(a.latin, b.latin) or _of_husband(b.latin, a.latin):
        return _ENDING
    ours, theirs = family_stem(a.latin), family_stem(b.latin)
    return _ENDING if ours == theirs and min(len(a.latin), len(b.latin)) > 4 else None  # short words end so by chance


def _of_husband(hers: str, his: str) -> bool:
    """Czech and Slovak: ``novakova`` of ``novak``, ``svobodova`` of ``svoboda``, ``novotna`` of ``novotny``."""
    if hers[-1:] not in {"a", "e"} or len(his) < 4:
        return False
    stem = his.removesuffix("a")
    return (
        hers == stem + "ova" or hers == his.removesuffix("ek") + "kova" or (his[-1] == "y" and hers == his[:-1] + "a")
    )


@lru_cache(CACHE_SIZE)
def family_stem(latin: str) -> str:
    """A family name with the ending of its sex or romanization made one: ``ivanova`` as ``ivanov``."""
    for length in (6, 5, 4, 3, 2):
        if (ending := latin[-length:]) in _endings() and len(latin) - length > 2:  # a stem has three letters
            return latin[:-length] + _endings()[ending]
    return latin


def two_sexes(a: Word, b: Word) -> bool:
    """Whether they are one given name's forms for the two sexes."""
    if a.latin[:2] != b.latin[:2]:
        return False
    if not (a.given.named or b.given.named):
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


def derived(a: Word, b: Word) -> bool:
    """Whether two words have a beginning in common and other endings: Ivanov, Ivanenko; Keller, Kellermann."""
    if a.descends != b.descends:
        return True
    one, other = a.latin, b.latin
    shared = Prefix.similarity(one, other)
    ends = one[shared:], other[shared:]
    longer = ends[0] if len(ends[0]) >= len(ends[1]) else ends[1]
    if shared < DERIVED_STEM or len(longer) < 2 or not _HARD.search(longer):
        return False
    return not min(ends) or (len(longer) > 2 and OSA.normalized_similarity(*ends) < DERIVED_UNLIKE)


@cache
def _endings() -> dict[str, str]:
    return dict(table("customs")["family_endings"])


@cache
def _sexes() -> tuple[tuple[str, str], ...]:
    return tuple((his, hers) for his, hers in table("customs")["sexes"])
