"""Phonetic codes that survive transliteration: a skeleton of consonant classes.

Metaphone and Soundex know English spelling; names here also come from scripts that write no vowels. So vowels and the
weak letters (h, w, y) are dropped and consonants are merged where languages and romanizations mix them: محمد
(``mhmd``) and Mohammed both give ``mmt``, Schukin and Щукин (``shchukin``) both ``skn``. The idea is Soundex's (R. C.
Russell, US patent 1,261,167) with the classes widened as in Daitch–Mokotoff for Slavic and Semitic names, and no first
letter kept, since Arabic and Hebrew drop initial vowels. One class holds b, p, f and v: Hebrew and Arabic writing
cannot tell them apart.

Measured on the Wikidata name words seen three times or more (``names-across-scripts``), pairs with the same code:
Arabic .88, Russian .75, Hebrew .50 (where vav, often a vowel, is read as v), katakana .45 (Metaphone: .55, .57, .20,
.35); two different Latin names collide with probability .003 (Metaphone: .0005), which is why a code never stands
alone in a blocking key.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from identity_graph.normalize.text import CACHE_SIZE

CODE_MAX: Final = 8
"""Letters of a code; longer words differ no further."""

_CLUSTERS: Final = (
    ("tsch|tzsch|shch|schtsch|tch|tsh|sch|dzh|dsch|dj|zh|ch|sh|cz|sz|rz|ts|tz|dz", "s"),
    ("ph", "f"),
    ("kh|ck|gh", "k"),
    ("th|dh", "t"),
    ("x", "ks"),
    ("c(?=[eiy])", "s"),
    ("g(?=[eiy])", "j"),
)
_CLUSTER: Final = re.compile("|".join(f"({pattern})" for pattern, _ in _CLUSTERS))
_REPLACEMENTS: Final = tuple(code for _, code in _CLUSTERS)
_CLASSES: Final = str.maketrans("bpfvdtckgqszjmnlr", "pppptt" + "kkkk" + "sss" + "mnlr", "aeiouhwy0123456789")
_DOUBLED: Final = re.compile(r"(.)\1+")


def codes(words: Iterable[str]) -> tuple[str, ...]:
    """The codes of folded words, sorted, each once; words without a consonant have none."""
    return tuple(sorted({found for word in words if (found := code(word))}))


@lru_cache(CACHE_SIZE)
def code(word: str) -> str:
    """The consonant skeleton of one folded word: doubled letters count once, repeated sounds do not (``mmt``)."""
    single = _DOUBLED.sub(r"\1", word)
    merged = _CLUSTER.sub(lambda match: _REPLACEMENTS[(match.lastindex or 1) - 1], single)
    return merged.translate(_CLASSES)[:CODE_MAX]
