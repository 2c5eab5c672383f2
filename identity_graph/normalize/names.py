"""Names of people and organizations in any order, script and custom, to comparable words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from identity_graph.model import EntityKind, Name
from identity_graph.normalize.table_files import lists, words
from identity_graph.normalize.text import CACHE_SIZE, distinct, fold, tidy

NAMES_MAX: Final = 50
"""Names of one record that are looked at."""

_TITLES: Final = frozenset(words("names", "titles"))
_SUFFIXES: Final = frozenset(words("names", "suffixes"))
_GENERATIONS: Final = {word: number for number, wordings in lists("names", "generations").items() for word in wordings}
_PARTICLES: Final = frozenset(words("names", "particles"))
_COMPOUND_FAMILIES: Final = frozenset(words("names", "compound_families"))
_EAST_ASIAN: Final = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003134f]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_FOREIGN_DOT: Final = re.compile(r"[\u00b7\u2027\u30fb\uff65]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name of a person, folded. ``middle`` holds all that is neither given nor family name."""

    given: str | None
    family: str | None
    middle: tuple[str, ...] = ()

    def entries(self) -> tuple[str, ...]:
        """Its sorted words; also without the middle names, and with the nickname's full form: ways others write it."""
        if not (self.given and self.family):
            return (_sorted_words(self.given, self.family, *self.middle),)
        short = _sorted_words(self.given, self.family)
        full = _sorted_words(self.given, self.family, *self.middle) if self.middle else short
        canonical = canonical_given(self.given)
        return (full, short) if canonical == self.given else (full, short, _sorted_words(canonical, self.family))


@dataclass(frozen=True, slots=True)
class NormalNames:
    """All names of a record: the primary one's parts, and every name's entries (sorted, ``full`` among them)."""

    given: str | None = None
    family: str | None = None
    full: str | None = None
    entries: tuple[str, ...] = ()


def normalize_names(names: Sequence[Name], kind: EntityKind) -> NormalNames:
    """The names of one record. Primary is the first of type ``primary``, else the first; Latin script goes before."""
    found = [name for name in names[:NAMES_MAX] if name.full or name.given or name.family or name.middle]
    if not found:
        return NormalNames()
    primary = _primary(found)
    return _organization(primary, found) if kind == "organization" else _person(primary, found)


def generation(names: Sequence[Name]) -> str | None:
    """``1`` for Sr. and I, ``2`` for Jr. and II, and so on, from behind any part of a name; ``None`` where none is."""
    parts = (part for name in names[:NAMES_MAX] for part in (name.given, name.middle, name.family, name.full))
    return next((found for part in parts if part and (found := _generation(part))), None)


@lru_cache(CACHE_SIZE)
def _generation(part: str) -> str | None:
    tokens = fold(part).split()
    return next((_GENERATIONS[token] for token in reversed(tokens[1:]) if token in _GENERATIONS), None)


@lru_cache(CACHE_SIZE)
def person_name(name: Name) -> PersonName:
    """A person's name in parts: as the source gives them, else read from ``full``."""
    if name.given or name.family:
        given, family = _part(name.given), _part(name.family)
        middle = fold(name.middle).split() if name.middle else []
        return PersonName(given, family, (*middle, *_unnamed(name.full, given, family, middle)))
    return _read(tidy(" ".join(text for text in (name.full, name.middle) if text)))


@lru_cache(CACHE_SIZE)
def canonical_given(given: str) -> str:
    """The full form of a folded nickname (``bob`` → ``robert``), of its first word only; any other name as it is."""
    first, blank, rest = given.partition(" ")
    return f"{_nicknames().get(first, first)}{blank}{rest}"


def _primary(names: list[Name]) -> Name:
    candidates = [name for name in names if name.type == "primary"] or names
    if len(candidates) == 1:
        return candidates[0]
    return next((name for name in candidates if _LATIN.search(_text(name)[:NAMES_MAX])), candidates[0])


def _person(primary: Name, names: list[Name]) -> NormalNames:
    main = person_name(primary)
    entries = [entry for name in names for entry in _entries(name) if entry]
    return NormalNames(main.given, main.family, _entries(primary)[0] or None, distinct(entries))


def _entries(name: Name) -> tuple[str, ...]:
    return person_name(name).entries()


def _organization(primary: Name, names: list[Name]) -> NormalNames:
    full = organization_name(_text(primary)) or None
    entries = [_sorted_words(organization_name(_text(name))) for name in names]
    return NormalNames(None, None, full, distinct([entry for entry in [*entries, full or ""] if entry]))


def _text(name: Name) -> str:
    return name.full or " ".join(part for part in (name.given, name.middle, name.family) if part)


def _part(text: str | None) -> str | None:
    """A name part as said, without titles before it and suffixes behind it."""
    return " ".join(_without_titles(fold(text).split())) or None if text else None


def _without_titles(parts: list[str]) -> list[str]:
    """Without titles before and suffixes behind, as long as something is left."""
    start, end = 0, len(parts)
    while end - start > 1 and parts[end - 1] in _SUFFIXES:
        end -= 1
    while end - start > 1 and parts[start] in _TITLES:
        start += 1
    return parts[start:end]


def _read(text: str) -> PersonName:
    """A name given as one text: by comma, by script, else given name first."""
    segments = [tokens for segment in text.split(",") if (tokens := _tokens(segment)) and not _is_addition(tokens)]
    if len(segments) > 1:
        given = _without_titles([word for tokens in segments[1:] for word in tokens])
        return PersonName(given[0], " ".join(_without_titles(segments[0])), tuple(given[1:]))
    text = text.replace(",", " ")
    if _EAST_ASIAN.search(text):
        return _read_east_asian(text)
    return _read_western(_without_titles(_tokens(text)))


def _unnamed(full: str | None, given: str | None, family: str | None, middle: list[str]) -> list[str]:
    """The words of ``full`` that no part names; none where it shares no word with them (another script)."""
    if not full or not (said := {*_split((given, family)), *middle}):
        return []
    tokens = _without_titles(fold(full).split())
    return [] if said.isdisjoint(tokens) else [token for token in tokens if token not in said]


def _is_addition(tokens: list[str]) -> bool:
    """Whether a part between commas holds only suffixes and titles (``Smith, Jr., John``)."""
    return all(token in _SUFFIXES or token in _TITLES for token in tokens)


def _tokens(text: str) -> list[str]:
    """Folded words; what a hyphen joins stays one (``jean pierre``)."""
    return [folded for word in text.split() if (folded := fold(word))]


def _read_western(tokens: list[str]) -> PersonName:
    """The last word is the family name, with the particles before it; a lone word is a given name to nobody."""
    if len(tokens) < 2:
        return PersonName(None, tokens[0] if tokens else None)
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in _PARTICLES:
        start -= 1
    return PersonName(tokens[0], " ".join(tokens[start:]), tuple(tokens[1:start]))


def _read_east_asian(text: str) -> PersonName:
    """Han, Hangul and Japanese names: family name first.

    A blank separates the two if there is one; else the family name is a known one of two characters, the first two of
    four (Japanese), or the first. A middle dot marks a foreign name, which keeps its order.
    """
    if _FOREIGN_DOT.search(text):
        return _read_western(_tokens(_FOREIGN_DOT.sub(" ", text)))
    family, _, given = text.partition(" ")
    if not given:
        cut = 2 if text[:2] in _COMPOUND_FAMILIES or len(text) == 4 else 1
        family, given = text[:cut], text[cut:]
    return PersonName(fold(given.replace(" ", "")) or None, fold(family) or None)


_DOTTED: Final = re.compile(r"\b(?:\w\.[ ]?){2,}")
_LEGAL_FORMS: Final = frozenset(form for form in words("names", "legal_forms"))
_LEADING_FORMS: Final = frozenset(words("names", "leading_legal_forms"))
_FORM_WORDS_MAX: Final = max(len(form.split()) for form in _LEGAL_FORMS)
_ARTICLES: Final = frozenset({"the"})


@lru_cache(CACHE_SIZE)
def organization_name(text: str) -> str:
    """An organization's folded name in its order, without legal form (ISO 20275 lists them) and leading article."""
    joined = _DOTTED.sub(lambda match: f"{re.sub(r'[. ]', '', match[0])} ", tidy(text).replace("&", " and "))
    parts = fold(joined).split()
    if len(parts) > 1 and parts[0] in _LEADING_FORMS | _ARTICLES:
        parts = parts[1:]
    return " ".join(_without_forms(parts))


def _without_forms(parts: list[str]) -> list[str]:
    """Legal forms cut off the end, longest first, as long as something is left."""
    for length in range(min(_FORM_WORDS_MAX, len(parts) - 1), 0, -1):
        if " ".join(parts[-length:]) in _LEGAL_FORMS:
            return _without_forms(parts[:-length])
    return _without_forms(parts[:-1]) if len(parts) > 1 and parts[-1] == "and" else parts


def _sorted_words(*parts: str | None) -> str:
    return " ".join(sorted(_split(parts)))


def _split(parts: Iterable[str | None]) -> list[str]:
    return [word for part in parts if part for word in part.split()]


@cache
def _nicknames() -> dict[str, str]:
    return {form: full for full, forms in lists("nicknames").items() for form in forms}
