"""Two persons' names compared: what agrees of them is held against what does not."""

import math
from typing import Final

from identity_graph.normalize.naming.circumstances import circumstances
from identity_graph.normalize.naming.comparison import NameComparison, rounded
from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import ONE_SIDED, related
from identity_graph.normalize.naming.pair import Elements, Pair, related_elements, role_of, weight_of
from identity_graph.normalize.naming.pairing import paired
from identity_graph.normalize.naming.reading import Reading, read_person
from identity_graph.normalize.naming.reasons import absent, sentence, told_of
from identity_graph.normalize.naming.word import word

_DIFFERENT_NAMES: Final = ("different names",)
_MISSING: Final = {
    "patronymic": 0.94,
    "kunya": 0.9,
    "maiden": 0.97,
    "initial": 0.97,
}
_LONE_GIVEN, _LONE_FAMILY, _LONE_RARE = 0.53, 0.58, 0.68
"""What is left where the only word of the shorter name is a known given name, a known family name, or neither."""
_MISSING_LATER: Final = 0.92
_MISSING_LEAST: Final = 0.55
_CONFLICT_FLOOR: Final = 0.035
_CONFLICT_UNKNOWN: Final = 0.1
"""The same where two words agree beside it, and one of the two that do not is no known name: a place, a tribe, a
by-name, a spelling of its own."""
_CONFLICT_LEAST: Final = 0.8
"""What a contradiction weighs at least: two initials that differ tell people apart, though equal ones say little."""
_CORE: Final = frozenset({"family", "given", "unknown"})


def compare_people(one: str, other: str) -> NameComparison:
    """How likely two names are one person's."""
    a, b = read_person(one), read_person(other)
    ours, theirs = (_elements(a, b), _elements(b, a)) if a.whole or b.whole else (a.elements, b.elements)
    if not (ours and theirs):
        return NameComparison(0.0, ("no name on one side",))
    culture = _culture(a, b)
    pairs, left, right = paired(ours, theirs, culture)
    score, reasons = _weighed(pairs, left, right, ours, theirs, culture)
    if not score:
        return NameComparison(0.0, reasons)
    factor, more = circumstances(a, b, pairs)
    return NameComparison(rounded(min(1.0, score * factor)), (*more, *reasons) if more else reasons)


def _elements(one: Reading, other: Reading) -> Elements:
    """Its words; the uncut word where the other side has but one."""
    if one.whole and len(other.elements) == 1 and not other.whole:
        return (Element(word(one.whole), one.whole),)
    return one.elements


def _culture(a: Reading, b: Reading) -> str:
    """The cultures whose customs of spelling both may follow; many family names are of several."""
    one, other = a.culture, b.culture
    if not (one.spellings or other.spellings):
        return ""
    if one.spellings and other.spellings:
        return one.name if one is other else f"{one.name} {other.name}"
    return (one if one.spellings else other).name + ONE_SIDED


def _weighed(
    pairs: list[Pair],
    left: list[int],
    right: list[int],
    ours: Elements,
    theirs: Elements,
    culture: str,
) -> tuple[float, tuple[str, ...]]:
    """The weighted geometric mean of what was paired and of what contradicts, less what is missing on one side."""
    if not pairs:
        return _nothing_paired(ours, theirs, culture)
    told: list[str] = []
    apart: list[tuple[float, float]] = []
    factor: float = 1.0
    missing: tuple[str, ...] = ()
    if left or right:
        left, right = _by_weight_of(ours, left), _by_weight_of(theirs, right)
        conflicts = min(len(left), len(right))
        for at in range(conflicts):
            x, y = ours[left[at]], theirs[right[at]]
            found = related_elements(x, y, culture)
            floor = _CONFLICT_UNKNOWN if len(pairs) > 1 and _may_be_by_name(x, y) else _CONFLICT_FLOOR
            apart.append((max(_CONFLICT_LEAST, weight_of(x, y)), floor + 0.12 * found.score))
            _tell(told, told_of("sex" if found.why == "sex" else "different", role_of(x, y)))
        roles: list[Role] = [ours[i].role for i in left[conflicts:]]
        roles.extend([theirs[j].role for j in right[conflicts:]])
        factor, missing = _missing(roles, pairs, _lone(ours, theirs)) if roles else (1.0, ())
    for pair in _unlikest_first(pairs):
        _tell(told, sentence(pair, ours, theirs))
    return _mean(pairs, apart) * factor, (*told, *missing) if missing else tuple(told)


def _tell(told: list[str], text: str) -> None:
    if text not in told:
        told.append(text)


def _unlikest_first(pairs: list[Pair]) -> list[Pair]:
    if all(pair.found.score == pairs[0].found.score for pair in pairs):
        return pairs
    return sorted(pairs, key=_likelihood)


def _likelihood(pair: Pair) -> float:
    return pair.found.score


def _may_be_by_name(x: Element, y: Element) -> bool:
    return x.role in _CORE and y.role in _CORE and len(x.key) > 3 < len(y.key) and not (x.word.listed and y.word.listed)


def _mean(pairs: list[Pair], apart: list[tuple[float, float]]) -> float:
    """The geometric mean of scores by their weights, of what was paired and what contradicts; what is certain changes
    nothing."""
    total, mean = 0.0, 1.0
    for pair in pairs:
        total += pair.weight
    for weight, _ in apart:
        total += weight
    for pair in pairs:
        score = pair.found.score
        if score != 1.0:
            mean *= math.pow(score, pair.weight / total)
    for weight, score in apart:
        mean *= math.pow(score, weight / total)
    return mean


def _nothing_paired(ours: Elements, theirs: Elements, culture: str) -> tuple[float, tuple[str, ...]]:
    """Even what is no pair keeps its order of likeness, which retrieval by single words needs."""
    if len(ours) == len(theirs) == 1:
        return related(ours[0].word, theirs[0].word, culture).score * 0.9, _DIFFERENT_NAMES
    return 0.01, _DIFFERENT_NAMES


def _by_weight_of(elements: Elements, places: list[int]) -> list[int]:
    falling = all(elements[places[at]].weight >= elements[places[at + 1]].weight for at in range(len(places) - 1))
    if falling:
        return places
    return sorted(places, key=lambda at: -elements[at].weight)


def _lone(ours: Elements, theirs: Elements) -> float:
    """What is left of a name of one word that is held against a longer one; nothing where both have more."""
    if len(ours) > 1 < len(theirs):
        return 0.0
    one = (ours if len(ours) == 1 else theirs)[0].word
    return _LONE_GIVEN if one.sex or one.given.named else _LONE_FAMILY if one.listed else _LONE_RARE


def _missing(roles: list[Role], pairs: list[Pair], lone: float) -> tuple[float, tuple[str, ...]]:
    """What it costs that words stand on one side only: much where one word is all there is to go by (``lone``)."""
    factor = 1.0
    for at, role in enumerate(roles):
        if role not in _CORE:
            factor *= _MISSING.get(role, 0.95)
        else:
            factor *= lone if lone and not at else _MISSING_LATER  # two names make a person
    told: list[str] = []
    for role in roles:
        _tell(told, absent(role, further=any(pair.role == role for pair in pairs)))
    return max(0.3 if lone else _MISSING_LEAST, factor), tuple(told)
