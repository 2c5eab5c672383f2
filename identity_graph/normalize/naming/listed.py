"""Words known to be names, and of which sex (``tables/listed.tsv``): two that differ are two names, not a slip."""

from collections.abc import Iterable
from functools import cache

from identity_graph.normalize.naming.data import rows
from identity_graph.normalize.naming.romanize import fold_latin


def listed_as(latin: str) -> str | None:
    """Of a common family name or a given name of the table ``f`` or ``m``, where nearly all who bear it as a given name
    are of one sex, or an empty text; nothing of other words."""
    return _words().get(latin)


def listed_words() -> Iterable[str]:
    """All words of the table."""
    return _words()


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, words in rows("listed"):
        for word in words.split():
            found[fold_latin(word)] = kind if kind in {"f", "m"} else found.get(word, "")
    return found
