"""What two organizations' names have in common, and what is left of either, by sort of word."""

from functools import cache
from typing import Final, final

from mypy_extensions import mypyc_attr

from identity_graph.normalize.naming.abbreviations import INITIALS, initials_of_rest, without_own_initials
from identity_graph.normalize.naming.companies import Company, Part, Sides
from identity_graph.normalize.naming.data import words
from identity_graph.normalize.naming.own_words import NEAR, alike, joined_word, pairs_of
from identity_graph.normalize.naming.slips import SLIP_SURE
from identity_graph.normalize.naming.word import word

_PHRASE: Final = 3
"""So many words of business and place make a name of their own."""


@final
@mypyc_attr(acyclic=True)
class Shared:
    """What two names have in common, and what is left of either side, by sort."""

    __slots__ = (
        "bodies",
        "kinds",
        "kinds_left",
        "numbers",
        "numbers_left",
        "own",
        "own_left",
        "reasons",
        "sites",
        "sites_left",
    )

    def __init__(
        self,
        own: list[float],
        own_left: Sides,
        kinds: int,
        kinds_left: Sides,
        bodies: int,
        sites: int,
        sites_left: Sides,
        numbers: int,
        numbers_left: Sides,
        reasons: list[str],
    ) -> None:
        self.own = own
        self.own_left = own_left
        self.kinds = kinds
        self.kinds_left = kinds_left
        self.bodies = bodies
        self.sites = sites
        self.sites_left = sites_left
        self.numbers = numbers
        self.numbers_left = numbers_left
        self.reasons = reasons

    @property
    def named(self) -> bool:
        """Whether enough is shared to be a name: an own word, or a phrase of business and place."""
        return bool(self.own) or self.kinds + self.sites >= _PHRASE

    @property
    def contradicted(self) -> bool:
        """Whether words of one sort differ."""
        return bool(
            (self.own_left[0] and self.own_left[1])
            or (self.kinds_left[0] and self.kinds_left[1])
            or (self.sites_left[0] and self.sites_left[1])
            or (self.numbers_left[0] and self.numbers_left[1])
        )

    @property
    def crossed(self) -> bool:
        """Whether each side has words that the other has not."""
        own, kinds, sites, numbers = self.own_left, self.kinds_left, self.sites_left, self.numbers_left
        return bool((own[0] or kinds[0] or sites[0] or numbers[0]) and (own[1] or kinds[1] or sites[1] or numbers[1]))


def what_is_shared(a: Company, b: Company) -> Shared:
    """Own words by likeness, the others by their entries in the table; slips, initials and joined words made good."""
    reasons: list[str] = []
    pairs = pairs_of(a.own, b.own)
    own = [score for _, _, score in pairs]
    own_left = _left(a.own, [i for i, _, _ in pairs]), _left(b.own, [j for _, j, _ in pairs])
    if own:
        reasons.append("same own words" if all(score > NEAR for score in own) else "own words alike")
    kinds, kinds_left = _shared(a.business, b.business)
    bodies = _without_bodies(kinds_left[0], kinds_left[1]) if kinds_left[0] and kinds_left[1] else 0
    if bodies:
        reasons.append("another word for the body")
    if own_left[0] and own_left[1] and (joined := joined_word(own_left[0], own_left[1])):
        own, own_left = [*own, joined[0]], (joined[1], joined[2])
        reasons.append("a name written as one word and as two")
    if own_left[0] or own_left[1]:
        own_left = without_own_initials(own_left[0], a), without_own_initials(own_left[1], b)
    if own_left[0] and own_left[1] and initials_of_rest(own_left, kinds_left, a, b):
        own, own_left = [*own, INITIALS], ([], [])
        kinds_left = [], []
        reasons.append("words given as initials")
    sites, sites_left = _shared(a.places, b.places)
    numbers, numbers_left = _shared(a.numbers, b.numbers)
    kinds += _misspelled(own_left[0], kinds_left[1])
    sites += _misspelled(own_left[0], sites_left[1])
    kinds += _misspelled(own_left[1], kinds_left[0])
    sites += _misspelled(own_left[1], sites_left[0])
    return Shared(own, own_left, kinds, kinds_left, bodies, sites, sites_left, numbers, numbers_left, reasons)


def _left(parts: tuple[Part, ...], paired: list[int]) -> list[Part]:
    return [part for at, part in enumerate(parts) if at not in paired]


def _shared(ours: tuple[Part, ...], theirs: tuple[Part, ...]) -> tuple[int, Sides]:
    """How many entries of the table both have, and what is left."""
    if not (ours and theirs):
        return 0, ([*ours], [*theirs])
    x, y = {part.key for part in ours}, {part.key for part in theirs}
    return len(x & y), ([part for part in ours if part.key not in y], [part for part in theirs if part.key not in x])


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
    if not (own and listed):
        return 0
    found = 0
    for part in [*own]:
        for one in listed:
            if _may_be_slip(part.text, one.text) and alike(word(part.text), word(one.text)) >= SLIP_SURE:
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
