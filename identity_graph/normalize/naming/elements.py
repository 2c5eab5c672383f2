"""Words joined into what names: servant of ..., father of ..., Mac ..., with titles and particles set aside."""

from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming import customs
from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.tokens import Token
from identity_graph.normalize.naming.word import Word, word

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
"""What a second given name weighs against the first."""
_LATER_FAMILY: Final = 0.9
_LATER_WEIGHTS: Final = {
    role: weight * (_LATER_FAMILY if role == "family" else _LATER) for role, weight in _WEIGHTS.items()
}


@final
@mypyc_attr(acyclic=True)
class Element:
    """A word, or a compound of words, that names: ``key`` is compared, and ``glued``, which has the particles in it;
    ``weight`` is what it counts in its name. Not changed once its name is read."""

    __slots__ = ("capitals", "glued", "hyphen", "key", "role", "segment", "weight", "word")

    def __init__(
        self,
        named: Word,
        key: str,
        role: Role = "unknown",
        glued: str = "",
        segment: int = 0,
        hyphen: bool = False,
        capitals: bool = False,
    ) -> None:
        self.word = named
        self.key = key
        self.role: Role = role
        self.glued = glued
        self.segment = segment
        self.hyphen = hyphen
        self.capitals = capitals
        self.weight = 1.0

    def followed_by(self, key: str) -> "Element":
        """The same with another word written on to it."""
        whole = self.key + key
        return Element(word(whole), whole, self.role, self.glued, self.segment, self.hyphen, self.capitals)


def weigh(elements: list[Element]) -> None:
    """What each counts by its role: a second one of a role less than the first."""
    for at, element in enumerate(elements):
        second = any(elements[before].role == element.role for before in range(at))
        element.weight = _LATER_WEIGHTS.get(element.role, _LATER) if second else _WEIGHTS.get(element.role, 1.0)


def plain_elements(found: list[Token]) -> list[Element]:
    """Every word names: the common case, without a look at each."""
    return [
        Element(token.word, token.key, "unknown", "", token.segment, token.hyphen, token.capitals)
        for token in found
        if token.role == "unknown"
    ]


def mark(found: list[Token]) -> None:
    """Tell titles, suffixes and generations, as long as words are left that can be a name."""
    left = sum([token.role != "nickname" and not token.hyphen for token in found])  # Pan Ki-mun has two words
    for at, token in enumerate(found):
        if token.special and token.role == "unknown" and _is_title(found, at, left):
            found[at], left = token.in_role("title"), left - 1
    for at in range(len(found) - 1, -1, -1):
        token = found[at]
        if token.role != "unknown" or (token.segment and token.key not in customs.SUFFIXES):
            continue
        if left < 2 or token.key not in customs.SUFFIXES or (left < 3 and token.key in _LETTERS):
            break
        role: Role = "generational" if token.key in customs.GENERATIONS else "suffix"
        found[at], left = token.in_role(role), left - 1


_LETTERS = frozenset({"i", "v"})
"""Suffixes that are initials where only one other word is left."""


def _is_title(found: list[Token], at: int, left: int) -> bool:
    key = found[at].key
    if key in customs.TITLES and left > (2 if key in customs.UNSURE_TITLES else 1):
        return at == 0 or found[at - 1].role == "title" or found[at].segment > 0
    behind = key in customs.TITLES_BEHIND and 0 < at == len(found) - 1
    return left > 1 and (behind or key in customs.NOTHING)


def elements_of(found: list[Token]) -> tuple[list[Element], bool]:
    """The elements, and whether a marker of descent stood between them."""
    builder = _Builder()
    last = -1
    for at, token in enumerate(found):
        if token.role in _NAMING:
            last = at
    for at, token in enumerate(found):
        if token.role not in _NAMING:
            continue
        if not token.special:
            builder.add(token)
        elif at < last and token.role == "unknown" and (aside := builder.aside(token, hyphened=found[at + 1].hyphen)):
            found[at] = token.in_role(aside)
        elif not builder.attach(token.key):
            builder.add(token)
    return builder.elements, builder.chain


_NAMING = frozenset({"unknown", "given", "family"})


@final
class _Builder:
    """What was read so far; ``held`` are particles, ``front`` is joined to the next word, ``role`` the next word's."""

    __slots__ = ("chain", "elements", "front", "held", "role")

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.held = ""
        self.front = ""
        self.role: Role = "unknown"
        self.chain = False

    def aside(self, token: Token, *, hyphened: bool) -> Role | None:
        """What a word with others behind it is, if it only says what they are."""
        key = token.key
        return self._marks(key) or self._leads(key, hyphen=token.hyphen) or self._accompanies(key, hyphened=hyphened)

    def _marks(self, key: str) -> Role | None:
        if key in customs.MAIDEN:
            self.role = "maiden"
        elif key in customs.CHILD_OF and (self.elements or key not in customs.UNSURE_CHILD_OF):
            self.role, self.chain = "patronymic" if self.elements else "family", True
            self.held += key  # Ben Ali is Benali
        elif key not in customs.ALIAS:
            return None
        return "particle"

    def _leads(self, key: str, *, hyphen: bool) -> Role | None:
        if key in customs.KUNYA:
            self.front, self.role = customs.KUNYA[key], "kunya"
            return "kunya"
        if key in customs.COMPOUNDS or key in customs.COMPOUNDS_NATIVE:
            self.front = "abdul" if key in customs.COMPOUNDS else key
            return "unknown"
        if key in customs.JOINED and not hyphen:
            self.front = customs.JOINED[key]
            return "particle"
        return None

    def _accompanies(self, key: str, *, hyphened: bool) -> Role | None:
        if key in customs.ARTICLES and (self.elements or hyphened or key not in customs.UNSURE_ARTICLES):
            self.held += "" if self.front and not self.elements else key
            return "particle"
        if key in customs.PARTICLES and (self.elements or not self.front):
            self.held += key
            return "particle"
        return None

    def attach(self, key: str) -> bool:
        """Whether it belongs to the word before: ... of the faith."""
        if self.front or not self.elements or key not in customs.COMPOUNDS_BEHIND:
            return False
        if self.elements[-1].role not in _NAMING:
            return False
        article = "al" if self.held and key[:1] not in "aeou" else ""
        self.elements[-1] = self.elements[-1].followed_by(article + key)
        self.held = ""
        return True

    def add(self, token: Token) -> None:
        """A word that names."""
        key = token.key
        bare = key if self.front in customs.COMPOUNDS_NATIVE else _without_article(key)
        glued = (
            self.held + self.front + key if self.held else bare if self.front == "abdul" else key if bare != key else ""
        )
        role = token.role if token.role != "unknown" else self.role
        whole = self.front + bare
        named = token.word if whole == key else word(whole)
        self.elements.append(Element(named, whole, role, glued, token.segment, token.hyphen, token.capitals))
        self.held, self.front, self.role = "", "", "unknown"


def _without_article(key: str) -> str:
    """An Arabic word without the article that is written on to it, which has two letters."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key
