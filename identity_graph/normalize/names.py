"""All names of a record, read by the customs of the world (`naming`), as words that can be compared."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from identity_graph.model import EntityKind, Name
from identity_graph.normalize.name_words import NO_WORD, NameWord, Part, name_word, name_words
from identity_graph.normalize.naming import read_organization, read_person
from identity_graph.normalize.naming.customs import GENERATIONS, SUFFIXES, TITLES
from identity_graph.normalize.naming.elements import Element
from identity_graph.normalize.naming.reading import Reading
from identity_graph.normalize.text import CACHE_SIZE, RECORDS_CACHE_SIZE, distinct, tidy

NAMES_MAX: Final = 50
"""Names of one record that are looked at."""

_ARTICLES: Final = frozenset({"the"})
_ORDINAL: Final = re.compile(r"[0-9]+(?:st|nd|rd|th)")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


class PersonName(NamedTuple):
    """One name of a person. ``middle`` holds all that is neither given nor family name, ``maiden`` an earlier family
    name; ``entries`` see `_entries`; ``codes``: of all its words, sorted, each once."""

    given: NameWord = NO_WORD
    family: NameWord = NO_WORD
    middle: tuple[NameWord, ...] = ()
    maiden: NameWord = NO_WORD
    generation: str | None = None
    entries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class NormalNames(NamedTuple):
    """All names of a record: the primary one's parts, every name's entries (sorted, ``full`` among them) and the codes
    of all words."""

    given: NameWord = NO_WORD
    family: NameWord = NO_WORD
    full: str | None = None
    generation: str | None = None
    entries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def normalize_names(names: Sequence[Name], kind: EntityKind) -> NormalNames:
    """The names of one record. Primary is the first of type ``primary``, else the first; Latin script goes before."""
    found = [name for name in names[:NAMES_MAX] if name.full or name.given or name.middle or name.family]
    if not found:
        return NormalNames()
    return _organization(found) if kind == "organization" else _person(found)


@lru_cache(RECORDS_CACHE_SIZE)
def person_name(name: Name) -> PersonName:
    """A person's name in parts: as the source gives them, else read from ``full``. Never raises."""
    if not (name.given or name.family):
        return _read(tidy(" ".join([text for text in (name.full, name.middle) if text])))
    parts = (name.given, name.family, name.middle, name.full)
    first, last, between, whole = [read_person(tidy(text)) if text else None for text in parts]
    family = _words(last, "family")
    given = [] if family and _only_titles(first) else _words(first, "given")
    middle = _words(between, "given")
    more = _unnamed(whole, {part.latin for part in (*given, *family, *middle)}) if whole else ()
    generation = _generation(last) or _generation(first) or _generation(whole)
    return _named(given, family, (*middle, *more), (), generation)


def _named(
    given: Sequence[NameWord],
    family: Sequence[NameWord],
    middle: tuple[NameWord, ...],
    maiden: Sequence[NameWord],
    generation: str | None,
) -> PersonName:
    """A name of its parts' words."""
    parts = name_words(given), name_words(family), name_words(maiden)
    codes = distinct([code for word in (*parts, *middle) if word.latin for code in word.codes])
    entries = _entries(*parts, [part.latin for part in middle])
    return PersonName(parts[0], parts[1], middle, parts[2], generation, entries, codes)


@lru_cache(CACHE_SIZE)
def organization_name(text: str) -> str:
    """An organization's name in its order, folded to Latin words, without its legal form. Never raises."""
    spoken = (word for part in read_organization(tidy(text)).parts for word in part.text.split())
    words = [latin for word in spoken if (latin := _latin(word))]
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def _entries(given: NameWord, family: NameWord, maiden: NameWord, middle: list[str]) -> tuple[str, ...]:
    """Its sorted words; also without the middle names, with full forms for short ones and one spelling for all, with
    the name before marriage: ways others write it."""
    said: list[tuple[str, ...]] = [(given.latin, family.latin, *middle)]
    if given.latin and family.latin:
        said.append((given.latin, family.latin))
        said += [(form, family.standard) for form in given.in_full[:2]]
        if maiden.latin:
            said.append((given.latin, maiden.latin))
    entries = [_sorted_words(words) for words in dict.fromkeys(said)]
    return tuple(dict.fromkeys(entries)) if entries[0] else ()


def _person(names: list[Name]) -> NormalNames:
    read = [person_name(name) for name in names]
    main, generation, entries, codes = read[0], read[0].generation, read[0].entries, read[0].codes
    if len(read) > 1:
        main = person_name(_primary(names))
        generation = next((name.generation for name in read if name.generation), None)
        entries = tuple([entry for name in read for entry in name.entries])
        codes = distinct([code for name in read for code in name.codes])
    full = main.entries[0] if main.entries else None
    return NormalNames(main.given, main.family, full, generation, distinct(entries), codes)


def _organization(names: list[Name]) -> NormalNames:
    full = organization_name(name_text(_primary(names))) or None
    read = [organization_name(name_text(name)) for name in names]
    translated = [" ".join(part.key for part in read_organization(tidy(name_text(name))).parts) for name in names]
    entries = [_sorted_words([name]) for name in (*read, *map(_folded, translated))]
    return NormalNames(
        full=full,
        entries=distinct([entry for entry in (*entries, full or "") if entry]),
        codes=distinct([code for name in read for word in name.split() for code in _word(word).codes]),
    )


def _primary(names: list[Name]) -> Name:
    candidates = [name for name in names if name.type == "primary"] or names
    if len(candidates) == 1:
        return candidates[0]
    return next((name for name in candidates if _LATIN.search(name_text(name)[:NAMES_MAX])), candidates[0])


def name_text(name: Name) -> str:
    """The whole name as the source writes it; empty where it says none."""
    return name.full or " ".join(part for part in (name.given, name.middle, name.family) if part)


def _read(text: str) -> PersonName:
    """A name given as one text. The first given name stands for all; a lone word is a given name to nobody."""
    reading = read_person(text)
    roles: dict[str, list[NameWord]] = {}
    named = [element for element in reading.elements if _names(element)]
    for element in named or reading.elements:
        part: Part = "family" if element.role in {"family", "maiden"} else "given"
        if (word := _of(element, part, reading.culture.name)).latin:
            roles.setdefault(element.role, []).append(word)
    given, family, maiden = roles.pop("given", []), roles.pop("family", []), roles.pop("maiden", [])
    rest = [word for words in roles.values() for word in words]
    if not family and not given:
        given, family = (rest[:1], rest[1:2]) if len(rest) > 1 else ([], rest)
        rest = rest[2:]
    elif not given and rest:
        given, rest = rest[:1], rest[1:]
    elif not family and len(given) == 1 and not rest:
        given, family = [], given
    return _named(given[:1], family, (*given[1:], *rest), maiden, reading.generation)


def _words(read: Reading | None, part: Part) -> list[NameWord]:
    """A part as its source names it, without titles, suffixes and ordinals (``1st Baron``)."""
    elements = [element for element in read.elements if _names(element)] if read else []
    return [word for element in elements if (word := _of(element, part)).latin]


def _names(element: Element) -> bool:
    return element.key not in SUFFIXES and not _ORDINAL.fullmatch(element.key)


def _only_titles(read: Reading | None) -> bool:
    """``Sir`` or ``Mrs.`` where a given name belongs, as sources write of people whose given name they do not know."""
    words = [token.key for token in read.tokens] if read else []
    return bool(words) and TITLES.issuperset(words)


def _of(element: Element, part: Part, culture: str = "") -> NameWord:
    return name_word(element.key, element.glued if element.glued != element.key else "", part, culture)


def _unnamed(full: Reading, said: set[str]) -> tuple[NameWord, ...]:
    """The words of ``full`` that no part names; none where it shares no word with them (another script)."""
    words = [_of(element, "given") for element in full.elements]
    shared = {word for latin in said for word in latin.split()}
    if shared.isdisjoint(word.latin for word in words):
        return ()
    return tuple(word for word in words if word.latin not in shared)


def _generation(read: Reading | None) -> str | None:
    """Of a part that a source names: there a closing ``I`` is no initial (``Morris I``, ``Morris II``)."""
    return GENERATIONS.get(read.tokens[-1].key) if read and len(read.tokens) > 1 else None


def _word(text: str) -> NameWord:
    return name_word(text, "", "family")


@lru_cache(CACHE_SIZE)
def _latin(text: str) -> str:
    return _word(text.lower()).latin


def _folded(text: str) -> str:
    return " ".join(latin for word in text.split() if (latin := _latin(word)))


def _sorted_words(parts: Iterable[str]) -> str:
    return " ".join(sorted(" ".join(parts).split()))
