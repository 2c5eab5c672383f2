"""Words made of a father's name: what they are made of, and what is left without their endings."""

from identity_graph.normalize.naming.customs import PATRONYMICS
from identity_graph.normalize.naming.relation import SPELLING, Related
from identity_graph.normalize.naming.word import Word, word


def fathers(a: Word, b: Word) -> Related | None:
    """Two patronymics of other endings or spellings by the names they are made of: Hryhoravich, Grigoryevich."""
    if not (a.descends and b.descends):
        return None
    ours, theirs = _stems(a.latin), _stems(b.latin)
    if ours & theirs:
        return SPELLING
    given = [(word(x).given.spells, word(y).given.spells) for x in ours for y in theirs]
    return SPELLING if any(not x.isdisjoint(y) for x, y in given) else None


def _stems(patronymic: str) -> set[str]:
    """What it may be made of, with the endings a given name has."""
    longest = max((ending for ending in PATRONYMICS if patronymic.endswith(ending)), key=len)
    stem = patronymic[: -len(longest)]
    return {stem + ending for ending in ("", "y", "i", "iy", "a")}


def without_patronymic(a: Word, b: Word) -> tuple[str, str]:
    """Both without the ending they share: it makes Petrovich and Pavlovich look alike, and tells nothing."""
    one, other = a.latin, b.latin
    if not (a.descends and b.descends):
        return one, other
    for ending in PATRONYMICS:
        if one.endswith(ending) and other.endswith(ending):
            return one[: -len(ending)], other[: -len(ending)]
    return one, other
