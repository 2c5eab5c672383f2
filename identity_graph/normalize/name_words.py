"""One word of a person's name with the forms under which others write it: what matching compares and blocks by."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final, Literal, NamedTuple

from identity_graph.normalize.naming.endings import family_stem
from identity_graph.normalize.naming.han import han_readings
from identity_graph.normalize.naming.word import Word, word, word_readings
from identity_graph.normalize.phonetics import code
from identity_graph.normalize.text import CACHE_SIZE, distinct, fold

Part = Literal["given", "family"]

SPELLINGS_MAX: Final = 8
"""Spellings of one word that are kept: the standard one and those of the best known readings."""
CODES_MAX: Final = 4
"""Codes of one word, of as many readings."""
SOUNDS_MAX: Final = 2
"""Readings of a name that it is looked for by."""


class NameWord(NamedTuple):
    """What one word, or several, of a name is and may be; all of it Latin and folded.

    - ``latin``: its own form; ``standard``: one spelling for all of the same name, as far as it is known (of family
      names the one without the ending of its sex); ``spellings``: how the same name is written, sorted, each once.
    - ``in_full``: the names it is a spelling or a short form of, itself where none is known; ``abroad``: those and the
      same names in other languages.
    - ``codes``: of the sound of each word, sorted, each once; ``sounds``: of the whole, one for each way to read it, of
      a short form those of the full names.
    - ``known``: whether a table lists it, so that another listed name is another name, however alike; ``sex``:
      ``f`` or ``m`` where nearly all who bear it are.
    """

    latin: str
    standard: str
    spellings: tuple[str, ...]
    in_full: tuple[str, ...]
    abroad: tuple[str, ...]
    codes: tuple[str, ...]
    sounds: tuple[str, ...]
    known: bool = False
    sex: str = ""


@lru_cache(CACHE_SIZE)
def name_word(key: str, glued: str, part: Part, culture: str = "") -> NameWord:
    """Of a lower-case word in any script; ``glued`` is the same with its particles written on to it, if it has any.
    ``culture`` tells in whose language Han characters are read first."""
    one = word(key)
    read = [form for text in _readings(one, culture) if (form := _joined(text))]
    latin = (read[0] if one.script == "han" and read else one.latin) or _joined(key)
    written = tuple(dict.fromkeys((latin, *([_joined(glued)] if glued else ()), *sorted(one.alike), *read)))
    return _given_word(one, latin, written) if part == "given" else _family_word(one, latin, written)


def _given_word(one: Word, latin: str, written: tuple[str, ...]) -> NameWord:
    same = sorted(one.given.spells)
    full = (*same, *sorted(one.given.shortens - one.given.spells))
    abroad = tuple(sorted(one.given.spells | one.given.translates))
    codes = _codes(written)
    return NameWord(
        latin,
        same[0] if same else latin,
        distinct([*written[:SPELLINGS_MAX], *same]),
        full or (latin,),
        abroad,
        distinct(codes),
        _sounds(_codes(full) or codes, latin),
        one.listed,
        one.sex,
    )


def _family_word(one: Word, latin: str, written: tuple[str, ...]) -> NameWord:
    """Without the ending of its sex; a Han or Hangul name first in its standard Latin form."""
    forms, stem, codes = [family.forms[0] for family in one.families], family_stem(latin), _codes(written)
    same = [stem, *forms] if one.script == "latin" or not forms else [*forms, stem]
    spellings = distinct([*written[:SPELLINGS_MAX], *same])
    return NameWord(latin, same[0], spellings, (latin,), (), distinct(codes), _sounds(codes, latin))


def _codes(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for form in forms if (found := code(form))))[:CODES_MAX]


def _sounds(codes: tuple[str, ...], latin: str) -> tuple[str, ...]:
    """The codes it is looked for by; the word itself where none has a consonant."""
    return (codes or ((latin,) if latin else ()))[:SOUNDS_MAX]


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


def _readings(one: Word, culture: str) -> Sequence[str]:
    """How it is read, where it is not written in Latin letters."""
    if one.script != "han":
        return word_readings(one) if one.script != "latin" else ()
    return [form for _, form in sorted(han_readings(one.text), key=lambda reading: reading[0] != culture)]


NO_WORD: Final = NameWord("", "", (), (), (), (), ())


def name_words(parts: Sequence[NameWord]) -> NameWord:
    """Several words as one name: ``Ana María``; also written as one word, as Korean and Chinese names are."""
    if len(parts) > 1:
        return _several(tuple(parts))
    return parts[0] if parts else NO_WORD


@lru_cache(CACHE_SIZE)
def _several(parts: tuple[NameWord, ...]) -> NameWord:
    latin = " ".join(part.latin for part in parts)
    standard = " ".join(part.standard for part in parts)
    squeezed = "".join(part.latin for part in parts)
    in_full = (" ".join(each) for each in islice(product(*(part.in_full for part in parts)), SPELLINGS_MAX))
    return NameWord(
        latin,
        standard,
        distinct((latin, standard, squeezed)),
        tuple(dict.fromkeys(in_full)),
        parts[0].abroad,
        distinct([found for part in parts for found in part.codes]),
        (" ".join(sorted({part.sounds[0] for part in parts if part.sounds})),),
        all(part.known for part in parts),
        parts[0].sex,
    )
