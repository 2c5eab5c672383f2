"""Which words of two names are one and the same name, whatever their order and however they are joined."""

from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.joining import join
from identity_graph.normalize.naming.pair import Elements, Pair, parents_name, related_elements, role_of, weight_of
from identity_graph.normalize.naming.relation import PAIRED, SAME, Related


def paired(ours: Elements, theirs: Elements, culture: str) -> tuple[list[Pair], list[int], list[int]]:
    """Pairs by falling likelihood, and the places of what is left on either side."""
    pairs = _equal(ours, theirs)
    left = [i for i in range(len(ours)) if not any(pair.a == i for pair in pairs)]
    right = [j for j in range(len(theirs)) if not any(pair.b == j for pair in pairs)]
    if left and right:
        for pair in _likely(ours, left, theirs, right, culture):
            if pair.a in left and pair.b in right:
                left.remove(pair.a)
                right.remove(pair.b)
                pairs.append(pair)
    single = len(ours) == 1 or len(theirs) == 1
    if (pairs and (left or right)) or (single and len(ours) != len(theirs)):  # two that share nothing are not joined
        return join(ours, theirs, pairs, left, right, culture)
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
    return x.key == y.key and not parents_name(x, y)


def _likely(ours: Elements, left: list[int], theirs: Elements, right: list[int], culture: str) -> list[Pair]:
    """All that may be pairs, the likeliest first; words whose letters are far apart are passed over."""
    found: list[Pair] = []
    for i in left:
        for j in right:
            one = related_elements(ours[i], theirs[j], culture)
            if one.score >= PAIRED:
                found.append(_pair(ours, i, theirs, j, one))
    if len(found) > 1:
        found.sort(key=_order)
    return found


def _order(pair: Pair) -> tuple[float, bool, int, int]:
    return -pair.found.score, pair.a != pair.b, pair.a, pair.b


def _pair(ours: Elements, i: int, theirs: Elements, j: int, found: Related) -> Pair:
    x, y = ours[i], theirs[j]
    return Pair(i, j, found, role_of(x, y), weight_of(x, y))
