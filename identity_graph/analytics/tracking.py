"""Communities of two runs held against each other: which go on, and what became of the others.

After Greene, Doyle, Cunningham 2010, Tracking the Evolution of Communities in Dynamic Social Networks, ASONAM: two
communities match where the Jaccard overlap of their members is over a threshold. The order of what is given never
matters.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

OVERLAP: Final = 0.3
"""Jaccard overlap over which two communities match. A half, and with it either half of a community that was split
evenly (which has 0.5), matches; what kept less than a third of its members is another one."""

Event = Literal["born", "died", "merged", "split", "grown", "shrunk", "changed", "same"]
EVENTS: Final[tuple[Event, ...]] = ("born", "died", "merged", "split", "grown", "shrunk", "changed", "same")


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of communities: their ids before and after, ascending.

    - ``born``, ``died``: matched by none of the other run.
    - ``merged``: one after, matched by several before. ``split``: one before, matched by several after.
    - ``grown``, ``shrunk``, ``changed``, ``same``: one before and one after that match each other alone; more members,
      fewer, as many but others, the same ones.
    """

    event: Event
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two communities with ``common`` members, and their Jaccard ``overlap``."""

    before: str
    after: str
    common: int
    overlap: float


def matches(
    before: Mapping[str, Collection[str]], after: Mapping[str, Collection[str]], overlap: float = OVERLAP
) -> list[Match]:
    """All pairs that match, the greatest overlap first; then the most common members, then by ids."""
    having: defaultdict[str, list[str]] = defaultdict(list)
    for community, members in before.items():
        for member in set(members):
            having[member].append(community)
    found: list[Match] = []
    for community, members in after.items():
        common = Counter(other for member in set(members) for other in having.get(member, ()))
        for other, count in common.items():
            union = len(set(before[other])) + len(set(members)) - count
            if count / union > overlap:
                found.append(Match(other, community, count, count / union))
    return sorted(found, key=lambda match: (-match.overlap, -match.common, match.before, match.after))


def continued(
    before: Mapping[str, Collection[str]], after: Mapping[str, Collection[str]], overlap: float = OVERLAP
) -> dict[str, str]:
    """Community after → the one before that it continues: matches taken in their order, each community once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for match in matches(before, after, overlap):
        if match.after not in found and match.before not in taken:
            found[match.after] = match.before
            taken.add(match.before)
    return found


def happenings(
    before: Mapping[str, Collection[str]], after: Mapping[str, Collection[str]], overlap: float = OVERLAP
) -> list[Happening]:
    """What became of all communities, in the order of `EVENTS`, then by ids. A community can be part of a split and of
    a merger at once."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    back: defaultdict[str, list[str]] = defaultdict(list)
    for match in matches(before, after, overlap):
        onward[match.before].append(match.after)
        back[match.after].append(match.before)
    found = [Happening("born", (), (id,)) for id in after if id not in back]
    found += [Happening("died", (id,), ()) for id in before if id not in onward]
    found += [Happening("merged", tuple(sorted(ids)), (id,)) for id, ids in back.items() if len(ids) > 1]
    found += [Happening("split", (id,), tuple(sorted(ids))) for id, ids in onward.items() if len(ids) > 1]
    alone = [(id, ids[0]) for id, ids in onward.items() if len(ids) == 1 and len(back[ids[0]]) == 1]
    found += [Happening(_change(set(before[one]), set(after[other])), (one,), (other,)) for one, other in alone]
    return sorted(found, key=lambda each: (EVENTS.index(each.event), each.before, each.after))


def _change(before: set[str], after: set[str]) -> Event:
    if len(after) != len(before):
        return "grown" if len(after) > len(before) else "shrunk"
    return "same" if after == before else "changed"
