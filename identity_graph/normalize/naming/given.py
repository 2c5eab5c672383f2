"""Given names: which words are one name, its short forms, and its forms in other languages.

From ``tables/given.tsv`` and ``tables/nicknames.tsv``."""

from collections.abc import Iterable
from functools import cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming.data import rows
from identity_graph.normalize.naming.romanize import fold_latin
from identity_graph.normalize.naming.scripts import script_of


@final
@mypyc_attr(acyclic=True)
class Given:
    """The names a word is a spelling of, a short form of, or the form of in another language; other scripts the name is
    listed in: where it is at home. ``named`` if it is one or short for one. Not changed once made."""

    __slots__ = ("named", "scripts", "shortens", "spells", "translates")

    def __init__(
        self, spells: frozenset[str], shortens: frozenset[str], translates: frozenset[str], scripts: frozenset[str]
    ) -> None:
        self.spells = spells
        self.shortens = shortens
        self.translates = translates
        self.scripts = scripts
        self.named = bool(spells or shortens)


NOT_KNOWN: Final = Given(frozenset(), frozenset(), frozenset(), frozenset())


def given_of(word: str) -> Given:
    """What is known of a word, folded Latin or in its own script."""
    return _index().get(word, NOT_KNOWN)


def given_words() -> Iterable[str]:
    """All words the tables know as given names."""
    return _index()


@cache
def latin_of() -> dict[str, str]:
    """Words of other scripts to the Latin form they are known by."""
    listed = ((form, key) for key, spelled, _, _ in rows("given") if spelled != "-" for form in spelled.split())
    return {form: key for form, key in listed if not fold_latin(form).isascii()}


@cache
def _index() -> dict[str, Given]:
    sets: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for key, *columns in rows("given"):
        forms = [column.split() if column != "-" else [] for column in columns]
        for at, words in enumerate(([key, *forms[0]], forms[1], forms[2])):
            for word in words:
                sets.setdefault(fold_latin(word), (set(), set(), set()))[at].add(key)
    ours = {word for word, found in sets.items() if found[0] or found[1]}  # what our table knows of a word counts alone
    for name, short in rows("nicknames"):
        if name in ours and not sets[name][0]:
            continue
        names = sets[name][0] if name in sets and sets[name][0] else {name}
        sets.setdefault(name, (set(), set(), set()))[0].update(names)
        for word in short.split():
            if word not in ours:
                sets.setdefault(word, (set(), set(), set()))[1].update(names)
    home = {
        key: frozenset(script_of(form) for form in spelled.split()) - {"latin", "cyrillic"}
        for key, spelled, _, _ in rows("given")
        if spelled != "-"
    }
    nowhere: frozenset[str] = frozenset()
    return {
        word: Given(
            frozenset(found[0]),
            frozenset(found[1]),
            frozenset(found[2]),
            frozenset().union(*(home.get(key, nowhere) for key in found[0])),
        )
        for word, found in sets.items()
    }
