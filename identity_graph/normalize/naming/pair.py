"""Two elements of two names, and how they are related."""

from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.kinship import related
from identity_graph.normalize.naming.relation import PAIRED, Related
from identity_graph.normalize.naming.word import Word, word

JOINED: Final = 0.85
"""From here on a word with its particle, or two words as one, make another."""
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


def related_elements(x: Element, y: Element, culture: str) -> Related:
    """How two elements are related, with their particles or without."""
    found = related(x.word, y.word, culture)
    if found.score < JOINED:
        if x.glued:
            found = _glued(word(x.glued), y.word, culture, found)
        if y.glued:
            found = _glued(x.word, word(y.glued), culture, found)
    if found.score > PAIRED and parents_name(x, y):
        return Related(found.score * 0.9, found.why)
    return found


def _glued(a: Word, b: Word, culture: str, found: Related) -> Related:
    """How they are related with a particle written on to one of them, if that is likelier than what was found."""
    glued = related(a, b, culture)
    return Related(glued.score * 0.98, "glued") if glued.score > max(found.score, JOINED) else found


def parents_name(x: Element, y: Element) -> bool:
    """Whether one is a parent's name and the other an own one."""
    roles = (x.role == "patronymic" and y.role == "given") or (x.role == "given" and y.role == "patronymic")
    return roles and len(x.key) > 1 < len(y.key)


def role_of(x: Element, y: Element) -> str:
    """The role of a pair: of the word that is more than an initial."""
    return x.role if x.role not in {"unknown", "initial"} else y.role


def weight_of(x: Element, y: Element) -> float:
    """What a pair counts: as much as the lesser of its two."""
    return min(x.weight, y.weight)
