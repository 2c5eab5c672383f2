"""Two persons' names compared: what agrees of them is held against what does not."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Final

from identity_graph.normalize.naming.comparison import WHY, NameComparison
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import ONE_SIDED, related
from identity_graph.normalize.naming.pairing import Pair, paired, related_elements, role_of, weight_of
from identity_graph.normalize.naming.reading import Reading, read_person
from identity_graph.normalize.naming.relation import PAIRED
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
_OWN_NAME_MISSING: Final = 0.53
"""A word before all that is shared, where a parent's name follows the own: of father and child."""
_OFTEN_LEFT: Final = frozenset({"muhammad", "ahmad"})
"""Own names that are often left out, because so many have them."""
_SWAPPED_FAMILIES: Final = 0.5
_MISSING_LATER: Final = 0.92
_MISSING_LEAST: Final = 0.55
_TRANSPOSED: Final = 0.9
_PARENT: Final = 0.45
_GENERATION: Final = 0.35
_OTHER_SEX: Final = 0.4
_GENERATION_MISSING: Final = 0.95
_CONFLICT_FLOOR: Final = 0.035
_CONFLICT_UNKNOWN: Final = 0.1
"""The same where two words agree beside it, and one of the two that do not is no known name: a place, a tribe, a
by-name, a spelling of its own."""
_CONFLICT_LEAST: Final = 0.8
"""What a contradiction weighs at least: two initials that differ tell people apart, though equal ones say little."""


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
    factor, more = _circumstances(a, b, pairs)
    return NameComparison(round(min(1.0, score * factor), 5), (*more, *reasons))


def _elements(one: Reading, other: Reading) -> Sequence[Element]:
    """Its words; the uncut word where the other side has but one."""
    if one.whole and len(other.elements) == 1 and not other.whole:
        return (Element(one.whole),)
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
    ours: Sequence[Element],
    theirs: Sequence[Element],
    culture: str,
) -> tuple[float, tuple[str, ...]]:
    """The weighted geometric mean of what was paired and of what contradicts, less what is missing on one side."""
    if not pairs:
        return _nothingpaired(ours, theirs, culture)
    said: list[tuple[float, str]] = []
    conflicts = min(len(left), len(right))
    parts = [(pair.weight, pair.found.score) for pair in pairs]
    left, right = _byweight_of(ours, left), _byweight_of(theirs, right)
    for i, j in zip(left[:conflicts], right[:conflicts], strict=True):
        role, found = role_of(ours[i], theirs[j]), related_elements(ours[i], theirs[j], culture)
        weight = max(_CONFLICT_LEAST, weight_of(ours[i], theirs[j]))
        floor = _CONFLICT_UNKNOWN if len(pairs) > 1 and _may_be_by_name(ours[i], theirs[j]) else _CONFLICT_FLOOR
        parts.append((weight, floor + 0.12 * found.score))
        said.append((2.0, _told("sex" if found.why == "sex" else "different", role)))
    factor, told = _missing(
        [ours[i].role for i in left[conflicts:]] + [theirs[j].role for j in right[conflicts:]],
        pairs,
        _lone(ours if len(ours) == 1 else theirs) if 1 in {len(ours), len(theirs)} else 0.0,
    )
    said += [(1.0 - pair.found.score, _sentence(pair, ours, theirs)) for pair in pairs]
    said.sort(key=_worth, reverse=True)
    return _mean(parts) * factor, (*dict.fromkeys([text for _, text in said]), *told)


def _may_be_by_name(x: Element, y: Element) -> bool:
    return (
        x.role in _CORE
        and y.role in _CORE
        and len(x.key) > 3 < len(y.key)
        and not (word(x.key).listed and word(y.key).listed)
    )


_worth: Final = itemgetter(0)


def _mean(parts: Sequence[tuple[float, float]]) -> float:
    """The geometric mean of scores by their weights; what is certain changes nothing."""
    total, mean = sum([weight for weight, _ in parts]), 1.0
    for weight, score in parts:
        if score != 1.0:
            mean *= score ** (weight / total)
    return mean


def _nothingpaired(ours: Sequence[Element], theirs: Sequence[Element], culture: str) -> tuple[float, tuple[str, ...]]:
    """Even what is no pair keeps its order of likeness, which retrieval by single words needs."""
    if len(ours) == len(theirs) == 1:
        return related(ours[0].key, theirs[0].key, culture).score * 0.9, _DIFFERENT_NAMES
    return 0.01, _DIFFERENT_NAMES


def _byweight_of(elements: Sequence[Element], places: list[int]) -> list[int]:
    return sorted(places, key=lambda at: -elements[at].weight) if len(places) > 1 else places


def _lone(elements: Sequence[Element]) -> float:
    """What is left of a name of one word that is held against a longer one."""
    one = word(elements[0].key)
    return (
        _LONE_GIVEN if one.sex or one.given.spells or one.given.shortens else _LONE_FAMILY if one.listed else _LONE_RARE
    )


def _missing(roles: Sequence[str], pairs: list[Pair], lone: float) -> tuple[float, tuple[str, ...]]:
    """What it costs that words stand on one side only: much where one word is all there is to go by (``lone``)."""
    if not roles:
        return 1.0, ()
    factor = 1.0
    for at, role in enumerate(roles):
        if role not in _CORE:
            factor *= _MISSING.get(role, 0.95)
        else:
            factor *= lone if lone and not at else _MISSING_LATER  # two names make a person
    paired_roles = {pair.role for pair in pairs}
    told = tuple(dict.fromkeys([_absent(role, further=role in paired_roles) for role in roles]))
    return max(0.3 if lone else _MISSING_LEAST, factor), told


_CORE: Final = frozenset({"family", "given", "unknown"})


@cache
def _absent(role: str, *, further: bool) -> str:
    return f"{'further ' if further else ''}{_named(role)} missing on one side"


def _circumstances(a: Reading, b: Reading, pairs: list[Pair]) -> tuple[float, tuple[str, ...]]:
    """Order, generation and sex."""
    factor, said = 1.0, []
    if len(pairs) > 1 and _inverted(pairs):
        if (a.chain or b.chain) and not (a.ordered and b.ordered and _roles_agree(a, b, pairs)):
            factor, said = _PARENT, ["names in the order of parent and child"]
        elif not _roles_agree(a, b, pairs):
            factor, said = _TRANSPOSED, ["names in another order"]
        elif a.culture.two_families and b.culture.two_families and _families_swapped(pairs):
            factor, said = _SWAPPED_FAMILIES, ["family names in another order"]
    if (a.chain or b.chain) and len(a.elements) != len(b.elements) and _own_name_missing(a, b, pairs):
        factor, said = factor * _OWN_NAME_MISSING, [*said, "own name missing before a parent's"]
    if a.sex and b.sex and a.sex != b.sex:
        factor, said = factor * _OTHER_SEX, [*said, "titles or markers of the two sexes"]
    if a.generation != b.generation:
        if a.generation and b.generation:
            factor, said = factor * _GENERATION, [*said, "another generation (Sr., Jr.)"]
        else:
            factor, said = factor * _GENERATION_MISSING, [*said, "generation missing on one side"]
    return factor, tuple(said)


def _own_name_missing(a: Reading, b: Reading, pairs: list[Pair]) -> bool:
    """Whether the one name begins with a word the other has not, which begins with the next: Uday Saddam Hussein."""
    if min(len(a.elements), len(b.elements)) < 2:
        return False
    longer = (a if len(a.elements) > len(b.elements) else b).elements
    places = [(pair.a, pair.b) if longer is a.elements else (pair.b, pair.a) for pair in pairs]
    if longer[0].role != "given" or not _OFTEN_LEFT.isdisjoint(word(longer[0].key).given.spells):
        return False
    return (1, 0) in places and all(mine for mine, _ in places)


def _families_swapped(pairs: list[Pair]) -> bool:
    return _inverted([pair for pair in pairs if pair.role == "family"])


def _inverted(pairs: list[Pair]) -> bool:
    ordered = sorted(pairs, key=lambda pair: pair.a)
    return any(x.b > y.b for x, y in pairwise(ordered))


def _roles_agree(a: Reading, b: Reading, pairs: list[Pair]) -> bool:
    """Whether family name stands for family name, wherever it is written."""
    if len(a.elements) == 1 or len(b.elements) == 1:
        return True
    return all(
        a.elements[pair.a].role == b.elements[pair.b].role
        or "initial" in {a.elements[pair.a].role, b.elements[pair.b].role}
        for pair in pairs
    )


def _sentence(pair: Pair, ours: Sequence[Element], theirs: Sequence[Element]) -> str:
    why = pair.found.why if pair.found.score >= PAIRED else "different"
    if why != "script":
        return _told(why, pair.role)
    x, y = word(ours[pair.a].key).script, word(theirs[pair.b].key).script
    return _told(why, pair.role, " and ".join(sorted((_script(x), _script(y)))))


@cache
def _told(why: str, role: str, scripts: str = "") -> str:
    return WHY[why].format(role=_named(role), scripts=scripts)


def _script(script: str) -> str:
    return script.capitalize() or "signs"


def _named(role: str) -> str:
    return _NAMES.get(role, "name")


_NAMES: Final = {
    "family": "family name",
    "given": "given name",
    "patronymic": "patronymic",
    "kunya": "kunya",
    "maiden": "maiden name",
    "initial": "initial",
}
