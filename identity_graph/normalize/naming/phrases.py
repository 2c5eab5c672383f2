"""Words and phrases of organizations' names that the table lists: places, lines of business, legal forms."""

import re
from functools import cache
from typing import Final

from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.data import table, words
from identity_graph.normalize.naming.romanize import fold_latin
from identity_graph.normalize.naming.tokens import Token
from identity_graph.normalize.naming.word import Word

PHRASE_MAX: Final = 6
"""Words of the longest legal form in the table."""
PLAIN: Final = "plain"
_ADJECTIVE: Final = re.compile(
    r"(?<=[а-яіїє]{3})(?:ий|ій|ый|ой|ая|яя|а|ое|ее|е|ые|ие|і|ого|его|ому|ему|ых|их|ую|юю|ым|им)$"
)
_ONE_FORM: Final = str.maketrans("کیىةأإآάέήίόύώςё", "كييهاااαεηιουωσе")
_ARTICLES: Final = ("ال", "لل")
"""The article, alone and behind a preposition."""


def longest(spaced: list[Token], at: int) -> tuple[int, tuple[Role, str] | None]:
    """Words of the longest entry that begins at a place, with its role and key; one word if none does."""
    known = _known()
    for length in range(min(longest_from(spaced[at].word), len(spaced) - at), 0, -1):
        phrase = folded(spaced[at].word)
        if length > 1:
            phrase = " ".join([folded(token.word) for token in spaced[at : at + length]])
        if found := known.get(phrase):
            if (
                found[0] == "legal form"
                and length == 1
                and at == 0
                and len(spaced) > 1
                and found[1] != PLAIN
                and phrase not in _leading()
            ):
                continue
            return length, found
    return 1, None


def longest_from(one: Word) -> int:
    """Words of the longest entry that may begin with a word."""
    if one.opens < 0:
        openings = _openings()
        one.opens = max(openings.get(one.key, 0), openings.get(folded(one).partition(" ")[0], 0))
    return one.opens


@cache
def _openings() -> dict[str, int]:
    found: dict[str, int] = {}
    for phrase in _known():
        words = phrase.split(" ")
        found[words[0]] = min(PHRASE_MAX, max(found.get(words[0], 0), len(words)))
    return found


def is_form(one: Word) -> bool:
    """Whether a word is a legal form, or of the business: not of the language, and not the name's own."""
    known = _known().get(folded(one))
    return known is not None and known[1] != PLAIN


@cache
def _known() -> dict[str, tuple[Role, str]]:
    found: dict[str, tuple[Role, str]] = {}
    entries: dict[str, dict[str, list[str]]] = {
        "place": table("organizations")["places"],
        "business": table("organizations")["words"],
        "legal form": table("organizations")["forms"],
    }
    roles: tuple[Role, ...] = ("place", "business", "legal form")
    for role in roles:
        for key, listed in entries[role].items():
            own = [] if role == "legal form" else [key]
            for text in (*own, *listed):
                found.setdefault(" ".join(map(_folded, text.lower().split())), (role, key))
    return found


@cache
def native() -> frozenset[str]:
    """Entries that are not in Latin letters."""
    return frozenset(phrase for phrase in _known() if not phrase.isascii())


@cache
def _leading() -> frozenset[str]:
    """Legal forms that may stand first: all that are not Latin, and these."""
    return native() | words("organizations", "leading")


def folded(one: Word) -> str:
    """A word as the tables have it."""
    if one.folded is None:
        one.folded = one.key if one.key.isascii() else _folded(one.key)
    return one.folded


def _folded(key: str) -> str:
    plain = fold_latin(key)
    return plain if plain.isascii() else _uninflected(key)


def _uninflected(key: str) -> str:
    """A word as the tables have it: one ending for all of a Slavic adjective or noun, one form of each Arabic
    and Greek letter, no article."""
    key = _ADJECTIVE.sub("ый", key).translate(_ONE_FORM)
    return key[2:] if len(key) > 4 and key.startswith(_ARTICLES) else key
