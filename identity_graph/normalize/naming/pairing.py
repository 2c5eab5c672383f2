"""Which words of two names are one and the same name, whatever their order and however they are joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming import hearing
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import plainly_different, related
from identity_graph.normalize.naming.relation import PAIRED, PAIRS_CACHED, SAME, UNRELATED, Related
from identity_graph.normalize.naming.word import word

JOINED: Final = 0.85
HELD_SURE: Final = 0.93
JOIN_GAIN: Final = 0.06
"""A joined pair may be this much less likely than the pair it replaces, because it explains one word more."""
JOINED_WEIGHT: Final = 1.5
JOINED_LETTERS: Final = 0.6
"""Share of the letters that two joined words and the one they make have in common at least."""


@dataclass(slots=True)
class Pair:
    """Two elements held to be the same name, by their places."""

    a: int
    b: int
    found: Related
    role: str
    weight: float


def paired(ours: Sequence[Element], theirs: Sequence[Element], culture: str) -> tuple[list[Pair], list[int], list[int]]:
    """Pairs by falling likelihood, and the places of what is left on either side."""
    pairs: list[Pair] = []
    left, right = list(range(len(ours))), list(range(len(theirs)))
    for i, j in _equal(ours, theirs):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append(_pair(ours, i, theirs, j, SAME))
    if left and right:
        for _, _, i, j, found in _likely(ours, left, theirs, right, culture):
            if i in left and j in right:
                left.remove(i)
                right.remove(j)
                pairs.append(_pair(ours, i, theirs, j, found))
    single = len(ours) == 1 or len(theirs) == 1
    if (pairs and (left or right)) or (single and len(ours) != len(theirs)):  # two that share nothing are not joined
        return _join(ours, theirs, pairs, left, right, culture)
    return pairs, left, right


def _equal(ours: Sequence[Element], theirs: Sequence[Element]) -> list[tuple[int, int]]:
    """Places of equal words, those at one place first; none is likelier, so the others need no look."""
    keys = [element.key for element in theirs]
    found: list[tuple[int, int]] = []
    for i, x in enumerate(ours):
        if x.key in keys:
            found += [(i, j) for j, key in enumerate(keys) if key == x.key and not _parents_name(x, theirs[j])]
    return sorted(found, key=_apart) if len(found) > 1 else found


def _apart(places: tuple[int, int]) -> bool:
    return places[0] != places[1]


def _likely(
    ours: Sequence[Element], left: Sequence[int], theirs: Sequence[Element], right: Sequence[int], culture: str
) -> list[tuple[float, bool, int, int, Related]]:
    """All that may be pairs, the likeliest first; words whose letters are far apart are passed over."""
    others = [(j, theirs[j], word(theirs[j].key)) for j in right]
    found: list[tuple[float, bool, int, int, Related]] = []
    for i in left:
        x = ours[i]
        a, closely = word(x.key), bool(culture or x.glued)
        for j, y, b in others:
            if not (closely or y.glued) and plainly_different(a, b):
                continue
            if (one := related_elements(x, y, culture)).score >= PAIRED:
                found.append((-one.score, i != j, i, j, one))
    return sorted(found) if len(found) > 1 else found


def _pair(ours: Sequence[Element], i: int, theirs: Sequence[Element], j: int, found: Related) -> Pair:
    x, y = ours[i], theirs[j]
    return Pair(i, j, found, role_of(x, y), min(x.weight, y.weight))


def related_elements(x: Element, y: Element, culture: str) -> Related:
    """How two elements are related, with their particles or without."""
    found = related(x.key, y.key, culture)
    if found.score < JOINED and (x.glued or y.glued):
        for mine, yours in ((x.glued, y.key), (x.key, y.glued)):
            if mine and yours and (glued := related(mine, yours, culture)).score > max(found.score, JOINED):
                found = Related(glued.score * 0.98, "glued")
    if found.score > PAIRED and _parents_name(x, y):
        return Related(found.score * 0.9, found.why)
    return found


def _parents_name(x: Element, y: Element) -> bool:
    """Whether one is a parent's name and the other an own one."""
    return x.role != y.role and {x.role, y.role} == {"patronymic", "given"} and len(x.key) > 1 < len(y.key)


def _join(
    ours: Sequence[Element],
    theirs: Sequence[Element],
    pairs: list[Pair],
    left: list[int],
    right: list[int],
    culture: str,
) -> tuple[list[Pair], list[int], list[int]]:
    """Two neighbouring words of one side for one of the other: ``Xiao Ping`` for ``Xiaoping``."""
    for flipped in (False, True):
        long, short, mine = (theirs, ours, right) if flipped else (ours, theirs, left)
        if not mine or len(long) < 2:  # two words are joined
            continue
        holding = {(pair.a if flipped else pair.b): pair for pair in pairs}
        for j, single in enumerate(short):
            held = holding.get(j)
            if held and held.found.score == 1.0:  # nothing is likelier
                continue
            partner = (held.b if flipped else held.a) if held else -1
            found = _neighbours(long, single, mine, partner, culture)
            if not found or (held and found[1].score <= _to_beat(held)):
                continue
            i, by = found
            pairs = [pair for pair in pairs if pair is not held]
            mine = [at for at in range(len(long)) if (at in mine or at == partner) and at not in {i, i + 1}]
            why = "joined" if by.why in {"same", "marks"} else by.why
            places = (j, i) if flipped else (i, j)
            pairs.append(Pair(*places, Related(by.score, why), role_of(long[i], single), JOINED_WEIGHT))
            left, right = ([at for at in left if at != j], mine) if flipped else (mine, [at for at in right if at != j])
    return pairs, left, right


def _to_beat(held: Pair) -> float:
    return held.found.score - (JOIN_GAIN if held.found.score < HELD_SURE else 0.0)


def _neighbours(
    long: Sequence[Element], single: Element, free: Sequence[int], held: int, culture: str
) -> tuple[int, Related] | None:
    """The first two neighbours, free but for one that may be held by this word, that make it as one."""
    places = [
        i
        for i in range(len(long) - 1)
        if (i in free and (i + 1 in free or i + 1 == held)) or (i == held and i + 1 in free)
    ]
    for i in places:
        letters = len(word(single.key).latin)
        first, second = long[i].key, long[i + 1].key
        together = len(word(first).latin) + len(word(second).latin)
        if not 0.6 * letters < together < 1.7 * letters:  # spellings differ in length, not that much
            continue
        found = _joined(first, second, single.key, culture)
        if found.score < JOINED and long[i + 1].glued:
            found = _joined(first, long[i + 1].glued, single.key, culture)
        if found.score >= JOINED:
            return i, found
    return None


@lru_cache(PAIRS_CACHED)
def _joined(first: str, second: str, single: str, culture: str) -> Related:
    """The two words as one, in either order, where they can make the single one."""
    found = UNRELATED
    for ahead, behind in ((first, second), (second, first)):
        if ahead + behind == single:
            return SAME
        if _may_make(ahead, behind, single, culture):
            found = max(found, related(ahead + behind, single, culture))
    return found


def _may_make(ahead: str, behind: str, single: str, culture: str) -> bool:
    """The cheap look: by their letters where both are ASCII, else by their first sounds."""
    if not culture and single.isascii() and ahead.isascii() and behind.isascii():
        return OSA.normalized_similarity(ahead + behind, single, score_cutoff=JOINED_LETTERS) > 0.0
    return bool(culture) or not hearing.beginnings(single).isdisjoint(hearing.beginnings(ahead))


def role_of(x: Element, y: Element) -> str:
    """The role of a pair: of the word that is more than an initial."""
    return x.role if x.role not in {"unknown", "initial"} else y.role


def weight_of(x: Element, y: Element) -> float:
    """What a pair counts: as much as the lesser of its two."""
    return min(x.weight, y.weight)
