"""Resolution from pairs to identities: score, decide, find components, take them apart, say what holds each one."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from identity_graph.resolution.clusters import bounded_components, clusters
from identity_graph.resolution.decisions import Decided, PairDecision, decide
from identity_graph.resolution.scoring import Numbers, PairScorer, probability

GROUP_RECORDS: Final = 2_000
"""About how many records are handed on together: whole components, so that each group can be written atomically."""

Progress = Callable[[str, int, int], None]
"""(stage, done, total)"""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records (numbered as in the scorer, ascending) found to be one person; ``joins`` hold it together: the strongest
    spanning tree of its pairs, weakest last. A single record has none."""

    records: tuple[int, ...]
    joins: tuple[PairDecision, ...]

    @property
    def probability(self) -> float | None:
        """Of the weakest join; ``None`` for a single record."""
        return probability(self.joins[-1].weight) if self.joins else None


@dataclass(frozen=True, slots=True)
class Group:
    """Whole components, decided: the clusters they fell into, and every pair decision worth keeping that touches them.

    A decision between records of two groups is handed out with the later one."""

    clusters: tuple[Cluster, ...]
    decisions: tuple[PairDecision, ...]


def resolve(scorer: PairScorer, progress: Progress = silent, last: Collection[str] = ()) -> Iterator[Group]:
    """Decide all pairs waiting in the scorer and all its records. Every record comes out in exactly one cluster.
    Components with one of the records ``last`` come after all others.

    A function of the records, the pairs and the model alone: neither the order of pairs nor threads change it.
    """
    candidates = _decide_all(scorer, "comparing pairs", progress, Decided.only_worth_keeping)
    linked = candidates.having("same")
    labels = bounded_components(len(scorer.records), linked.scored.left, linked.scored.right, linked.cluster_weight)
    members = _members(labels, np.array([record in last for record in scorer.records], dtype=bool))
    _pair_all(members, scorer)
    inside = _by_component(_decide_all(scorer, "comparing within groups", progress), labels)
    across = _by_component(candidates.take(labels[candidates.scored.left] != labels[candidates.scored.right]), labels)
    return _groups(members, labels, inside, across, progress)


@dataclass(frozen=True, slots=True)
class _Owned:
    """Decisions in the order of the components they belong to; ``rows`` finds those of a component by its label."""

    decided: Decided
    rows: Mapping[int, range]

    def of(self, label: int) -> range:
        return self.rows.get(label, range(0))


def _decide_all(
    scorer: PairScorer, stage: str, progress: Progress, kept: Callable[[Decided], Decided] = lambda decided: decided
) -> Decided:
    total, done = scorer.pair_count(), 0
    parts: list[Decided] = []
    for scored in scorer.scored():
        parts.append(kept(decide(scored, scorer.model)))
        done += len(scored)
        progress(stage, done, total)
    return Decided.together(parts)


def _members(labels: Numbers, last: npt.NDArray[np.bool_]) -> list[Numbers]:
    """The records of each component, ascending; components in the order of their first record, those with a record that
    is ``last`` after all others."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    found = np.split(order, starts[1:]) if len(order) else []
    return sorted(found, key=lambda records: (bool(last[records].any()), int(records[0])))


def _pair_all(components: Sequence[Numbers], scorer: PairScorer) -> None:
    """Pair every two records of a component, also those that no blocking key brought together."""
    corners = [(records, *np.triu_indices(len(records), 1)) for records in components if len(records) > 1]
    if corners:
        scorer.pair(
            np.concatenate([records[i] for records, i, _ in corners]),
            np.concatenate([records[j] for records, _, j in corners]),
        )


def _by_component(decided: Decided, labels: Numbers) -> _Owned:
    """A decision between two components belongs to that of its later record."""
    owner = labels[decided.scored.right]
    order = np.lexsort((decided.scored.right, decided.scored.left, owner))
    owner = owner[order]
    starts = np.flatnonzero(np.diff(owner, prepend=-1)).tolist()
    ends = [*starts[1:], len(owner)] if starts else []
    return _Owned(decided.take(order), {int(owner[s]): range(s, e) for s, e in zip(starts, ends, strict=True)})


def _groups(
    members: Sequence[Numbers], labels: Numbers, inside: _Owned, across: _Owned, progress: Progress
) -> Iterator[Group]:
    found: list[Cluster] = []
    kept: list[PairDecision] = []
    done = waiting = 0
    for records in members:
        label = int(labels[records[0]])
        found += _clusters_of(records, inside.of(label), inside.decided)
        kept += [inside.decided.pair_at(row) for row in inside.of(label) if inside.decided.worth_keeping[row]]
        kept += [across.decided.pair_at(row) for row in across.of(label)]
        waiting += len(records)
        if waiting >= GROUP_RECORDS:
            yield Group(tuple(found), tuple(kept))
            done += waiting
            found, kept, waiting = [], [], 0
            progress("writing identities", done, len(labels))
    if found:
        yield Group(tuple(found), tuple(kept))
        progress("writing identities", len(labels), len(labels))


def _clusters_of(records: Numbers, rows: range, decided: Decided) -> list[Cluster]:
    """Take one component apart."""
    if len(records) == 1:
        return [Cluster((int(records[0]),), ())]
    part = slice(rows.start, rows.stop)
    left = np.searchsorted(records, decided.scored.left[part]).astype(np.int64)
    right = np.searchsorted(records, decided.scored.right[part]).astype(np.int64)
    weight = decided.cluster_weight[part]
    labels = clusters(len(records), left, right, weight, decided.cannot_link[part])
    strongest_first = np.lexsort((right, left, -decided.scored.weight[part], -weight))
    joins = _spanning_joins(labels, left, right, strongest_first.tolist())
    return [
        Cluster(
            tuple(records[labels == label].tolist()),
            tuple(decided.pair_at(rows.start + row) for row in joins.get(int(label), ())),
        )
        for label in np.unique(labels)
    ]


def _spanning_joins(labels: Numbers, left: Numbers, right: Numbers, rows: Sequence[int]) -> dict[int, list[int]]:
    """Kruskal's maximum spanning tree within each cluster: the rows that hold it together, strongest first."""
    root = list(range(len(labels)))
    joins: dict[int, list[int]] = {}
    for row in rows:
        i, j = int(left[row]), int(right[row])
        if labels[i] == labels[j] and (a := _find(root, i)) != (b := _find(root, j)):
            root[a] = b
            joins.setdefault(int(labels[i]), []).append(row)
    return joins


def _find(root: list[int], i: int) -> int:
    while root[i] != i:
        root[i] = root[root[i]]
        i = root[i]
    return i
