"""Communities found by a procedure and written beside those of older runs."""

from collections.abc import Callable
from dataclasses import dataclass

from identity_graph.analytics.communities import CommunityFound, communities_of, rings_of
from identity_graph.analytics.procedures import Shape, procedure
from identity_graph.analytics.tracking import continued
from identity_graph.changes import Analysis, community_changes, community_id, run_of
from identity_graph.errors import SettingsError
from identity_graph.graph.communities.comparing import members_of_run
from identity_graph.graph.communities.question import Question
from identity_graph.graph.communities.runs import RunLedger, community_runs, run_ledger
from identity_graph.procedures import Result, run, select
from identity_graph.schema import SCHEMA_VERSION
from identity_graph.stores import GraphStore


@dataclass(frozen=True, slots=True)
class FoundCommunities:
    """What a run found. ``run`` is ``None`` where that is nothing (nothing is written then); ``is_new`` says whether it
    was not in the graph yet."""

    run: str | None
    result: Result
    communities: int
    identities: int
    is_new: bool


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
    ledger = run_ledger(store)
    parameters = {**done.parameters, **({} if shape is Shape.GROUPS else {"identities_min": question.identities_min})}
    analysis = Analysis(
        question.procedure, parameters, question.selection, done.engine, SCHEMA_VERSION, ledger.last_change
    )
    id = run_of(analysis, found)
    if id in ledger.written and store.find("Community", "run", id, limit=1):
        return FoundCommunities(id, done, len(found), members, is_new=False)
    stable = _stable(store, id, analysis, found, ledger)
    store.apply(community_changes(id, ledger.mentions[id], analysis, found, stable))
    return FoundCommunities(id, done, len(found), members, is_new=True)


def _labelled(store: GraphStore, question: Question, done: Result) -> list[CommunityFound]:
    selected = done.selected or select(store, question.selection)
    return communities_of(done.table, selected.links, identities_min=question.identities_min)


def _stable(
    store: GraphStore, run: str, analysis: Analysis, found: list[CommunityFound], ledger: RunLedger
) -> dict[str, str]:
    """Of communities that continue one of the last run of the same question: its stable id."""
    line = [each for each in community_runs(store, ledger) if each.analysis.question == analysis.question]
    if not line:
        return {}
    before = members_of_run(store, line[0].id)
    after = {community_id(run, each): each.identities for each in found}
    known = continued({id: ids for id, (_, ids) in before.items()}, after)
    return {id: str(before[older][0].properties["stable"]) for id, older in known.items()}
