"""Which words of two names are one and the same name, whatever their order and however they are joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from identity_graph.normalize.naming import hearing
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import PAIRS_CACHED, UNRELATED, Related, related
from identity_graph.normalize.naming.word import word

PAIRED: Final = 0.3
"""Two words less likely one name than this are not paired."""
JOINED: Final = 0.85
HELD_SURE: Final = 0.93
JOIN_GAIN: Final = 0.06
"""A joined pair may be this much less likely than the pair it replaces, because it explains one word more."""
_WEIGHTS: Final = {
    "family": 1.0,
    "given": 1.0,
    "unknown": 1.0,
    "patronymic": 0.8,
    "kunya": 0.7,
    "maiden": 0.5,
    "initial": 0.35,
}
_LATER: Final = 0.75
"""What a second given or family name weighs against the first."""
_LATER_FAMILY: Final = 0.9


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
    all_pairs = sorted(
        (
            (-found.score, i != j, i, j, found)
            for i, x in enumerate(ours)
            for j, y in enumerate(theirs)
            if (found := related_elements(x, y, culture)).score >= PAIRED
        ),
    )
    left, right = set(range(len(ours))), set(range(len(theirs)))
    pairs: list[Pair] = []
    for _, _, i, j, found in all_pairs:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append(Pair(i, j, found, role_of(ours[i], theirs[j]), weight_of(ours, i, theirs, j)))
    single = len(ours) == 1 or len(theirs) == 1
    if (pairs and (left or right)) or (single and len(ours) != len(theirs)):  # two that share nothing are not joined
        _join(ours, theirs, pairs, left, right, culture)
    return pairs, sorted(left), sorted(right)


def related_elements(x: Element, y: Element, culture: str) -> Related:
    """How two elements are related, with their particles or without."""
    found = related(x.key, y.key, culture)
    if found.score < JOINED and (x.glued or y.glued):
        for mine, yours in ((x.glued, y.key), (x.key, y.glued)):
            if mine and yours and (glued := related(mine, yours, culture)).score > max(found.score, JOINED):
                found = Related(glued.score * 0.98, "glued")
    if (
        found.score > PAIRED
        and (x.role == "patronymic") != (y.role == "patronymic")
        and {x.role, y.role} & {"given"}
        and len(x.key) > 1 < len(y.key)
    ):
        return Related(found.score * 0.9, found.why)
    return found


def _join(
    ours: Sequence[Element],
    theirs: Sequence[Element],
    pairs: list[Pair],
    left: set[int],
    right: set[int],
    culture: str,
) -> None:
    """Two neighbouring words of one side for one of the other: ``Xiao Ping`` for ``Xiaoping``."""
    for long, short, mine, yours, flipped in ((ours, theirs, left, right, False), (theirs, ours, right, left, True)):
        if not mine or len(long) < 2:  # two words are joined
            continue
        for j, single in enumerate(short):
            held = next((pair for pair in pairs if (pair.a if flipped else pair.b) == j), None)
            for i, (first, second) in enumerate(pairwise(long)):
                taken = {pair.b if flipped else pair.a for pair in pairs if pair is not held}
                if i in taken or i + 1 in taken or not ({i, i + 1} & mine):
                    continue
                found = _joined(first.key, second.key, single.key, culture)
                if found.score < JOINED or (
                    held and found.score <= held.found.score - (JOIN_GAIN if held.found.score < HELD_SURE else 0.0)
                ):
                    continue
                if held:
                    pairs.remove(held)
                    mine.add(held.b if flipped else held.a)
                mine -= {i, i + 1}
                yours.discard(j)
                why = "joined" if found.why in {"same", "marks"} else found.why
                pairs.append(
                    Pair(
                        j if flipped else i, i if flipped else j, Related(found.score, why), role_of(first, single), 1.5
                    )
                )
                break


@lru_cache(PAIRS_CACHED)
def _joined(first: str, second: str, single: str, culture: str) -> Related:
    """The two words as one, in either order, where they can make the single one."""
    length = len(word(single).latin)
    if (
        not 0.6 < (len(word(first).latin) + len(word(second).latin)) / max(1, length) < 1.7
    ):  # spellings differ in length, not that much
        return UNRELATED
    begins, found = hearing.beginnings(single), UNRELATED
    for ahead, behind in ((first, second), (second, first)):
        if culture or not begins.isdisjoint(hearing.beginnings(ahead)):
            found = max(found, related(ahead + behind, single, culture))
    return found


def role_of(x: Element, y: Element) -> str:
    """The role of a pair: of the word that is more than an initial."""
    return x.role if x.role not in {"unknown", "initial"} else y.role


def weight_of(ours: Sequence[Element], i: int, theirs: Sequence[Element], j: int) -> float:
    """What a pair counts: as much as the lesser of its two."""
    return min(own_weight(ours, i), own_weight(theirs, j))


def own_weight(elements: Sequence[Element], at: int) -> float:
    """What an element counts in its name."""
    element = elements[at]
    first = next(i for i, other in enumerate(elements) if other.role == element.role)
    return _WEIGHTS.get(element.role, 1.0) * (
        1.0 if at == first else _LATER if element.role != "family" else _LATER_FAMILY
    )
