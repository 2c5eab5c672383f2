"""Communities of identities held together by shared signals: weakly connected components over what they share.

A signal that more than `GENERIC_OVER` identities have (a call centre's number, an office's address) says nothing about
them and joins nobody. Later algorithms (label propagation, Leiden, rings) stand beside this one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from identity_graph.model import Link, kind_of

ALGORITHM: Final = "wcc"
GENERIC_OVER: Final = 20
"""Identities that may share one signal before it is taken as generic."""
IDENTITIES_MIN: Final = 3
"""Two people at one address are a couple, not a community."""


@dataclass(frozen=True, slots=True)
class CommunityFound:
    """A group of identities (ids, ascending), labelled by the smallest, and how many shared identifiers of each kind
    hold it together."""

    label: str
    identities: tuple[str, ...]
    signals: Mapping[str, int]
    algorithm: str = ALGORITHM


def shared_signal_communities(
    links: Iterable[Link], *, generic_over: int = GENERIC_OVER, identities_min: int = IDENTITIES_MIN
) -> list[CommunityFound]:
    """Communities in the HAS_* links of identities, the largest first (then by label)."""
    having: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        having[link.target].add(link.source)
    shared = {signal: sorted(ids) for signal, ids in having.items() if 2 <= len(ids) <= generic_over}
    root = _components(shared.values())
    members: defaultdict[str, set[str]] = defaultdict(set)
    signals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for signal, ids in shared.items():
        label = _find(root, ids[0])
        members[label].update(ids)
        signals[label][kind_of(signal) or "unknown"] += 1
    found = [
        CommunityFound(label, tuple(sorted(ids)), dict(sorted(signals[label].items())))
        for label, ids in members.items()
        if len(ids) >= identities_min
    ]
    return sorted(found, key=lambda community: (-len(community.identities), community.label))


def _components(groups: Iterable[list[str]]) -> dict[str, str]:
    """Union–find over groups of ids; the smallest id of a component is its root."""
    root: dict[str, str] = {}
    for ids in groups:
        first = _find(root, ids[0])
        for id in ids[1:]:
            other = _find(root, id)
            first, other = min(first, other), max(first, other)
            root[other] = first
    return root


def _find(root: dict[str, str], id: str) -> str:
    while (above := root.setdefault(id, id)) != id:
        root[id] = root.get(above, above)
        id = above
    return id
