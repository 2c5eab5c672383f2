"""An organization's name read: its legal form, what says its business or place, and the words that are its own."""

import re
from functools import cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming.cleaning import TOKENS_MAX, Cleaned, clean
from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.data import table, words
from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.phrases import PLAIN, is_form, longest, longest_from
from identity_graph.normalize.naming.pieces import pieces, undotted
from identity_graph.normalize.naming.tokens import Token, tokens
from identity_graph.normalize.naming.word import word

_ROMAN: Final = {
    roman: str(number)
    for number, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}


@final
@mypyc_attr(acyclic=True)
class Part:
    """A word or phrase: ``key`` names its entry in the table, or is the word itself where it is the name's own, and
    ``word`` is that. Not changed once made."""

    __slots__ = ("key", "role", "text", "word")

    def __init__(self, key: str, role: Role, text: str) -> None:
        self.key = key
        self.role: Role = role
        self.text = text
        self.word = word(key)

    def squeezed(self) -> str:
        """Its text as one word in Latin letters."""
        return self.word.latin if self.key == self.text else word(self.text.replace(" ", "")).latin


Sides = tuple[list[Part], list[Part]]
"""Parts of the one name and of the other."""


@final
@mypyc_attr(acyclic=True)
class Company:
    """A name in parts; ``forms`` are the kinds of its legal forms, ``squeezed`` is all but them as one word, ``others``
    are the names told in it: a former one, what stands in brackets, what stands outside them. Not changed once made."""

    __slots__ = (
        "business",
        "cut",
        "forms",
        "numbers",
        "others",
        "own",
        "parts",
        "places",
        "squeezed",
        "tokens",
        "unseen",
    )

    def __init__(
        self,
        parts: list[Part],
        forms: list[str],
        tokens: list[Token],
        others: tuple[str, ...],
        *,
        cut: bool,
        unseen: bool,
    ) -> None:
        self.parts = tuple(parts)
        self.forms = frozenset(forms)
        self.tokens = tuple(tokens)
        self.others = others
        self.cut = cut
        self.unseen = unseen
        self.squeezed = "".join([part.squeezed() for part in parts])
        self.own = _of_role(parts, "unknown")
        self.business = _of_role(parts, "business")
        self.places = _of_role(parts, "place")
        self.numbers = _of_role(parts, "number")


def _of_role(parts: list[Part], role: Role) -> tuple[Part, ...]:
    return tuple([part for part in parts if part.role == role])


_READ: Final[dict[str, Company]] = {}


def read_organization(text: str) -> Company:
    """Read a name. Never raises; what no table knows is the name's own."""
    kept = _READ.get(text)
    return kept if kept is not None else keep(_READ, text, _read(clean(text.replace("&", " and ")), whole=True))


def _read(cleaned: Cleaned, *, whole: bool) -> Company:
    """The name; with those that are told in it, if it is the ``whole`` text."""
    found, more = tokens(undotted(cleaned.text))
    spaced = [piece for token in found for piece in pieces(token)][: 2 * TOKENS_MAX]
    parts, forms = _parts(spaced)
    others = _others(cleaned.text, spaced) if whole else ()
    return Company(parts, forms, spaced, others, cut=more or cleaned.cut, unseen=cleaned.unseen)


def _others(text: str, spaced: list[Token]) -> tuple[str, ...]:
    """Names within a name: ``Alphabet (formerly Google)``; a place in brackets is none."""
    if "(" in text:
        outside, _, rest = text.partition("(")
        inside, _, behind = rest.partition(")")
        names = [f"{outside} {behind}", inside]
    elif _may_tell_others(spaced) and _also().search(text):
        names = [text]
    else:
        return ()
    found = [name.strip() for part in names for name in _also().split(part)]
    return tuple(name for name in found if name and name != text and _may_stand_alone(_read(clean(name), whole=False)))


def _may_stand_alone(name: Company) -> bool:
    """A place in brackets is no name, nor is one word of business."""
    return bool(name.own) or len(name.parts) > 1


def _may_tell_others(spaced: list[Token]) -> bool:
    """The cheap look."""
    first = _first_of_also()
    return len(spaced) >= TOKENS_MAX or any(token.key in first for token in spaced)


@cache
def _first_of_also() -> frozenset[str]:
    """The first words of what stands between two names, as they are cut: without a slash."""
    return frozenset(phrase.split()[0].replace("/", "") for phrase in words("organizations", "also"))


@cache
def _also() -> re.Pattern[str]:
    """What stands between two names of one organization."""
    listed = sorted(words("organizations", "also"), key=len, reverse=True)
    return re.compile(rf"(?:^|[\s,;])(?:{'|'.join(map(re.escape, listed))})(?=[\s:])", re.IGNORECASE)


def _parts(spaced: list[Token]) -> tuple[list[Part], list[str]]:
    parts: list[Part] = []
    forms: list[str] = []
    at = 0
    while at < len(spaced):
        length, found = longest(spaced, at) if longest_from(spaced[at].word) else (1, None)
        text = " ".join([token.key for token in spaced[at : at + length]]) if length > 1 else spaced[at].key
        if found is None:
            role: Role = "number" if _is_number(text, at) else "unknown"
            own = text.removeprefix("ال") if len(text) > 4 else text  # the article has two letters
            parts.append(Part(_ROMAN.get(own, own) if role == "number" else _short().get(own, own), role, own))
        else:
            role, key = found
            if key == PLAIN and text in _ROMAN and at and _nothing_behind(spaced, at):
                role = "number"
                parts.append(Part(_ROMAN[text], role, text))
            elif role == "legal form":
                forms.append(key)
            else:
                parts.append(Part(key, role, text))
        for place in range(at, at + length):
            if spaced[place].role != role:
                spaced[place] = spaced[place].in_role(role)
        at += length
    if not parts:
        parts = [Part(token.key, "unknown", token.key) for token in spaced]
    return parts, [form for form in forms if form != PLAIN]


def _nothing_behind(spaced: list[Token], at: int) -> bool:
    """Whether a word is the last but for a legal form: ``Fund I LP``, where I is no Spanish *and*."""
    return at == len(spaced) - 1 or is_form(spaced[at + 1].word)


def _is_number(text: str, at: int) -> bool:
    """Digits, and behind the first word a Roman number: Fund II."""
    return text.isdigit() or (at > 0 and text in _ROMAN)


@cache
def _short() -> dict[str, str]:
    """Short forms of own words."""
    return dict(table("organizations")["short"])
