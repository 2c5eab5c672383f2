"""What is shared of two organizations' names weighed against what contradicts it and what is missing."""

from functools import cache
from math import prod
from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming.companies import Company, Part, Sides
from identity_graph.normalize.naming.data import words
from identity_graph.normalize.naming.overlap import Shared, what_is_shared

_OWN, _KIND, _SITE = 1.0, 0.3, 0.45
_UNLIKE_KIND, _UNLIKE_SITE, _UNLIKE_OWN, _UNLIKE_NUMBER = 0.55, 0.5, 0.5, 0.4
_KIND_MISSING, _SITE_MISSING, _OWN_MISSING, _NUMBER_MISSING = 0.88, 0.85, 0.58, 0.8
_OWN_TOLD: Final = ("different own words", "own words missing on one side")
_KIND_TOLD: Final = ("different line of business", "line of business missing on one side")
_SITE_TOLD: Final = ("different place", "place missing on one side")
_NUMBER_TOLD: Final = ("different number", "number missing on one side")
_STRUCTURE_MISSING: Final = 0.95
_FRONT_MISSING: Final = 0.78
"""An own word before all that is shared: ``Robert Bosch``; behind it, it rather tells a subsidiary."""
_GIVEN_MISSING: Final = 0.9
"""The same where it is a given name."""
_BEHIND_MISSING: Final = 0.54
_SHARED_MORE: Final = 0.1
"""By so much less tells an own word that is missing, for each further one that is shared."""
_SHARED_BESIDE: Final = 0.2
"""The same of another own word."""
_UNLIKE_LEAST: Final = 0.85
_LATER_MISSING: Final = 0.92
_ANOTHER_BODY: Final = 0.85
_CROSSED: Final = 0.75
"""Each side has a word of another sort that the other has not: ``Credit Suisse`` and ``Credit Agricole``."""
_AGAINST, _AGAINST_CONTAINED = 0.35, 0.2
"""What a word that stands on one side only counts against what is shared; less where the shorter name is all shared."""
_UNNAMED: Final = 0.4
"""Nothing is shared that is a name, and there are own words."""
_UNLIKENESS: Final = 0.6
"""What an own word that is only alike counts against itself."""


def by_parts(a: Company, b: Company) -> tuple[float, tuple[str, ...]]:
    """What is shared, by weight, times what each contradiction and each absence leaves."""
    found = what_is_shared(a, b)
    own, own_left, kinds_left, sites_left = found.own, found.own_left, found.kinds_left, found.sites_left
    crossed = found.crossed
    factor, reasons = _contradicted(found, a, b, crossed=crossed)
    likeness = sum(own)
    shared = likeness * _OWN + found.kinds * _KIND + found.sites * _SITE + found.numbers * _KIND
    if not shared:
        return 0.1 * _whole(a, b), tuple(reasons[:2])
    apart = _apart(own_left[0], kinds_left[0], sites_left[0])
    apart_too = _apart(own_left[1], kinds_left[1], sites_left[1])
    against = (apart + apart_too) / 2 * (_AGAINST if crossed else _AGAINST_CONTAINED)
    against += (len(own) - likeness) * _UNLIKENESS
    conflict = min(apart, apart_too)
    return min(1.0, factor * (shared / (shared + against + conflict))), tuple(reasons)


def _apart(own: list[Part], kinds: list[Part], sites: list[Part]) -> float:
    """What the words weigh that only one side has."""
    return _OWN * len(own) + _KIND * len(kinds) + _SITE * len(sites)


def _contradicted(found: Shared, a: Company, b: Company, *, crossed: bool) -> tuple[float, list[str]]:
    """What contradictions and absences leave, with the reasons."""
    factor, reasons = _ANOTHER_BODY if found.bodies else 1.0, found.reasons
    left = bool(found.own_left[0] or found.own_left[1])
    lone = not (found.own or left)
    further = -1 if crossed or not found.named else max(0, len(found.own) - 1)
    unlike = _UNLIKE_OWN + _SHARED_BESIDE * max(0, len(found.own) - 1)
    kind, site = (0.5, 0.5) if lone else (_KIND_MISSING, _SITE_MISSING)
    factor *= _leaves(found.own_left, unlike, _OWN_MISSING, _OWN_TOLD, a, b, further, reasons)
    factor *= _leaves(found.kinds_left, _UNLIKE_KIND, kind, _KIND_TOLD, a, b, further, reasons)
    factor *= _leaves(found.sites_left, _UNLIKE_SITE, site, _SITE_TOLD, a, b, further, reasons)
    factor *= _leaves(found.numbers_left, _UNLIKE_NUMBER, _NUMBER_MISSING, _NUMBER_TOLD, a, b, further, reasons)
    if left:
        return factor * (1.0 if found.named else _UNNAMED), reasons
    return factor * (_CROSSED if crossed and not found.contradicted else 1.0), reasons


def _leaves(
    left: Sides,
    unlike: float,
    missing: float,
    told: tuple[str, str],
    a: Company,
    b: Company,
    further: int,
    reasons: list[str],
) -> float:
    """What words of one sort leave that stand on one side only, or differ; why is told."""
    ours, theirs = left
    if ours and theirs:
        reasons.insert(0, told[0])
        return min(_UNLIKE_LEAST, unlike)
    if not (ours or theirs):
        return 1.0
    reasons.append(told[1])
    return _absence(ours or theirs, missing, a if ours else b, further=further)


def _absence(more: list[Part], missing: float, longer: Company, *, further: int) -> float:
    """What is left where words stand on one side only; ``further`` own words are shared beside one, -1 if none is, or
    the other side has words alone as well."""
    if more[0].role == "business":
        structure = _structure()
        return max(0.5, prod([_STRUCTURE_MISSING if part.key in structure else missing for part in more[:3]]))
    if more[0].role != "unknown" or further < 0:
        return max(0.5, missing ** min(3, len(more)))
    first = next((at for at, part in enumerate(longer.parts) if part not in more), 0)
    ahead = longer.parts[:first]
    given = bool(ahead) and ahead[0].word.script == "latin" and bool(ahead[0].word.sex)
    told = _GIVEN_MISSING if given else _FRONT_MISSING if ahead else _BEHIND_MISSING
    told = min(_GIVEN_MISSING, told + _SHARED_MORE * further)
    return told * max(0.7, _LATER_MISSING ** (len(more) - 1))


@cache
def _structure() -> frozenset[str]:
    """Words of the business that names are given and spared at will."""
    return words("organizations", "structure")


def _whole(a: Company, b: Company) -> float:
    return OSA.normalized_similarity(a.squeezed[:60], b.squeezed[:60])
