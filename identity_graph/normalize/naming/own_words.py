"""Words that are organizations' own: how alike two are, which stand for which, and two written as one."""

from itertools import pairwise
from typing import Final

from identity_graph.normalize.naming.companies import Part
from identity_graph.normalize.naming.kinship import lengths_apart, plainly_different, related
from identity_graph.normalize.naming.ways import bones
from identity_graph.normalize.naming.word import Word, word

PAIRED: Final = 0.5
NEAR: Final = 0.9
_NEAR_ONLY: Final = 0.75
"""What nearness by no custom is worth beside that of people's names: companies choose theirs."""
ARTICLE_LENGTH: Final = 6
"""Letters of a word that may begin with an article."""
_ARTICLES: Final = ("al", "el")
SHORT: Final = 6
"""Letters of a word in which another consonant makes another company."""


def pairs_of(ours: tuple[Part, ...], theirs: tuple[Part, ...]) -> list[tuple[int, int, float]]:
    """Own words paired by falling likeness."""
    found = [
        (-score, i, j)
        for i, x in enumerate(ours)
        for j, y in enumerate(theirs)
        if (score := alike(x.word, y.word)) >= PAIRED
    ]
    if len(found) > 1:
        found.sort()
    pairs: list[tuple[int, int, float]] = []
    for score, i, j in found:
        if not any(paired[0] == i or paired[1] == j for paired in pairs):
            pairs.append((i, j, -score))
    return pairs


def joined_word(ours: list[Part], theirs: list[Part]) -> tuple[float, list[Part], list[Part]] | None:
    """Two neighbouring own words of one side that make one of the other: how alike, and what is left of both."""
    for long, short, flipped in ((ours, theirs, False), (theirs, ours, True)):
        for first, second in pairwise(long):
            for single in short:
                if not _may_make(first.word, second.word, single.word):
                    continue
                score = alike(word(first.key + second.key), single.word)
                if score > NEAR:
                    more = [part for part in long if part not in {first, second}]
                    rest = [part for part in short if part is not single]
                    return (score, rest, more) if flipped else (score, more, rest)
    return None


def _may_make(first: Word, second: Word, single: Word) -> bool:
    """The cheap look at two words that may make one: of words that no table has, the first letter and the length."""
    if single.known or single.families or not (single.script == first.script == second.script == "latin"):
        return True
    if single.key.startswith(_ARTICLES) or (first.key + second.key).startswith(_ARTICLES):
        return True
    together = len(first.latin) + len(second.latin)
    return first.latin[:1] == single.latin[:1] and not lengths_apart(len(single.latin), together)


def alike(a: Word, b: Word) -> float:
    """Companies are not called by short forms: only spelling, script and slips of the pen count."""
    one, other = a.key, b.key
    if one == other:
        return 1.0
    if not (one.startswith(_ARTICLES) or other.startswith(_ARTICLES)):
        if a.latin[:1] != b.latin[:1] and a.script == b.script == "latin" and not _listed_together(a, b):
            return 0.0
        if plainly_different(a, b):
            return 0.0
    found = related(a, b)
    if found.score < NEAR and (bare := _without_article(one, other)):
        found = related(word(bare[0]), word(bare[1]))
    if found.why in {"short", "translated", "initial", "sex"}:
        return 0.0
    if found.why in {"initials", "ending", "family spelling"}:
        return 0.75
    if found.why in {"sound", "typo", "near"} and a.latin[:1] != b.latin[:1]:
        return 0.0
    if found.why == "typo" and max(len(one), len(other)) <= SHORT and not _same_bones(a, b):
        return 0.0  # Visa, Vista
    return found.score if found.why != "near" else found.score * _NEAR_ONLY


def _listed_together(a: Word, b: Word) -> bool:
    """Whether a table could make two words of other first letters one."""
    return (a.known and b.known) or bool(a.families and b.families)


def _same_bones(a: Word, b: Word) -> bool:
    """But for vowels and a plural."""
    return bones(a.latin.removesuffix("s")) == bones(b.latin.removesuffix("s"))


def _without_article(one: str, other: str) -> tuple[str, str] | None:
    """Both without the Arabic article, where one word has it written on to it: ``Alharamain`` for ``Al-Haramain``."""
    for long, short in ((one, other), (other, one)):
        if len(long) > ARTICLE_LENGTH and long.startswith(_ARTICLES) and short[:2] != long[:2]:
            return long[2:], short
    return None
