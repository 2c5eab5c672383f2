"""Names made of syllables: characters, whole syllables that make two names, and readings in Mandarin."""

import re
from typing import Final

from rapidfuzz.distance import Levenshtein

from identity_graph.normalize.naming import han
from identity_graph.normalize.naming.hearing import alike_latin, same_sounds
from identity_graph.normalize.naming.relation import TWO_NAMES, Related
from identity_graph.normalize.naming.word import Word, word

HOMOPHONE: Final = 0.2
"""Two single characters that are read the same: a dozen given names are."""
CANTONESE_ALIKE: Final = 0.85
_MANDARIN: Final = ("pinyin", "wade_giles")
_SYLLABLES: Final = re.compile(
    r"(?:(?:[bcdfghjklmnpqrstwxyz]|[sczkp]h|hs|t[sz]|sz|kw|gw|kk|jj|tt|pp|ss|ng)?"
    r"(?:[aeiou]|a[aeiouhy]|e[aeiouh]|i[aeou]|o[aeiouh]|u[aeioh]|ya|ye|yeo|yo|yu|you|yae|wa|we|wo|wi|wae|iao|uai|ieh|ueh|eou|oae|uei|"
    r"(?:eui))(?:ng|[nmkptlr](?![aeiou]))?){1,3}"
)


def in_characters(a: Word, b: Word) -> Related:
    """How two words in Chinese characters are related: the same in simplified ones, or read the same."""
    ours, theirs = han.simplified(a.text), han.simplified(b.text)
    if ours == theirs:
        return Related(0.99, "characters")
    shared = Levenshtein.normalized_similarity(ours, theirs)
    if a.latin == b.latin:
        return Related(max(0.45, shared * 0.5) if len(ours) > 1 else HOMOPHONE, "sound")
    return Related(shared * 0.4, "different")


def two_of_syllables(a: Word, b: Word) -> bool:
    """Whether both words are whole syllables, a few of them: a slip of the pen seldom makes another syllable. Hangul is
    always of syllables; Han has many readings, which are heard."""
    return all(one.script == "hangul" or (one.script == "latin" and _SYLLABLES.fullmatch(one.latin)) for one in (a, b))


def read_in_mandarin(a: Word, b: Word) -> Related | None:
    """Characters beside as many syllables of Pinyin: the one reading or another name, if it is not Cantonese."""
    latin, one = (a, b) if a.script == "latin" else (b, a)
    if one.script != "han" or latin.script != "latin":
        return None
    if not han.is_pinyin(latin.latin, len(one.text)):
        return TWO_NAMES if len(one.text) == 1 and han.is_pinyin(latin.latin, 2) else None
    if same_sounds(latin.latin, han.mandarin(one.text), _MANDARIN):
        return Related(0.96, "script")
    spelled = han.cantonese(one.text)
    other = spelled and spelled != han.mandarin(one.text)
    alike = alike_latin(latin, word(spelled)) if other else 0.0
    return None if alike > CANTONESE_ALIKE else TWO_NAMES
