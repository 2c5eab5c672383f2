"""Two organizations' names compared: own words carry it, business and place tell apart, forms hardly count."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.naming.abbreviations import initials_of, made_of_beginnings
from identity_graph.normalize.naming.companies import Company, Part, read_organization
from identity_graph.normalize.naming.comparison import NameComparison
from identity_graph.normalize.naming.data import words
from identity_graph.normalize.naming.given import NOT_KNOWN
from identity_graph.normalize.naming.hearing import bones
from identity_graph.normalize.naming.kinship import plainly_different, related
from identity_graph.normalize.naming.listed import sex_of
from identity_graph.normalize.naming.slips import SLIP_SURE
from identity_graph.normalize.naming.word import Word, word

PAIRED: Final = 0.5
SAME_FORM_UNLIKE: Final = 0.9
"""Another kind of legal form: a company's forms are confused and changed, and groups have one of each."""
Sides = tuple[list[Part], list[Part]]
"""Parts of the one name and of the other."""
_OWN, _KIND, _SITE = 1.0, 0.3, 0.45
_UNLIKE_KIND, _UNLIKE_SITE, _UNLIKE_OWN, _UNLIKE_NUMBER = 0.55, 0.5, 0.5, 0.4
_KIND_MISSING, _SITE_MISSING, _OWN_MISSING, _NUMBER_MISSING = 0.88, 0.85, 0.58, 0.8
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
_PHRASE: Final = 3
"""So many words of business and place make a name of their own."""
_AGAINST, _AGAINST_CONTAINED = 0.35, 0.2
"""What a word that stands on one side only counts against what is shared; less where the shorter name is all shared."""
_UNNAMED: Final = 0.4
"""Nothing is shared that is a name, and there are own words."""
_UNLIKENESS: Final = 0.6
"""What an own word that is only alike counts against itself."""
_INITIALS, _TWO_INITIALS = 0.72, 0.55
_OTHER_NAME: Final = 0.96
"""A former, short or trading name that is told beside another is the other's less surely than the whole."""
_NEAR: Final = 0.9
_NEAR_ONLY: Final = 0.75
"""What nearness by no custom is worth beside that of people's names: companies choose theirs."""
ARTICLE_LENGTH: Final = 6
"""Letters of a word that may begin with an article."""
_ARTICLES: Final = frozenset({"al", "el"})
SHORT: Final = 6
"""Letters of a word in which another consonant makes another company."""


def compare_organizations(one: str, other: str) -> NameComparison:
    """How likely two names are one organization's."""
    a, b = read_organization(one), read_organization(other)
    if not (a.parts and b.parts):
        return NameComparison(0.0, ("no name on one side",))
    found = _compared(a, b)
    if not (a.others or b.others) or found.score > _OTHER_NAME:
        return found
    ours, theirs = ([company, *map(read_organization, company.others)] for company in (a, b))
    best = max((_compared(x, y) for x in ours for y in theirs), key=lambda each: each.score)
    return max(found, NameComparison(round(best.score * _OTHER_NAME, 5), best.reasons), key=lambda each: each.score)


def _compared(a: Company, b: Company) -> NameComparison:
    score, reasons = _named(a, b)
    if a.forms and b.forms and a.forms.isdisjoint(b.forms):
        return NameComparison(round(score * SAME_FORM_UNLIKE, 5), (*reasons, "another legal form"))
    return NameComparison(round(score, 5), reasons)


def _named(a: Company, b: Company) -> tuple[float, tuple[str, ...]]:
    if a.squeezed and a.squeezed == b.squeezed:
        return 1.0 if [part.text for part in a.parts] == [part.text for part in b.parts] else 0.97, ("same name",)
    if short := _abbreviates(a, b) or _abbreviates(b, a):
        return short, ("one name is made of the other's beginnings",)
    return _by_parts(a, b)


@dataclass(slots=True)
class _Shared:
    """What two names have in common, and what is left of either side, by sort."""

    own: list[float]
    own_left: Sides
    kinds: int
    kinds_left: Sides
    bodies: int
    sites: int
    sites_left: Sides
    numbers: int
    numbers_left: Sides
    reasons: list[str]

    @property
    def named(self) -> bool:
        """Whether enough is shared to be a name: an own word, or a phrase of business and place."""
        return bool(self.own) or self.kinds + self.sites >= _PHRASE

    @property
    def crossed(self) -> bool:
        """Whether each side has words that the other has not."""
        own, kinds, sites, numbers = self.own_left, self.kinds_left, self.sites_left, self.numbers_left
        return bool((own[0] or kinds[0] or sites[0] or numbers[0]) and (own[1] or kinds[1] or sites[1] or numbers[1]))


def _by_parts(a: Company, b: Company) -> tuple[float, tuple[str, ...]]:
    """What is shared, by weight, times what each contradiction and each absence leaves."""
    found = _what_is_shared(a, b)
    own, own_left, kinds_left, sites_left = found.own, found.own_left, found.kinds_left, found.sites_left
    crossed = found.crossed
    factor, reasons = _contradicted(found, a, b, crossed=crossed)
    shared = sum(own) * _OWN + found.kinds * _KIND + found.sites * _SITE + found.numbers * _KIND
    if not shared:
        return 0.1 * _whole(a, b), tuple(reasons[:2])
    apart = _weight(own_left[0], _OWN) + _weight(kinds_left[0], _KIND) + _weight(sites_left[0], _SITE)
    apart_too = _weight(own_left[1], _OWN) + _weight(kinds_left[1], _KIND) + _weight(sites_left[1], _SITE)
    against = (apart + apart_too) / 2 * (_AGAINST if crossed else _AGAINST_CONTAINED)
    against += sum([1.0 - score for score in own]) * _UNLIKENESS
    conflict = min(apart, apart_too)
    return min(1.0, factor * (shared / (shared + against + conflict))), tuple(reasons)


def _what_is_shared(a: Company, b: Company) -> _Shared:
    pairs, reasons = _pairs(a.of("unknown"), b.of("unknown")), list[str]()
    own = [score for _, _, score in pairs]
    own_left = _left(a.of("unknown"), [i for i, _, _ in pairs]), _left(b.of("unknown"), [j for _, j, _ in pairs])
    if own:
        reasons.append("same own words" if min(own) > _NEAR else "own words alike")
    kinds, kinds_left = _shared(a.of("business"), b.of("business"))
    bodies = _without_bodies(*kinds_left) if all(kinds_left) else 0
    if bodies:
        reasons.append("another word for the body")
    if all(own_left) and (joined := _joined(*own_left)):
        own, own_left = [*own, joined[0]], joined[1:]
        reasons.append("a name written as one word and as two")
    if any(own_left):
        own_left = _without_own_initials(own_left[0], a), _without_own_initials(own_left[1], b)
    if all(own_left) and 1 in {len(own_left[0]), len(own_left[1])} and _initials_of_rest(own_left, kinds_left, a, b):
        own, own_left = [*own, _INITIALS], ([], [])
        kinds_left = [], []
        reasons.append("words given as initials")
    sites, sites_left = _shared(a.of("place"), b.of("place"))
    numbers, numbers_left = _shared(a.of("number"), b.of("number"))
    for side in (0, 1):
        if own_left[side] and (kinds_left[1 - side] or sites_left[1 - side]):
            kinds += _misspelled(own_left[side], kinds_left[1 - side])
            sites += _misspelled(own_left[side], sites_left[1 - side])
    return _Shared(own, own_left, kinds, kinds_left, bodies, sites, sites_left, numbers, numbers_left, reasons)


def _without_bodies(ours: list[Part], theirs: list[Part]) -> int:
    """Take words for a body from both sides, as many as each has, for they stand for each other; how many."""
    known = _bodies()
    mine, yours = [part for part in ours if part.key in known], [part for part in theirs if part.key in known]
    for one, other in zip(mine, yours, strict=False):
        ours.remove(one)
        theirs.remove(other)
    return min(len(mine), len(yours))


@cache
def _bodies() -> frozenset[str]:
    return words("organizations", "bodies")


def _misspelled(own: list[Part], listed: list[Part]) -> int:
    """How many own words of one side are slips of the pen for words of business or place of the other; both are taken
    from what is left: ``Deustche``."""
    found = 0
    for part in [*own]:
        for one in listed:
            if _may_be_slip(part.text, one.text) and _alike(part.text, one.text) >= SLIP_SURE:
                own.remove(part)
                listed.remove(one)
                found += 1
                break
    return found


def _may_be_slip(one: str, other: str) -> bool:
    """The cheap look; across scripts there is none: ``Etihad`` for what is a union in Arabic."""
    if one[0] == other[0]:
        return -2 < len(one) - len(other) < 2
    return one.isascii() is not other.isascii()


def _contradicted(found: _Shared, a: Company, b: Company, *, crossed: bool) -> tuple[float, list[str]]:
    """What contradictions and absences leave, with the reasons."""
    factor, reasons = _ANOTHER_BODY if found.bodies else 1.0, found.reasons
    lone = not found.own and not any(found.own_left)
    contradicted = False
    further = -1 if crossed or not found.named else max(0, len(found.own) - 1)
    for left, unlike, missing, name in (
        (found.own_left, _UNLIKE_OWN + _SHARED_BESIDE * max(0, len(found.own) - 1), _OWN_MISSING, "own words"),
        (found.kinds_left, _UNLIKE_KIND, 0.5 if lone else _KIND_MISSING, "line of business"),
        (found.sites_left, _UNLIKE_SITE, 0.5 if lone else _SITE_MISSING, "place"),
        (found.numbers_left, _UNLIKE_NUMBER, _NUMBER_MISSING, "number"),
    ):
        if left[0] and left[1]:
            factor, contradicted = factor * min(_UNLIKE_LEAST, unlike), True
            reasons.insert(0, f"different {name}")
        elif left[0] or left[1]:
            factor *= _absence(left, missing, a if left[0] else b, further=further)
            reasons.append(f"{name} missing on one side")
    if any(found.own_left):
        return factor * (1.0 if found.named else _UNNAMED), reasons
    return factor * (_CROSSED if crossed and not contradicted else 1.0), reasons


def _absence(left: Sides, missing: float, longer: Company, *, further: int) -> float:
    """What is left where words stand on one side only; ``further`` own words are shared beside one, -1 if none is, or
    the other side has words alone as well."""
    more = left[0] or left[1]
    if more[0].role == "business":
        structure = _structure()
        return max(0.5, _product([_STRUCTURE_MISSING if part.key in structure else missing for part in more[:3]]))
    if more[0].role != "unknown" or further < 0:
        return max(0.5, missing ** min(3, len(more)))
    first = next((at for at, part in enumerate(longer.parts) if part not in more), 0)
    ahead = longer.parts[:first]
    told = _GIVEN_MISSING if ahead and sex_of(ahead[0].key) else _FRONT_MISSING if ahead else _BEHIND_MISSING
    told = min(_GIVEN_MISSING, told + _SHARED_MORE * further)
    return told * max(0.7, _LATER_MISSING ** (len(more) - 1))


def _initials_of_rest(own: Sides, kinds: Sides, a: Company, b: Company) -> bool:
    """Whether all that is left of one side is the initials of what is left of the other: ``LMU München`` of
    Ludwig-Maximilians-Universität München."""
    for side, long in ((0, b), (1, a)):
        short, rest = own[side], [*own[1 - side], *kinds[1 - side]]
        if len(short) == 1 and not kinds[side] and len(short[0].key) == len(rest) > 1:
            texts = [word(part.text).latin for part in long.parts if part in rest]
            return initials_of(word(short[0].key).latin, texts, [False] * len(texts))
    return False


def _product(factors: list[float]) -> float:
    found = 1.0
    for factor in factors:
        found *= factor
    return found


@cache
def _structure() -> frozenset[str]:
    """Words of the business that names are given and spared at will."""
    return words("organizations", "structure")


def _without_own_initials(left: list[Part], company: Company) -> list[Part]:
    """What is left without a word that is the initials of the rest of its own name: ``World Bank Group WBG``."""
    if len(left) != 1 or len(company.parts) < 3 or len(left[0].key) > 8:
        return left
    rest = [token for token in company.tokens if token.key != left[0].key]
    if left[0].key[0] not in {token.key[0] for token in rest[:2]}:
        return left
    texts = [word(token.key).latin for token in rest]
    return [] if initials_of(word(left[0].key).latin, texts, [token.role == "legal form" for token in rest]) else left


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
    if _ARTICLES.isdisjoint((one[:2], other[:2])):
        a, b = word(one), word(other)
        if a.latin[:1] != b.latin[:1] and a.script == b.script == "latin" and not _listed_together(a, b):
            return 0.0
        if plainly_different(a, b):
            return 0.0
    found = related(one, other)
    if found.score < _NEAR and (bare := _without_article(one, other)):
        found = related(*bare)
    if found.why in {"short", "translated", "initial", "initials", "sex", "ending", "family spelling"}:
        return 0.0 if found.why in {"short", "translated", "initial", "sex"} else 0.75
    if found.why in {"sound", "typo", "near"} and word(one).latin[:1] != word(other).latin[:1]:
        return 0.0
    if found.why == "typo" and max(len(one), len(other)) <= SHORT and not _same_bones(one, other):
        return 0.0  # Visa, Vista
    return found.score if found.why != "near" else found.score * _NEAR_ONLY


def _listed_together(a: Word, b: Word) -> bool:
    """Whether a table could make two words of other first letters one."""
    return (a.given is not NOT_KNOWN and b.given is not NOT_KNOWN) or bool(a.families and b.families)


def _same_bones(one: str, other: str) -> bool:
    """But for vowels and a plural."""
    return bones(word(one).latin.removesuffix("s")) == bones(word(other).latin.removesuffix("s"))


def _without_article(one: str, other: str) -> tuple[str, str] | None:
    """Both without the Arabic article, where one word has it written on to it: ``Alharamain`` for ``Al-Haramain``."""
    for long, short in ((one, other), (other, one)):
        if len(long) > ARTICLE_LENGTH and long[:2] in _ARTICLES and short[:2] != long[:2]:
            return long[2:], short
    return None


def _left(parts: list[Part], paired: list[int]) -> list[Part]:
    return [part for at, part in enumerate(parts) if at not in paired]


def _shared(ours: list[Part], theirs: list[Part]) -> tuple[int, Sides]:
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


def _abbreviates(short: Company, long: Company) -> float:
    """What it tells that a name is made of the other's beginnings, ``IBM`` of International Business Machines."""
    letters = short.squeezed
    if len(letters) > 12 or len(long.tokens) < 2 or not (len(short.parts) == 1 or len(letters) < 5):
        return 0.0
    texts = [word(token.key).latin for token in long.tokens]
    if letters[:1] != texts[0][:1] and long.tokens[0].role != "legal form":
        return 0.0
    small = [token.role == "legal form" for token in long.tokens]
    if small.count(False) > 1 and initials_of(letters, texts, small):
        return _INITIALS if len(letters) > 2 else _TWO_INITIALS
    named = tuple(text for text, may_be_left in zip(texts, small, strict=True) if not may_be_left)
    return _INITIALS if made_of_beginnings(letters, named) else 0.0
