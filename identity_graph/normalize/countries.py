"""Countries as sources write them, to ISO 3166-1 alpha-2."""

import re
from functools import cache, lru_cache
from typing import Final

from identity_graph.normalize.table_files import lists
from identity_graph.normalize.text import CACHE_SIZE, fold

UNKNOWN_COUNTRY: Final = "ZZ"
"""Stands in keys where the country is not known (ISO 3166-1 leaves ``ZZ`` to its users)."""

_SUBDIVISION: Final = re.compile(r"\s*([A-Za-z]{2})-[A-Za-z0-9]{1,3}\s*")


@lru_cache(CACHE_SIZE)
def country_code(text: str | None) -> str | None:
    """Alpha-2 code of a code (``DE``, ``DEU``, ``US-NV``), an English or well-known own name, or a nationality word.

    ``None`` for what is not recognized: the text of a state, a city, or ``unknown``.
    """
    if not text:
        return None
    subdivision = _SUBDIVISION.fullmatch(text)
    return _codes().get(fold(subdivision[1] if subdivision else text))


def country_of(folded: str) -> str | None:
    """`country_code` of a text that is folded already."""
    return _codes().get(folded)


@cache
def _codes() -> dict[str, str]:
    """Every folded wording's code. Alpha-2 codes win over names (``na``, ``me``), which are entered first."""
    countries = lists("countries")
    wordings = {fold(name): code for code, names in countries.items() for name in names}
    return wordings | {fold(code): code for code in countries}
