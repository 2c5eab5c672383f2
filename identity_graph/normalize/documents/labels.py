"""How sources name documents: ``R.F.C.``, ``National ID No.``, ``Reisepass``, to kinds and schemes."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from identity_graph.normalize.countries import country_code
from identity_graph.normalize.documents.schemes import Scheme, by_id, schemes
from identity_graph.normalize.documents.tables_read import lists, mapping
from identity_graph.normalize.text import fold

LABELS_CACHED: Final = 4096
LABEL_MAX: Final = 80
"""Characters of a label that are looked at."""

_BORDERLESS: Final = frozenset({"passport", "travel_document", "lei", "imo", "isin", "bic"})
_CLOSING: Final = re.compile(r"(?<=..)(?:number|numero|nummer|num|no|nr|nro)$")


class Meaning(NamedTuple):
    """What a label says: a kind, the schemes it may name where it is the name of some, the country it implies."""

    kind: str
    schemes: tuple[Scheme, ...] = ()
    country: str | None = None


@lru_cache(LABELS_CACHED)
def meaning(label: str) -> Meaning | None:
    """What a label means: a kind (``National ID No.``), a scheme's id (``mx.curp``) or one of its names (``RFC``)."""
    if scheme := by_id().get(label):
        return Meaning(scheme.kind, (scheme,), scheme.country)
    return _meanings().get(_key(label))


def issuer_is_local(label: str) -> bool:
    """Whether a document of this wording is its holder's own country's, where nobody says which: not a passport, which
    people also hold of another one, nor what a word names of one country alone (``SSN``)."""
    means = meaning(label)
    return means is not None and means.kind not in _BORDERLESS and means.country is None


@lru_cache(LABELS_CACHED)
def issuing_country(text: str | None) -> str | None:
    """`country_code`, and the words of sanctions lists beyond it (``Korea, North``)."""
    return (country_code(text) or _countries().get(fold(text))) if text else None


def _key(label: str) -> str:
    """Folded, without blanks or a closing word for number: one key for ``R.F.C.``, ``RFC #`` and ``rfc number``."""
    folded = fold(label[:LABEL_MAX]).replace(" ", "")
    return _CLOSING.sub("", folded) or folded


@cache
def _meanings() -> Mapping[str, Meaning]:
    """Where a word is a kind's and some schemes' (``dni``), it is of the kind, those schemes first."""
    kinds = {_key(word): kind for kind, words in lists("labels", "kinds").items() for word in (kind, *words)}
    named: dict[str, list[Scheme]] = {}
    for scheme in schemes():
        if scheme.labels[0] != "passport":
            for key in dict.fromkeys(map(_key, scheme.labels)):
                named.setdefault(key, []).append(scheme)
    implied = {_key(word): country for word, country in mapping("labels", "implied").items()}
    own = {word: found[0].kind for word, found in named.items()}
    return {word: Meaning(kind, tuple(named.get(word, ())), implied.get(word)) for word, kind in (own | kinds).items()}


@cache
def _countries() -> Mapping[str, str]:
    return {fold(words): code for words, code in mapping("labels", "countries").items()}
