"""Words that any table has: one look instead of one into each, for the many that none has."""

from typing import Final

from identity_graph.normalize.naming import customs
from identity_graph.normalize.naming.families import family_words
from identity_graph.normalize.naming.given import given_words
from identity_graph.normalize.naming.han import japanese_family_forms
from identity_graph.normalize.naming.listed import listed_words

_TABLED: Final[set[str]] = set()


def tabled(latin: str) -> bool:
    """Whether a table has a Latin word as a name, a part of one, or a word of one culture."""
    if not _TABLED:
        found = {*given_words(), *family_words(), *listed_words(), *japanese_family_forms()}
        _TABLED.update(found | set(customs.BY_WORD) | set(customs.BY_SYLLABLE))  # at once: other threads look as well
    return latin in _TABLED
