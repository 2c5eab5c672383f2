"""A postal code in the form that compares. Where it stands in a text, `postal` finds."""

import re
from functools import lru_cache
from typing import Final

from identity_graph.normalize.text import CACHE_SIZE, alphanumerics

LENGTH_MAX: Final = 12
_PREFIX: Final = re.compile(r"[A-Z]{1,3}(?=[0-9]{4,6}$)")
_OWN_LETTERS: Final = frozenset({"AD", "AR", "MT", "BN", "BM", "SO", "VC", "BB", "VG"})
"""Countries whose codes begin with letters that are no prefix."""


@lru_cache(CACHE_SIZE)
def normalize_postal_code(text: str, country: str | None) -> str | None:
    """Folded, without blanks: ``89132`` of ``89132-1234`` in the United States, ``8022`` of ``CH-8022``."""
    code = alphanumerics(text[:32])
    if not any(c.isdecimal() for c in code) or not code.strip("0") or len(code) > LENGTH_MAX:
        return None
    bare = _PREFIX.sub("", code) if country not in _OWN_LETTERS else code
    zip_plus_4 = country == "US" or (country is None and re.fullmatch(r"\s*\d{5}-\d{4}\s*", text[:32]))
    return (bare[:5] if zip_plus_4 else bare).lower()
