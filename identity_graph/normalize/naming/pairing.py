"""Which words of two names are one and the same name, whatever their order and however they are joined."""

from typing import Final, final

from mypy_extensions import mypyc_attr
from rapidfuzz.distance import OSA

from identity_graph.normalize.naming import hearing
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import related
from identity_graph.normalize.naming.relation import PAIRED, SAME, UNRELATED, Related
from identity_graph.normalize.naming.word import Word, word

JOINED: Final = 0.85
HELD_SURE: Final = 0.93
JOIN_GAIN: Final = 0.06
"""A joined pair may be this much less likely than the pair it replaces, because it explains one word more."""
JOINED_WEIGHT: Final = 1.5
JOINED_LETTERS: Final = 0.6
"""Share of the letters that two joined words and the one they make have in common at least."""


Elements = tuple[Element, ...]


@final
@mypyc_attr(acyclic=True)
class Pair:
    """Two elements held to be the same name, by their places. Not changed once made."""

    __slots__ = ("a", "b", "found", "role", "weight")

    def __init__(self, a: int, b: int, found: Related, role: str, weight: float) -> None:
        self.a = a
        self.b = b
        self.found = found
        self.role = role
        self.weight = weight


def paired(ours: Elements, theirs: Elements, culture: str) -> tuple[list[Pair], list[int], list[int]]:
    """Pairs by falling likelihood, and the places of what is left on either side."""
    pairs = _equal(ours, theirs)
    left = [i for i in range(len(ours)) if not any(pair.a == i for pair in pairs)]
    right = [j for j in range(len(theirs)) if not any(pair.b == j for pair in pairs)]
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


def _equal(ours: Elements, theirs: Elements) -> list[Pair]:
    """Pairs of equal words, those at one place first; none is likelier, so the others need no look."""
    pairs: list[Pair] = []
    for i in range(min(len(ours), len(theirs))):
        if _one_word(ours[i], theirs[i]):
            pairs.append(_pair(ours, i, theirs, i, SAME))
    if len(pairs) == len(ours) or len(pairs) == len(theirs):
        return pairs
    for i, x in enumerate(ours):
        for j, y in enumerate(theirs):
            if i != j and _one_word(x, y) and not any(pair.a == i or pair.b == j for pair in pairs):
                pairs.append(_pair(ours, i, theirs, j, SAME))
    return pairs


def _one_word(x: Element, y: Element) -> bool:
    return x.key == y.key and not _parents_name(x, y)


def _likely(
    ours: Elements, left: list[int], theirs: Elements, right: list[int], culture: str
) -> list[tuple[float, bool, int, int, Related]]:
    """All that may be pairs, the likeliest first; words whose letters are far apart are passed over."""
    found: list[tuple[float, bool, int, int, Related]] = []
    for i in left:
        x = ours[i]
        for j in right:
            y = theirs[j]
            one = related_elements(x, y, culture)
            if one.score >= PAIRED:
                found.append((-one.score, i != j, i, j, one))
    if len(found) > 1:
        found.sort(key=_order)
    return found


def _order(one: tuple[float, bool, int, int, Related]) -> tuple[float, bool, int, int]:
    return one[0], one[1], one[2], one[3]


def _pair(ours: Elements, i: int, theirs: Elements, j: int, found: Related) -> Pair:
    x, y = ours[i], theirs[j]
    return Pair(i, j, found, role_of(x, y), min(x.weight, y.weight))


def related_elements(x: Element, y: Element, culture: str) -> Related:
    """How two elements are related, with their particles or without."""
    found = related(x.word, y.word, culture)
    if found.score < JOINED:
        if x.glued:
            found = _glued(word(x.glued), y.word, culture, found)
        if y.glued:
            found = _glued(x.word, word(y.glued), culture, found)
    if found.score > PAIRED and _parents_name(x, y):
        return Related(found.score * 0.9, found.why)
    return found


def _glued(a: Word, b: Word, culture: str, found: Related) -> Related:
    """How they are related with a particle written on to one of them, if that is likelier than what was found."""
    glued = related(a, b, culture)
    return Related(glued.score * 0.98, "glued") if glued.score > max(found.score, JOINED) else found


def _parents_name(x: Element, y: Element) -> bool:
    """Whether one is a parent's name and the other an own one."""
    roles = (x.role == "patronymic" and y.role == "given") or (x.role == "given" and y.role == "patronymic")
    return roles and len(x.key) > 1 < len(y.key)


def _join(
    ours: Elements,
    theirs: Elements,
    pairs: list[Pair],
    left: list[int],
    right: list[int],
    culture: str,
) -> tuple[list[Pair], list[int], list[int]]:
    """Two neighbouring words of one side for one of the other: ``Xiao Ping`` for ``Xiaoping``."""
    if left and len(ours) > 1:  # two words are joined
        pairs, left, right = _join_on(ours, theirs, pairs, left, right, culture, flipped=False)
    if right and len(theirs) > 1:
        pairs, right, left = _join_on(theirs, ours, pairs, right, left, culture, flipped=True)
    return pairs, left, right


def _join_on(
    long: Elements,
    short: Elements,
    pairs: list[Pair],
    mine: list[int],
    yours: list[int],
    culture: str,
    *,
    flipped: bool,
) -> tuple[list[Pair], list[int], list[int]]:
    """Words of the first side joined; ``flipped`` if that is the second of the pairs."""
    holding = pairs
    for j, single in enumerate(short):
        held = _holding(holding, j, flipped=flipped)
        if held and held.found.score == 1.0:  # nothing is likelier
            continue
        partner = (held.b if flipped else held.a) if held else -1
        found = _neighbours(long, single, mine, partner, culture)
        if not found or (held and found[1].score <= _to_beat(held)):
            continue
        i, by = found
        pairs = [pair for pair in pairs if pair is not held]
        mine = [at for at in range(len(long)) if (at in mine or at == partner) and at not in {i, i + 1}]
        yours = [at for at in yours if at != j]
        why = "joined" if by.why in {"same", "marks"} else by.why
        a, b = (j, i) if flipped else (i, j)
        pairs.append(Pair(a, b, Related(by.score, why), role_of(long[i], single), JOINED_WEIGHT))
    return pairs, mine, yours


def _holding(pairs: list[Pair], place: int, *, flipped: bool) -> Pair | None:
    """The pair a word of the shorter side is in."""
    for pair in pairs:
        if (pair.a if flipped else pair.b) == place:
            return pair
    return None


def _to_beat(held: Pair) -> float:
    return held.found.score - (JOIN_GAIN if held.found.score < HELD_SURE else 0.0)


def _neighbours(
    long: Elements, single: Element, free: list[int], held: int, culture: str
) -> tuple[int, Related] | None:
    """The first two neighbours, free but for one that may be held by this word, that make it as one."""
    letters = len(single.word.latin)
    for i in range(len(long) - 1):
        if not ((i in free and (i + 1 in free or i + 1 == held)) or (i == held and i + 1 in free)):
            continue
        first, second = long[i].word, long[i + 1].word
        together = len(first.latin) + len(second.latin)
        if not 0.6 * letters < together < 1.7 * letters:  # spellings differ in length, not that much
            continue
        found = _joined(first, second, single.word, culture)
        if found.score < JOINED and long[i + 1].glued:
            found = _joined(first, word(long[i + 1].glued), single.word, culture)
        if found.score >= JOINED:
            return i, found
    return None


def _joined(first: Word, second: Word, single: Word, culture: str) -> Related:
    """The two words as one, in either order, where they can make the single one."""
    found = _written_together(first, second, single, culture)
    if found.score == 1.0:
        return found
    other = _written_together(second, first, single, culture)
    return other if other.score > found.score else found


def _written_together(ahead: Word, behind: Word, single: Word, culture: str) -> Related:
    together = ahead.key + behind.key
    if together == single.key:
        return SAME
    return related(word(together), single, culture) if _may_make(together, ahead, single, culture) else UNRELATED


def _may_make(together: str, ahead: Word, single: Word, culture: str) -> bool:
    """The cheap look: by their letters where both are ASCII, else by their first sounds."""
    if not culture and single.key.isascii() and together.isascii():
        return OSA.normalized_similarity(together, single.key, score_cutoff=JOINED_LETTERS) > 0.0
    return bool(culture) or not hearing.beginnings(single.key).isdisjoint(hearing.beginnings(ahead.key))


def role_of(x: Element, y: Element) -> str:
    """The role of a pair: of the word that is more than an initial."""
    return x.role if x.role not in {"unknown", "initial"} else y.role


def weight_of(x: Element, y: Element) -> float:
    """What a pair counts: as much as the lesser of its two."""
    return min(x.weight, y.weight)
