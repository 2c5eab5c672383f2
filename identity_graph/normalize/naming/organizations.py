"""Two organizations' names compared: own words carry it, business and place tell apart, forms hardly count."""

from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming.companies import Company, Part, read_organization
from identity_graph.normalize.naming.comparison import NameComparison
from identity_graph.normalize.naming.kinship import plainly_different, related
from identity_graph.normalize.naming.word import word

PAIRED: Final = 0.5
SAME_FORM_UNLIKE: Final = 0.9
"""Another kind of legal form: a company's forms are confused and changed, and groups have one of each."""
_OWN, _KIND, _SITE = 1.0, 0.3, 0.45
_UNLIKE_KIND, _UNLIKE_SITE, _UNLIKE_OWN, _UNLIKE_NUMBER = 0.55, 0.5, 0.5, 0.4
_KIND_MISSING, _SITE_MISSING, _OWN_MISSING, _NUMBER_MISSING = 0.9, 0.85, 0.58, 0.8
_INITIALS: Final = 0.72
_NEAR: Final = 0.9
ARTICLE_LENGTH: Final = 6
"""Letters of a word that may begin with an article."""
_ARTICLES: Final = frozenset({"al", "el"})


def compare_organizations(one: str, other: str) -> NameComparison:
    """How likely two names are one organization's."""
    a, b = read_organization(one), read_organization(other)
    if not (a.parts and b.parts):
        return NameComparison(0.0, ("no name on one side",))
    score, reasons = _named(a, b)
    if a.forms and b.forms and a.forms.isdisjoint(b.forms):
        return NameComparison(round(score * SAME_FORM_UNLIKE, 5), (*reasons, "another legal form"))
    return NameComparison(round(score, 5), reasons)


def _named(a: Company, b: Company) -> tuple[float, tuple[str, ...]]:
    if a.squeezed and a.squeezed == b.squeezed:
        return 1.0 if [part.text for part in a.parts] == [part.text for part in b.parts] else 0.97, ("same name",)
    if _abbreviates(a, b) or _abbreviates(b, a):
        return _INITIALS, ("one name is the other's initials",)
    return _by_parts(a, b)


def _by_parts(a: Company, b: Company) -> tuple[float, tuple[str, ...]]:
    """What is shared, by weight, times what each contradiction and each absence leaves."""
    own = _pairs(a.of("unknown"), b.of("unknown"))
    own_left = _left(a.of("unknown"), [i for i, _, _ in own]), _left(b.of("unknown"), [j for _, j, _ in own])
    factor, reasons = 1.0, []
    if own:
        reasons.append("same own words" if all(score > _NEAR for _, _, score in own) else "own words alike")
    kinds, kinds_left = _shared(a.of("business"), b.of("business"))
    sites, sites_left = _shared(a.of("place"), b.of("place"))
    numbers, numbers_left = _shared(a.of("number"), b.of("number"))
    if all(own_left) and (joined := _joined(*own_left)):
        own = [*own, (0, 0, joined[0])]
        own_left = joined[1:]
        reasons.append("a name written as one word and as two")
    lone = not own and not any(own_left)
    for left, unlike, missing, name in (
        (own_left, _UNLIKE_OWN, _OWN_MISSING, "own words"),
        (kinds_left, _UNLIKE_KIND, 0.5 if lone else _KIND_MISSING, "line of business"),
        (sites_left, _UNLIKE_SITE, 0.5 if lone else _SITE_MISSING, "place"),
        (numbers_left, _UNLIKE_NUMBER, _NUMBER_MISSING, "number"),
    ):
        if left[0] and left[1]:
            factor *= unlike
            reasons.insert(0, f"different {name}")
        elif left[0] or left[1]:
            factor *= max(0.5, missing ** min(3, len(left[0]) + len(left[1])))
            reasons.append(f"{name} missing on one side")
    shared = sum(score for _, _, score in own) * _OWN + kinds * _KIND + sites * _SITE + numbers * _KIND
    apart = _weight(own_left[0], _OWN) + _weight(kinds_left[0], _KIND) + _weight(sites_left[0], _SITE)
    apart_too = _weight(own_left[1], _OWN) + _weight(kinds_left[1], _KIND) + _weight(sites_left[1], _SITE)
    against = (apart + apart_too) / 2 + sum(1.0 - score for _, _, score in own)
    if not shared:
        return 0.1 * _whole(a, b), tuple(reasons[:2])
    if not own and any(own_left):
        factor *= 0.4
    conflict = min(apart, apart_too)
    return min(1.0, factor * (shared / (shared + against * 0.35 + conflict))), tuple(reasons)


def _whole(a: Company, b: Company) -> float:
    return OSA.normalized_similarity(a.squeezed[:60], b.squeezed[:60])


def _weight(left: list[Part], each: float) -> float:
    return each * len(left)


def _pairs(ours: list[Part], theirs: list[Part]) -> list[tuple[int, int, float]]:
    """Own words paired by falling likeness."""
    found = sorted(
        [
            (-score, i, j)
            for i, x in enumerate(ours)
            for j, y in enumerate(theirs)
            if (score := _alike(x.key, y.key)) >= PAIRED
        ]
    )
    left, right, pairs = set(range(len(ours))), set(range(len(theirs))), []
    for score, i, j in found:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j, -score))
    return pairs


def _alike(one: str, other: str) -> float:
    """Companies are not called by short forms: only spelling, script and slips of the pen count."""
    if one == other:
        return 1.0
    if _ARTICLES.isdisjoint((one[:2], other[:2])) and plainly_different(word(one), word(other)):
        return 0.0
    found = related(one, other)
    if found.score < _NEAR and (bare := _without_article(one, other)):
        found = related(*bare)
    if found.why in {"short", "translated", "initial", "initials", "sex", "ending", "family spelling"}:
        return 0.0 if found.why in {"short", "translated", "initial", "sex"} else 0.75
    if found.why in {"sound", "typo"} and word(one).latin[:1] != word(other).latin[:1]:
        return 0.0
    return found.score


def _without_article(one: str, other: str) -> tuple[str, str] | None:
    """Both without the Arabic article, where one word has it written on to it: ``Alharamain`` for ``Al-Haramain``."""
    for long, short in ((one, other), (other, one)):
        if len(long) > ARTICLE_LENGTH and long[:2] in _ARTICLES and short[:2] != long[:2]:
            return long[2:], short
    return None


def _left(parts: list[Part], paired: list[int]) -> list[Part]:
    return [part for at, part in enumerate(parts) if at not in paired]


def _shared(ours: list[Part], theirs: list[Part]) -> tuple[int, tuple[list[Part], list[Part]]]:
    """How many entries of the table both have, and what is left."""
    x, y = {part.key for part in ours}, {part.key for part in theirs}
    return len(x & y), ([part for part in ours if part.key not in y], [part for part in theirs if part.key not in x])


def _joined(ours: list[Part], theirs: list[Part]) -> tuple[float, list[Part], list[Part]] | None:
    """Two neighbouring own words of one side that make one of the other: how alike, and what is left of both."""
    for long, short, flipped in ((ours, theirs, False), (theirs, ours, True)):
        for first, second in pairwise(long):
            for single in short:
                score = _alike(first.key + second.key, single.key)
                if score > _NEAR:
                    more = [part for part in long if part not in {first, second}]
                    rest = [part for part in short if part is not single]
                    return (score, rest, more) if flipped else (score, more, rest)
    return None


def _abbreviates(short: Company, long: Company) -> bool:
    """``IBM`` for International Business Machines: one word of the first letters of all, at least three."""
    if len(short.parts) != 1 or len(long.parts) < 3:
        return False
    letters = word(short.parts[0].text.replace(" ", "")).latin
    words = [word(text).latin for part in long.parts for text in part.text.split()]
    return len(letters) > 2 and letters == "".join(text[:1] for text in words)
