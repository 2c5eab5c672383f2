"""East Asian family names and the spellings each has around the world (``tables/families.tsv``)."""

from collections.abc import Iterable
from functools import cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming.data import rows
from identity_graph.normalize.naming.romanize import fold_latin


@final
@mypyc_attr(acyclic=True)
class Family:
    """One family name: ``forms`` are its Latin spellings, the standard one first. Not changed once made."""

    __slots__ = ("culture", "forms", "number")

    def __init__(self, number: int, forms: tuple[str, ...], culture: str) -> None:
        self.number = number
        self.forms = forms
        self.culture = culture


_NONE: Final[tuple[Family, ...]] = ()


def families_of(word: str) -> tuple[Family, ...]:
    """The family names a word, Han, Hangul or folded Latin, may be."""
    return _index().get(word, _NONE)


def family_words() -> Iterable[str]:
    """All words the table has, in any script."""
    return _index()


@cache
def han_families() -> frozenset[str]:
    """All of them that are written in Han or Hangul."""
    return frozenset(word for word in _index() if not word.isascii())


@cache
def _index() -> dict[str, tuple[Family, ...]]:
    found: dict[str, tuple[Family, ...]] = {}
    for number, (native, latin, others, culture) in enumerate(rows("families")):
        spelled = [latin, *(others.split() if others != "-" else ())]
        forms = tuple(dict.fromkeys(fold_latin(form) for form in spelled))
        family = Family(number, forms, culture)
        for word in dict.fromkeys((*native.split(), *forms)):
            found[word] = (*found.get(word, ()), family)
    return found
