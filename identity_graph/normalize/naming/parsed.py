"""A name in parts, for people to read and for keys to be made of: `parse_name`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from identity_graph.normalize.naming import han
from identity_graph.normalize.naming.companies import read_organization
from identity_graph.normalize.naming.comparison import Kind
from identity_graph.normalize.naming.customs import Role
from identity_graph.normalize.naming.data import version, words
from identity_graph.normalize.naming.families import families_of
from identity_graph.normalize.naming.keeping import CACHE_SIZE
from identity_graph.normalize.naming.reading import Reading, read_person
from identity_graph.normalize.naming.romanize import schemes
from identity_graph.normalize.naming.sounds import features, skeleton, sounds
from identity_graph.normalize.naming.word import Word, word

SPELLINGS_MAX: Final = 12
"""Further spellings of one word that are given."""
CODES: Final = ("standard", "english", "german", "slavic", "spanish", "wade_giles", "korean")
"""Customs of spelling whose sounds are given as codes: one for each family of languages."""
_LONG: Final = 9
_COMMON: Final = words("customs", "common")
_COMMON_WEIGHT: Final = 0.5
_RARE_WEIGHT: Final = 1.0


@dataclass(frozen=True, slots=True)
class NameToken:
    """One word: as written, its script, what it is in the name, its standard Latin form, how else it is spelled,
    codes of its sound by custom of spelling, and how much it tells (0.5 for the commonest names, 1 for rare ones)."""

    original: str
    script: str
    role: Role
    latin: str
    spellings: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name in parts. ``culture`` is a guess, ``confidence`` how sure it is; ``changes`` say what was done,
    ``tables`` which editions of which tables did it."""

    text: str
    kind: Kind
    tokens: tuple[NameToken, ...]
    culture: str
    confidence: float
    changes: tuple[str, ...]
    tables: tuple[str, ...]

    def of(self, role: Role) -> tuple[str, ...]:
        """The Latin forms of its words of one role."""
        return tuple(token.latin for token in self.tokens if token.role == role)


def parse_name(text: str, *, kind: Kind = "person") -> ParsedName:
    """Never raises; at most `cleaning.NAME_MAX` characters and `cleaning.TOKENS_MAX` words are read."""
    if kind == "organization":
        company = read_organization(text)
        found = tuple(_token(token.original, token.key, token.role) for token in company.tokens)
        changes = _changes(text, found, company.cut, company.unseen, ())
        return ParsedName(text, kind, found, "", 0.0, changes, _versions(kind))
    return _person(text)


@lru_cache(CACHE_SIZE)
def _person(text: str) -> ParsedName:
    reading = read_person(text)
    roles = _roles(reading)
    found = tuple(
        [_token(token.original, token.key, roles.get(at, token.role)) for at, token in enumerate(reading.tokens)]
    )
    more = (f"{reading.whole} cut into family and given name",) if reading.whole else ()
    changes = _changes(text, found, reading.cut, reading.unseen, more)
    return ParsedName(text, "person", found, reading.culture.name, reading.confidence, changes, _versions("person"))


def _roles(reading: Reading) -> dict[int, Role]:
    """The roles of the elements, told to the words they are made of."""
    if len(reading.elements) == len(reading.tokens):  # nothing was joined or set aside
        return {at: element.role for at, element in enumerate(reading.elements)}
    roles: dict[int, Role] = {}
    at = 0
    for element in reading.elements:
        for place in range(at, len(reading.tokens)):
            token = reading.tokens[place]
            if token.role == "unknown" and (
                element.key.endswith(token.key) or element.glued.endswith(token.key) or token.key in element.key
            ):
                roles[place] = element.role
                at = place + 1
                if element.key.endswith(token.key) or element.glued.endswith(token.key):
                    break
    return roles


@lru_cache(CACHE_SIZE)
def _token(original: str, key: str, role: Role) -> NameToken:
    one = word(key)
    return NameToken(original, one.script, role, one.latin, _spellings(one), _codes(one.latin), _weight(one))


def _spellings(one: Word) -> tuple[str, ...]:
    """Other schemes' forms, regional spellings of family names, Han readings; ICAO 9303 among them."""
    found = (
        [form for _, form in schemes(one.text, one.script)]
        if one.script not in {"han", ""}
        else [form for _, form in han.han_readings(one.text)]
    )
    found += [form for family in families_of(one.text) or one.families for form in family.forms]
    found += sorted(one.given.spells)
    return tuple(dict.fromkeys(form for form in found if form and form != one.latin))[:SPELLINGS_MAX]


def _codes(latin: str) -> tuple[tuple[str, str], ...]:
    if not latin:
        return ()
    standard, *others = [(custom, _code(sounds(latin, custom))) for custom in CODES]
    return (standard, *[(custom, code) for custom, code in others if code != standard[1]])


@lru_cache(CACHE_SIZE)
def _code(heard: str) -> str:
    """The places of its consonants, or of its vowel where it has none."""
    return skeleton(heard)[::3] or features(heard)[:1]


def _weight(one: Word) -> float:
    """Listed names are common; of the others, long ones are rarer than short ones."""
    if one.initial:
        return 0.2
    if one.known or one.families or one.latin in _COMMON:
        return _COMMON_WEIGHT
    return round(min(_RARE_WEIGHT, 0.6 + 0.4 * min(1.0, len(one.latin) / _LONG)), 2)


def _changes(
    text: str, found: tuple[NameToken, ...], cut: bool, unseen: bool, more: tuple[str, ...]
) -> tuple[str, ...]:
    changes = [] if text.isascii() else [change for token in found for change in _word_changes(token)]
    if unseen:
        changes.append("characters nobody sees removed")
    if cut:
        changes.append(f"only a part of {len(text)} characters was read")
    return (*more, *changes)


def _word_changes(token: NameToken) -> Iterator[str]:
    if token.script not in {"latin", ""} and token.latin:
        yield f"{token.original} written as {token.latin}"
    if word(token.original.lower()).folded_lookalikes:
        yield f"look-alike letters of another script in {token.original} folded"


@cache
def _versions(kind: Kind) -> tuple[str, ...]:
    names = ("scripts", "sounds", "customs") if kind == "person" else ("scripts", "sounds", "organizations")
    return tuple(map(version, names)) + (
        ("given 2", "nicknames 1", "families 2", "han 1", "listed 2") if kind == "person" else ()
    )
