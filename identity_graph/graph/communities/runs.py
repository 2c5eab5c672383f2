"""The runs whose communities are in the graph: which there are, and taking some out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from identity_graph.changes import Analysis, analysis_of, community_removals, run_named
from identity_graph.errors import NotFound, SettingsError
from identity_graph.graph.communities.views import communities_of_run, size_of
from identity_graph.model import LedgerEntry, Node
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_entry, every_node

_PAGE: Final = 10_000


@dataclass(frozen=True, slots=True)
class CommunityRun:
    """A run whose communities are in the graph. ``written_at`` is UTC, ISO 8601; ``number`` the entry of the ledger by
    which they came (0: before schema version 3)."""

    id: str
    analysis: Analysis
    communities: int
    identities: int
    written_at: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class RunLedger:
    """What the ledger says of analyses: ``last_change`` is the graph's version, the last entry that is none of them;
    ``mentions`` counts the entries of each run, ``written`` has the last that wrote its communities."""

    last_change: int
    mentions: Counter[str]
    written: dict[str, LedgerEntry]


def run_ledger(store: GraphStore) -> RunLedger:
    """Read the whole ledger."""
    last_change, mentions, written = 0, Counter[str](), dict[str, LedgerEntry]()
    for page in every_entry(store, _PAGE):
        for entry in page:
            if entry.cause.kind != "analytics":
                last_change = entry.sequence
                continue
            run = run_named(entry.cause)
            mentions[run] += 1
            if entry.nodes_written:
                written[run] = entry
    return RunLedger(last_change, mentions, written)


def community_runs(store: GraphStore, ledger: RunLedger | None = None) -> list[CommunityRun]:
    """All runs, the newest first; ``ledger`` where it was read already."""
    grouped: defaultdict[str, list[Node]] = defaultdict(list)
    for nodes in every_node(store, "Community", _PAGE):
        for node in nodes:
            grouped[str(node.properties["run"])].append(node)
    written = (ledger or run_ledger(store)).written
    runs = [_run(id, nodes, written.get(id)) for id, nodes in grouped.items()]
    return sorted(runs, key=lambda each: (-each.number, each.id))


def named_runs(store: GraphStore, texts: Sequence[str]) -> list[CommunityRun]:
    """The runs with ids that begin so, in this order. Raises `NotFound`, `SettingsError`."""
    runs = community_runs(store)
    return [_named(store, runs, text) for text in texts]


def _named(store: GraphStore, runs: Sequence[CommunityRun], text: str) -> CommunityRun:
    named = [each for each in runs if each.id.startswith(text)]
    if not named:
        raise NotFound(f"no run with this id in {store.url}; identity-graph communities list --runs shows all")
    if len(named) > 1:
        raise SettingsError(f"{len(named)} runs have ids that begin so; write more letters")
    return named[0]


def newest_run(store: GraphStore, text: str | None, *, rings: bool) -> CommunityRun | None:
    """The run with an id that begins so; for ``None`` the newest of rings, or of all else, if there is one. Raises
    `NotFound`, `SettingsError`."""
    runs = community_runs(store)
    if text is not None:
        return _named(store, runs, text)
    return next((run for run in runs if (run.analysis.algorithm == "rings") is rings), None)


def older_runs(store: GraphStore, keep: int) -> list[CommunityRun]:
    """Of each question all runs but the newest ``keep``. Raises `SettingsError`."""
    if keep < 1:
        raise SettingsError("keep at least 1 run of each question")
    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[CommunityRun] = []
    for run in community_runs(store):
        seen[run.analysis.question] += 1
        if seen[run.analysis.question] > keep:
            found.append(run)
    return found


def forget_runs(store: GraphStore, runs: Sequence[CommunityRun]) -> Iterator[CommunityRun]:
    """Take the communities of runs out of the graph, one change set for each; the ledger keeps that they were. Each is
    given back when it is gone."""
    mentions = run_ledger(store).mentions
    for run in runs:
        ids = [node.id for node in communities_of_run(store, run.id)]
        store.apply(community_removals(run.id, mentions[run.id], ids))
        yield run


def _run(id: str, nodes: list[Node], entry: LedgerEntry | None) -> CommunityRun:
    return CommunityRun(
        id,
        analysis_of(nodes[0]),
        len(nodes),
        sum(map(size_of, nodes)),
        entry.applied_at if entry else "",
        entry.sequence if entry else 0,
    )
