"""What the words around and inside names are: titles, particles, markers; read once from ``tables/customs.yaml``."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from identity_graph.normalize.naming.data import table, words

Role = Literal[
    "given", "family", "patronymic", "particle", "title", "suffix", "kunya", "generational", "initial", "nickname",
    "maiden", "legal form", "business", "place", "number", "unknown",
]  # fmt: skip
Order = Literal["given first", "family first", "either", "none"]


@dataclass(frozen=True, slots=True)
class Culture:
    """How names are built somewhere: ``chain`` where a parent's name follows the own, ``two_families`` where two do."""

    name: str
    order: Order = "given first"
    scripts: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    chain: bool = False
    two_families: bool = False
    spellings: tuple[str, ...] = ()
    syllables: bool = False
    given: frozenset[str] = frozenset()


UNKNOWN: Final = Culture("", "either")

TITLES: Final = words("customs", "titles") | words("customs", "titles_native")
UNSURE_TITLES: Final = words("customs", "unsure_titles")
TITLES_BEHIND: Final = words("customs", "titles_behind") | words("customs", "titles_native")
SUFFIXES: Final = words("customs", "suffixes")
PARTICLES: Final = words("customs", "particles")
JOINED: Final = {word: form for form, listed in table("customs")["joined_particles"].items() for word in listed.split()}
ARTICLES: Final = words("customs", "article")
UNSURE_ARTICLES: Final = words("customs", "unsure_articles")
UNSURE_CHILD_OF: Final = words("customs", "unsure_child_of")
CHILD_OF: Final = words("customs", "child_of") | words("customs", "child_of_native")
KUNYA: Final = {word: form for form, listed in table("customs")["kunya"].items() for word in listed.split()}
COMPOUNDS: Final = words("customs", "compounds")
COMPOUNDS_NATIVE: Final = words("customs", "compounds_native")
COMPOUNDS_BEHIND: Final = words("customs", "compounds_behind")
MAIDEN: Final = words("customs", "maiden")
ALIAS: Final = words("customs", "alias")
NOTHING: Final = words("customs", "nothing")
GENERATIONS: Final = {
    word: number for number, listed in table("customs")["generations"].items() for word in listed.split()
}
SEX_MARKERS: Final = {word: sex for sex, listed in table("customs")["sex_markers"].items() for word in listed.split()}
PATRONYMICS: Final = {
    ending: culture for culture, endings in table("customs")["patronymic_endings"].items() for ending in endings
}
PATRONYMIC_ENDINGS: Final = tuple(PATRONYMICS)
"""The same for ``str.endswith``."""
_PATRONYMIC_LENGTHS: Final = tuple(sorted({len(ending) for ending in PATRONYMICS}))


def is_patronymic(latin: str) -> bool:
    """Whether a word ends as a patronymic does."""
    if len(latin) < 5:  # no name is shorter, its ending off
        return False
    return any(
        latin[-n:] in PATRONYMICS and not (n == 4 and latin.endswith("sson") and latin[-5:-4] != "s")
        for n in _PATRONYMIC_LENGTHS
    )


SPECIAL: Final[frozenset[str]] = frozenset().union(
    TITLES, TITLES_BEHIND, SUFFIXES, PARTICLES, JOINED, ARTICLES, CHILD_OF, KUNYA, COMPOUNDS, COMPOUNDS_NATIVE,
    COMPOUNDS_BEHIND, MAIDEN, ALIAS, NOTHING,
)  # fmt: skip
"""All words that are or mark something else than a plain name."""


def _culture(name: str, entry: dict[str, Any]) -> Culture:
    return Culture(
        name,
        entry.get("order", "given first"),
        frozenset(entry.get("scripts", ())),
        frozenset(entry.get("families", "").split()),
        frozenset(entry.get("words", "").split()),
        frozenset(entry.get("letters", "")),
        tuple(entry.get("endings", ())),
        "chain" in entry,
        "two_families" in entry,
        tuple(entry.get("spellings", ())),
        "syllables" in entry,
        frozenset(entry.get("given", "").split()),
    )


CULTURES: Final[dict[str, Culture]] = {
    name: _culture(name, entry) for name, entry in table("customs")["cultures"].items()
}
BY_SCRIPT: Final = {script: culture.name for culture in CULTURES.values() for script in culture.scripts}
"""The culture a script tells of."""
BY_WORD: Final = {word: culture.name for culture in CULTURES.values() for word in (*culture.families, *culture.words)}
"""The culture a word, be it a family name or a marker, tells of."""
BY_SYLLABLE: Final = {word: culture.name for culture in CULTURES.values() for word in culture.given}
"""The culture a part of a given name tells of."""
BY_LETTER: Final = {letter: culture.name for culture in CULTURES.values() for letter in culture.letters}
"""The culture a letter tells of."""
BY_ENDING: Final = {ending: culture.name for culture in CULTURES.values() for ending in culture.endings}
"""The culture an ending tells of."""
