"""One word of a name with all that comparing it needs, made once."""

import re
import unicodedata
from functools import cache
from typing import Final, final

from anyascii import anyascii
from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming import han
from identity_graph.normalize.naming.customs import PATRONYMIC_ENDINGS, is_patronymic
from identity_graph.normalize.naming.data import table
from identity_graph.normalize.naming.families import Family, families_of
from identity_graph.normalize.naming.given import NOT_KNOWN, Given, given_of, latin_of
from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.listed import listed_as
from identity_graph.normalize.naming.romanize import readings, schemes, standard
from identity_graph.normalize.naming.scripts import script_of, scripts_in
from identity_graph.normalize.naming.tabled import tabled

WORD_MAX: Final = 48
"""Letters of a word that are looked at."""
_WITH_INITIALS: Final = frozenset({"latin", "cyrillic", "greek"})
_LETTERS: Final = re.compile(r"[^a-z0-9]+")


Hints = tuple[tuple[str, float], ...]
"""Cultures, and how much a word tells of each."""


@final
@mypyc_attr(acyclic=True)
class Word:
    """A word: as asked for, as written, its script, and its folded Latin form; ``alike`` are that and all foldings that
    count as it. ``initial`` if it is one letter standing for a name, ``listed`` if known to be a name, ``sex`` if it
    tells that, ``known`` if the table of given names has it, ``tabled`` if any table has its Latin form, ``patronymic``
    if it is one by its ending, ``descends`` if it ends as one, however short.

    Not changed once made, but for what is worked out when first asked for: ``bones`` and ``hints``, ``folded`` and
    ``opens``."""

    __slots__ = (
        "alike",
        "bones",
        "descends",
        "families",
        "folded",
        "folded_lookalikes",
        "given",
        "hints",
        "initial",
        "key",
        "known",
        "latin",
        "listed",
        "opens",
        "patronymic",
        "script",
        "sex",
        "tabled",
        "text",
    )

    def __init__(
        self,
        key: str,
        text: str,
        script: str,
        latin: str,
        alike: tuple[str, ...],
        given: Given,
        families: tuple[Family, ...],
        *,
        tabled: bool,
    ) -> None:
        self.key = key
        self.text = text
        self.script = script
        self.latin = latin
        self.alike = alike
        self.given = given
        self.families = families
        self.tabled = tabled
        self.known = given is not NOT_KNOWN
        listed = listed_as(latin) if tabled else None
        self.listed = self.known or bool(families) or listed is not None
        self.initial = len(latin) == 1 and script in _WITH_INITIALS
        self.descends = latin.endswith(PATRONYMIC_ENDINGS)
        self.patronymic = self.descends and is_patronymic(latin)
        self.sex = listed or ""
        self.folded_lookalikes = key != text
        self.bones: str | None = None
        self.hints: list[Hints] | None = None
        self.folded: str | None = None
        self.opens = -1


_WORDS: Final[dict[str, Word]] = {}


def word(text: str) -> Word:
    """The word of a lower-case text without blanks. Never raises; signs have no Latin form."""
    kept = _WORDS.get(text)
    return kept if kept is not None else keep(_WORDS, text, _made(text[:WORD_MAX]))


def _made(text: str) -> Word:
    if text.isascii():
        latin = text if text.isalnum() and text.islower() else _LETTERS.sub("", text)
        alike = (latin, f"mac{latin[2:]}") if latin.startswith("mc") else (latin,)
        return _word(text, text, "latin", latin, alike)
    return _foreign(text)


def _foreign(text: str) -> Word:
    plain = _own_letters(text)
    script = script_of(plain)
    if script == "latin":
        latin = _fold(plain)
        spelled = (_LETTERS.sub("", anyascii(form).lower()) for _, form in schemes(plain, script))
        return _word(text, plain, script, latin, tuple(dict.fromkeys((latin, *spelled))))
    known = latin_of().get(plain)
    latin = known or _LETTERS.sub("", anyascii(_standard(plain, script)).lower())
    return _word(text, plain, script, latin, (latin,))


def _word(key: str, text: str, script: str, latin: str, alike: tuple[str, ...]) -> Word:
    any_table = tabled(latin)
    given = given_of(latin) if any_table else NOT_KNOWN
    if script not in {"latin", "cyrillic"} and given is NOT_KNOWN:
        given = given_of(text)
    native = families_of(text) if script in {"han", "hangul"} else ()
    families = native or (families_of(latin) if script in {"latin", "han", "hangul"} and any_table else ())
    return Word(key, text, script, latin, alike, given, families, tabled=any_table)


def _standard(text: str, script: str) -> str:
    if script == "han":
        return next((form for _, form in han.han_readings(text)), "")
    return standard(text, script)


def word_readings(one: Word) -> tuple[str, ...]:
    """Latin forms of all ways a word may be read."""
    if one.script == "latin":
        return (one.text,)
    if one.script == "han":
        return tuple(form for _, form in han.han_readings(one.text))
    found = readings(one.text, one.script)
    return found if one.latin in found else (one.latin, *found)


def _fold(text: str) -> str:
    return _LETTERS.sub("", anyascii(unicodedata.normalize("NFKC", text)).lower())


def _own_letters(text: str) -> str:
    """With look-alike letters of a second script taken for the ones they look like."""
    scripts = scripts_in(text)
    if len(scripts) < 2 or "latin" not in scripts:  # two scripts make a mixture
        return text
    main = script_of(text)
    for other, to_latin, from_latin in _lookalikes():
        if other in scripts:
            text = text.translate(from_latin if main == other else to_latin)
    return text


@cache
def _lookalikes() -> list[tuple[str, dict[int, str], dict[int, str]]]:
    return [
        (script, {ord(own): latin for own, latin in pairs.items()}, {ord(latin): own for own, latin in pairs.items()})
        for script, pairs in table("scripts")["lookalikes"].items()
    ]
