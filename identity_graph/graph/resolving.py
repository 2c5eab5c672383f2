"""Resolving what waits to be resolved: read, decide, write back, group by group."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from identity_graph.changes import (
    HAS_LINKS,
    Decision,
    IdentityDraft,
    KnownRecord,
    StoredState,
    identity_changes,
    record_of,
)
from identity_graph.errors import ModelError
from identity_graph.graph.deriving import derive_everything_again
from identity_graph.graph.paging import batched
from identity_graph.graph.training import model_and_edition, train_model
from identity_graph.graph.unresolving import unresolve
from identity_graph.model import Cause, ChangeSet, Link, kind_of
from identity_graph.normalize import Comparable, comparable
from identity_graph.normalize.edition import EDITION
from identity_graph.resolution import (
    RECORDS_MIN,
    Cluster,
    Group,
    MatchModel,
    PairScorer,
    Progress,
    decide,
    resolve,
    silent,
)
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_node

GENERIC_OVER: Final = 60
"""Records that may share one blocking key before it is generic and brings nobody together."""
INCREMENTAL_SHARE_MAX: Final = 0.1
"""Above this share of unresolved records it is faster to resolve the whole graph; the outcome is the same."""
RETRAIN_GROWTH: Final = 4
"""When so many times the records the model learned from are resolved anew, it learns again first."""
RECORDS_AT_ONCE: Final = 5_000

_DECISIONS: Final = ("SAME_AS", "DIFFERENT_FROM")


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """What a resolution did: how many records it looked at, and how many nodes and links were written or removed."""

    records: int = 0
    pairs: int = 0
    written: int = 0
    removed: int = 0
    model: str | None = None
    trained: bool = False


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whose resolution is decided anew. ``None``: everybody's. ``dirty`` are the records whose pairs are looked for
    again, ``affected`` those and all that are linked with them."""

    dirty: frozenset[str] | None = None
    affected: frozenset[str] | None = None

    def covers(self, record: str) -> bool:
        return self.affected is None or record in self.affected

    def decides(self, link: Link) -> bool:
        """Whether a stored decision is made again, so that it goes if it does not come out again."""
        if self.dirty is None or self.affected is None:
            return True
        return bool({link.source, link.target} & self.dirty) or {link.source, link.target} <= self.affected


@dataclass(slots=True)
class _Tally:
    written: int = 0
    removed: int = 0
    run: str = field(default_factory=lambda: secrets.token_hex(8))

    def apply(self, store: GraphStore, changes: ChangeSet) -> None:
        if not changes.is_empty():
            applied = store.apply(changes)
            self.written += applied.nodes_written + applied.links_written
            self.removed += applied.nodes_removed + applied.links_removed


def resolve_graph(
    store: GraphStore, settings: Settings, *, whole: bool = False, progress: Progress = silent
) -> ResolveReport:
    """Resolve the records no identity has yet, or (``whole``) all of them.

    A graph that older code normalized is read again first; that takes ``whole``, else `ModelError` is raised.
    Both give the same identities: an incremental run decides exactly what the new records can have changed. Each group
    of whole components is written in one change set, those with unresolved records last: whatever a run that is killed
    leaves undone, some record it concerns is still unresolved and leads the next run there.
    """
    model, edition = model_and_edition(store)
    outdated = edition != EDITION
    if outdated and whole:
        derive_everything_again(store, GENERIC_OVER, progress)
    waiting = _waiting(store)
    if not waiting and not whole:
        return ResolveReport()
    if outdated and not whole:
        raise _of_another_edition(store, edition)
    records = store.counts().nodes.get("Record", 0)
    everybody = whole or len(waiting) > INCREMENTAL_SHARE_MAX * records
    grown = model is None or (everybody and records >= (RETRAIN_GROWTH * model.trained_on or RECORDS_MIN))
    trained = grown or outdated
    if model is None or trained:
        model = train_model(store, progress, EDITION)
    tally = _Tally()
    with PairScorer(model, settings.resolve_memory_mb, settings.resolve_threads) as scorer:
        if everybody:
            scope, looked_at, last = _Scope(), records, frozenset(waiting)
            _add_everybody(store, scorer, records, progress)
        else:
            scope = _add_waiting(store, scorer, settings, waiting, records, tally)
            looked_at, last = len(scope.affected or ()), scope.dirty or frozenset()
        pairs = scorer.pair_count()
        for group in resolve(scorer, progress, last):
            _write(store, model, group, scorer.records, scope, tally)
    return ResolveReport(looked_at, pairs, tally.written, tally.removed, model.id, trained)


def _of_another_edition(store: GraphStore, edition: int) -> ModelError:
    return ModelError(
        f"{store.url} was read by edition {edition} of normalizing, this code has edition {EDITION}: new records"
        f" would not meet old ones. What was loaded is kept. Run: identity-graph --store {store.url} resolve"
    )


def _waiting(store: GraphStore) -> list[str]:
    waiting: list[str] = []
    while page := store.unresolved(waiting[-1] if waiting else "", RECORDS_AT_ONCE):
        waiting.extend(page)
    return waiting


def _comparables(store: GraphStore, records: Sequence[str]) -> Iterator[list[Comparable]]:
    for ids in batched(records, RECORDS_AT_ONCE):
        nodes = store.nodes(ids)
        yield [comparable(record_of(nodes[id])) for id in ids]


def _add_everybody(store: GraphStore, scorer: PairScorer, total: int, progress: Progress) -> None:
    for nodes in every_node(store, "Record", RECORDS_AT_ONCE):
        scorer.add([comparable(record_of(node)) for node in nodes])
        progress("reading records", len(scorer.records), total)
    numbers = {record: number for number, record in enumerate(scorer.records)}
    keys = ([(key, numbers[record]) for key, record in batch] for batch in store.all_blocking_keys())
    progress("finding candidates", 0, total)
    scorer.block(keys, GENERIC_OVER)
    progress("finding candidates", total, total)


def _add_waiting(
    store: GraphStore, scorer: PairScorer, settings: Settings, waiting: Sequence[str], total: int, tally: _Tally
) -> _Scope:
    """Everything the waiting records can have changed: their pairs, who they are now linked with, and whoever was
    brought together by a blocking key that has become generic."""
    dirty = frozenset(waiting) | _crossed(store, waiting, total, tally)
    pairs = store.candidates(sorted(dirty), GENERIC_OVER)
    linked = _linked(store, scorer.model, settings, pairs)
    affected = store.component(sorted(dirty | linked), ["SAME_AS"], total)
    # Asked of the store, not of the links: a link may also be the outcome of a comparison within an old group, and
    # would hold together who has come apart.
    between = [pair for pair in store.candidates(sorted(affected - dirty), GENERIC_OVER) if affected.issuperset(pair)]
    wanted = sorted({*pairs, *between})
    records = sorted(affected.union(*map(frozenset, wanted)) if wanted else affected)
    _add(store, scorer, records, wanted)
    return _Scope(dirty, affected)


def _crossed(store: GraphStore, waiting: Sequence[str], total: int, tally: _Tally) -> frozenset[str]:
    """Resolved records whose blocking key the waiting ones made generic, and all that were decided together with them:
    they wait again, noted in the graph first, so that a run that is killed does not forget them."""
    arriving: dict[int, int] = {}
    for ids in batched(waiting, RECORDS_AT_ONCE):
        for keys in store.blocking_keys(ids).values():
            for key in keys:
                arriving[key] = arriving.get(key, 0) + 1
    sizes = store.block_sizes(list(arriving))
    crossed = [key for key, size in sizes.items() if size > GENERIC_OVER >= size - arriving[key]]
    if not crossed:
        return frozenset()
    together = store.component(sorted(store.block_records(crossed)), ["SAME_AS"], total)
    records = together - frozenset(waiting)
    resolves, emptied = unresolve(store, records)
    tally.apply(
        store,
        ChangeSet(
            Cause("resolution", f"{tally.run}:generic"),
            removed_nodes=tuple(emptied),
            removed_links=tuple(link.key for link in resolves),
        ),
    )
    return records


def _linked(
    store: GraphStore, model: MatchModel, settings: Settings, pairs: Sequence[tuple[str, str]]
) -> frozenset[str]:
    """The records on either side of a pair that is decided to be the same."""
    if not pairs:
        return frozenset()
    with PairScorer(model, settings.resolve_memory_mb, settings.resolve_threads) as scorer:
        records = sorted(set(chain.from_iterable(pairs)))
        _add(store, scorer, records, pairs)
        decided = [decide(scored, model).having("same") for scored in scorer.scored()]
        numbers = {int(n) for part in decided for n in (*part.scored.left, *part.scored.right)}
        return frozenset(records[number] for number in numbers)


def _add(store: GraphStore, scorer: PairScorer, records: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
    for comparables in _comparables(store, records):
        scorer.add(comparables)
    numbers = {record: number for number, record in enumerate(records)}
    scorer.pair([numbers[left] for left, _ in pairs], [numbers[right] for _, right in pairs])


def _write(
    store: GraphStore, model: MatchModel, group: Group, records: Sequence[str], scope: _Scope, tally: _Tally
) -> None:
    """Write one group in one change set."""
    owners = [records[number] for cluster in group.clusters for number in cluster.records]
    clusters = [cluster for cluster in group.clusters if scope.covers(records[cluster.records[0]])]
    decisions = [Decision(records[pair.left], records[pair.right], pair) for pair in group.decisions]
    drafts = _drafts(clusters, records, decisions)
    ids = [record for draft in drafts for record in draft.records]
    known = _known(store, ids)
    has = {link.target for record in known.values() for link in record.has if kind_of(link.target) == "Document"}
    changes = identity_changes(
        Cause("resolution", f"{tally.run}:{model.id}"),
        model.id,
        drafts,
        decisions,
        known,
        store.nodes(sorted(has)),
        _stored(store, ids, owners, scope),
    )
    tally.apply(store, changes)


def _drafts(clusters: Sequence[Cluster], records: Sequence[str], decisions: Sequence[Decision]) -> list[IdentityDraft]:
    cluster_of = {number: index for index, cluster in enumerate(clusters) for number in cluster.records}
    conflicts = [0] * len(clusters)
    for decision in decisions:
        here = cluster_of.get(decision.pair.left)
        if decision.pair.outcome != "same" and here is not None and here == cluster_of.get(decision.pair.right):
            conflicts[here] += 1
    return [
        IdentityDraft(
            tuple(records[number] for number in cluster.records),
            tuple(Decision(records[join.left], records[join.right], join) for join in cluster.joins),
            conflicts[index],
        )
        for index, cluster in enumerate(clusters)
    ]


def _known(store: GraphStore, ids: Sequence[str]) -> dict[str, KnownRecord]:
    nodes = store.nodes(ids)
    has: dict[str, list[Link]] = {id: [] for id in ids}
    for link in store.links(ids, tuple(HAS_LINKS.values()), "out"):
        has[link.source].append(link)
    return {id: KnownRecord(nodes[id], tuple(has[id])) for id in ids}


def _stored(store: GraphStore, ids: Sequence[str], owners: Sequence[str], scope: _Scope) -> StoredState:
    """A decision belongs to the group of its later record: the one with the larger id, its target."""
    decisions = [link for link in store.links(owners, _DECISIONS, "in") if scope.decides(link)]
    identities = sorted({link.target for link in store.links(ids, ["RESOLVES_TO"], "out")})
    return StoredState(
        decisions=decisions,
        resolves=store.links(identities, ["RESOLVES_TO"], "in"),
        has=store.links(identities, tuple(HAS_LINKS.values()), "out"),
        identities=store.nodes(identities),
    )
