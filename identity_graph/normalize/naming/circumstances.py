"""Circumstances of two persons' names beside the words that agree: their order, the generation and the sex."""

from typing import Final

from identity_graph.normalize.naming.pair import Pair
from identity_graph.normalize.naming.reading import Reading

_OWN_NAME_MISSING: Final = 0.53
"""A word before all that is shared, where a parent's name follows the own: of father and child."""
_OFTEN_LEFT: Final = frozenset({"muhammad", "ahmad"})
"""Own names that are often left out, because so many have them."""
_SWAPPED_FAMILIES: Final = 0.5
_TRANSPOSED: Final = 0.9
_PARENT: Final = 0.45
_GENERATION: Final = 0.35
_OTHER_SEX: Final = 0.4
_GENERATION_MISSING: Final = 0.95


def circumstances(a: Reading, b: Reading, pairs: list[Pair]) -> tuple[float, tuple[str, ...]]:
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
    if longer[0].role != "given" or not _OFTEN_LEFT.isdisjoint(longer[0].word.given.spells):
        return False
    return (1, 0) in places and all(mine for mine, _ in places)


def _families_swapped(pairs: list[Pair]) -> bool:
    return _inverted([pair for pair in pairs if pair.role == "family"])


def _inverted(pairs: list[Pair]) -> bool:
    return any(x.a < y.a and x.b > y.b for x in pairs for y in pairs)


def _roles_agree(a: Reading, b: Reading, pairs: list[Pair]) -> bool:
    """Whether family name stands for family name, wherever it is written."""
    if len(a.elements) == 1 or len(b.elements) == 1:
        return True
    return all(
        a.elements[pair.a].role == b.elements[pair.b].role
        or "initial" in {a.elements[pair.a].role, b.elements[pair.b].role}
        for pair in pairs
    )
