"""Communities of the graph: found, written, read, compared."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from identity_graph.analytics.communities import (
    GENERIC_OVER,
    IDENTITIES_MIN,
    CommunityFound,
    communities_of,
    rings_of,
)
from identity_graph.analytics.procedures import Shape, procedure
from identity_graph.analytics.selection import Selection
from identity_graph.analytics.tracking import OVERLAP, Happening, continued, happenings
from identity_graph.changes import HAS_LINKS, Analysis, analysis_of, community_changes, community_id, run_of
from identity_graph.errors import NotFound, SettingsError
from identity_graph.model import LedgerEntry, Node
from identity_graph.procedures import Result, run, select
from identity_graph.schema import SCHEMA_VERSION
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_entry, every_node

_PAGE: Final = 10_000
SHARED_SIGNALS: Final = Selection(types=tuple(sorted(HAS_LINKS.values())), generic_over=GENERIC_OVER)
"""What identities share, without what too many share."""
RING_SIGNALS: Final = Selection(types=tuple(sorted(HAS_LINKS.values())), directed=True)
"""All that identities have: `rings` leaves generic signals out itself, and needs them to know what chance does."""
Grouped = tuple[Node, list[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A procedure on a part of the graph, by an engine (see `procedures.run`); communities of fewer identities are not
    written."""

    procedure: str = "wcc"
    selection: Selection = SHARED_SIGNALS
    parameters: Mapping[str, Any] = field(default_factory=dict)
    engine: str = "auto"
    exported: Path | None = None
    identities_min: int = IDENTITIES_MIN


RINGS: Final = Question("rings", RING_SIGNALS)


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
class FoundCommunities:
    """What a run found. ``run`` is ``None`` where that is nothing (nothing is written then); ``is_new`` says whether it
    was not in the graph yet."""

    run: str | None
    result: Result
    communities: int
    identities: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class CommunityView:
    """A community, what holds it together (identifiers of each kind), and its members."""

    node: Node
    signals: dict[str, int]
    members: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class RunsCompared:
    """What became of the communities of one run in another; ``stable`` and ``sizes`` by community."""

    before: CommunityRun
    after: CommunityRun
    happenings: tuple[Happening, ...]
    stable: Mapping[str, str]
    sizes: Mapping[str, int]


def find_communities(
    store: GraphStore, question: Question, reading: Callable[[int], None] = lambda _: None
) -> FoundCommunities:
    """Run the procedure and write what it found beside what older runs found. Raises `SettingsError`."""
    shape = procedure(question.procedure).shape
    if shape not in (Shape.LABELS, Shape.GROUPS):
        raise SettingsError(f"{question.procedure} finds no groups; its result is no community")
    done = run(
        store,
        question.procedure,
        question.selection,
        question.parameters,
        question.engine,
        exported=question.exported,
        reading=reading,
    )
    found = rings_of(done.table) if shape is Shape.GROUPS else _labelled(store, question, done)
    members = sum(len(community.identities) for community in found)
    if not found:
        return FoundCommunities(None, done, 0, 0, is_new=False)
    entries, last_change = _ledger(store)
    parameters = {**done.parameters, **({} if shape is Shape.GROUPS else {"identities_min": question.identities_min})}
    analysis = Analysis(question.procedure, parameters, question.selection, done.engine, SCHEMA_VERSION, last_change)
    id = run_of(analysis, found)
    if id in entries:
        return FoundCommunities(id, done, len(found), members, is_new=False)
    store.apply(community_changes(id, analysis, found, _stable(store, id, analysis, found)))
    return FoundCommunities(id, done, len(found), members, is_new=True)


def community_runs(store: GraphStore) -> list[CommunityRun]:
    """All runs, the newest first."""
    grouped: defaultdict[str, list[Node]] = defaultdict(list)
    for nodes in every_node(store, "Community", _PAGE):
        for node in nodes:
            grouped[str(node.properties["run"])].append(node)
    entries, _ = _ledger(store)
    runs = [_run(id, nodes, entries.get(id)) for id, nodes in grouped.items()]
    return sorted(runs, key=lambda each: (-each.number, each.id))


def community_run(store: GraphStore, text: str) -> CommunityRun:
    """The run with an id that begins so. Raises `NotFound`, `SettingsError`."""
    named = [each for each in community_runs(store) if each.id.startswith(text)]
    if not named:
        raise NotFound(f"no run with this id in {store.url}; identity-graph communities list --runs shows all")
    if len(named) > 1:
        raise SettingsError(f"{len(named)} runs have ids that begin so; write more letters")
    return named[0]


def last_two_runs(store: GraphStore) -> tuple[str, str]:
    """The newest run that has an older one with the same question, and that one; the older first. Raises `NotFound`."""
    runs = community_runs(store)
    for place, newer in enumerate(runs):
        for older in runs[place + 1 :]:
            if older.analysis.question == newer.analysis.question:
                return older.id, newer.id
    raise NotFound(f"{store.url} has no two runs with the same procedure, parameters and links to compare")


def newest_run(store: GraphStore, text: str | None, *, rings: bool) -> CommunityRun | None:
    """The run with an id that begins so; for ``None`` the newest of rings, or of all else, if there is one. Raises
    `NotFound`, `SettingsError`."""
    if text is not None:
        return community_run(store, text)
    return next((run for run in community_runs(store) if (run.analysis.algorithm == "rings") is rings), None)


def largest_communities(store: GraphStore, run: CommunityRun | None, limit: int) -> list[Node]:
    """A run's largest communities, largest first; of rings those least likely by chance first."""
    nodes = _communities(store, run.id) if run else []
    return sorted(nodes, key=lambda node: (node.properties.get("p_value", 0.0), -_size(node), node.id))[:limit]


def community_views(store: GraphStore, nodes: Sequence[Node]) -> list[CommunityView]:
    """Communities with their members."""
    return [_view(store, node) for node in nodes]


def community(store: GraphStore, id: str) -> CommunityView:
    """A community by its id. Raises `NotFound`."""
    node = store.nodes([id]).get(id)
    if node is None or node.kind != "Community":
        raise NotFound(f"no community with this id in {store.url}")
    return _view(store, node)


def compare_runs(store: GraphStore, before: str, after: str, overlap: float = OVERLAP) -> RunsCompared:
    """What became of the communities of a run (ids, or how they begin). Raises `NotFound`, `SettingsError`."""
    if not 0 <= overlap < 1:
        raise SettingsError("overlap is at least 0 and below 1")
    one, other = community_run(store, before), community_run(store, after)
    older, newer = _members(store, one.id), _members(store, other.id)
    both = {**older, **newer}
    grouped = [{id: ids for id, (_, ids) in run.items()} for run in (older, newer)]
    return RunsCompared(
        one,
        other,
        tuple(happenings(grouped[0], grouped[1], overlap)),
        {id: str(node.properties["stable"]) for id, (node, _) in both.items()},
        {id: len(ids) for id, (_, ids) in both.items()},
    )


def _labelled(store: GraphStore, question: Question, done: Result) -> list[CommunityFound]:
    selected = done.selected or select(store, question.selection)
    return communities_of(done.table, selected.links, identities_min=question.identities_min)


def _stable(store: GraphStore, run: str, analysis: Analysis, found: list[CommunityFound]) -> dict[str, str]:
    """Of communities that continue one of the last run of the same question: its stable id."""
    line = [each for each in community_runs(store) if each.analysis.question == analysis.question]
    if not line:
        return {}
    before = _members(store, line[0].id)
    after = {community_id(run, each): each.identities for each in found}
    known = continued({id: ids for id, (_, ids) in before.items()}, after)
    return {id: str(before[older][0].properties["stable"]) for id, older in known.items()}


def _members(store: GraphStore, run: str) -> dict[str, Grouped]:
    """Community → its node and its members."""
    nodes = _communities(store, run)
    found: dict[str, Grouped] = {node.id: (node, []) for node in nodes}
    for link in store.links(list(found), ["MEMBER_OF"], "in"):
        found[link.target][1].append(link.source)
    return found


def _communities(store: GraphStore, run: str) -> list[Node]:
    return list(store.find("Community", "run", run, limit=store.counts().nodes["Community"] or 1))


def _run(id: str, nodes: list[Node], entry: LedgerEntry | None) -> CommunityRun:
    return CommunityRun(
        id,
        analysis_of(nodes[0]),
        len(nodes),
        sum(map(_size, nodes)),
        entry.applied_at if entry else "",
        entry.sequence if entry else 0,
    )


def _ledger(store: GraphStore) -> tuple[dict[str, LedgerEntry], int]:
    """The entries of runs, by their ids; and the graph's version: the last entry that is no analysis."""
    analyses: dict[str, LedgerEntry] = {}
    last_change = 0
    for page in every_entry(store, _PAGE):
        for entry in page:
            if entry.cause.kind == "analytics":
                analyses[entry.cause.reference] = entry
            else:
                last_change = entry.sequence
    return analyses, last_change


def _view(store: GraphStore, node: Node) -> CommunityView:
    members = [link.source for link in store.links([node.id], ["MEMBER_OF"], "in")]
    return CommunityView(node, json.loads(str(node.properties["signals"])), tuple(store.nodes(members).values()))


def _size(node: Node) -> int:
    size = node.properties["identities"]
    return size if isinstance(size, int) else 0
