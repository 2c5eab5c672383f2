"""Two neighbouring words of one name that are one word of the other."""

from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming import hearing
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import related
from identity_graph.normalize.naming.pair import JOINED, Elements, Pair, role_of
from identity_graph.normalize.naming.relation import SAME, UNRELATED, Related
from identity_graph.normalize.naming.word import Word, word

HELD_SURE: Final = 0.93
JOIN_GAIN: Final = 0.06
"""A joined pair may be this much less likely than the pair it replaces, because it explains one word more."""
JOINED_WEIGHT: Final = 1.5
JOINED_LETTERS: Final = 0.6
"""Share of the letters that two joined words and the one they make have in common at least."""


def join(
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
