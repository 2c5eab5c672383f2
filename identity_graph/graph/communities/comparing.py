"""Two runs held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from identity_graph.analytics.tracking import OVERLAP, Happening, happenings
from identity_graph.errors import NotFound, SettingsError
from identity_graph.graph.communities.runs import CommunityRun, community_runs, named_runs
from identity_graph.graph.communities.views import communities_of_run
from identity_graph.model import Node
from identity_graph.stores import GraphStore

Grouped = tuple[Node, list[str]]
"""A community and its members."""


@dataclass(frozen=True, slots=True)
class RunsCompared:
    """What became of the communities of one run in another; ``stable`` and ``sizes`` by community."""

    before: CommunityRun
    after: CommunityRun
    happenings: tuple[Happening, ...]
    stable: Mapping[str, str]
    sizes: Mapping[str, int]


def compare_runs(store: GraphStore, before: str, after: str, overlap: float = OVERLAP) -> RunsCompared:
    """What became of the communities of a run (ids, or how they begin). Raises `NotFound`, `SettingsError`."""
    if not 0 <= overlap < 1:
        raise SettingsError("overlap is at least 0 and below 1")
    one, other = named_runs(store, [before, after])
    older, newer = members_of_run(store, one.id), members_of_run(store, other.id)
    both = {**older, **newer}
    grouped = [{id: ids for id, (_, ids) in run.items()} for run in (older, newer)]
    return RunsCompared(
        one,
        other,
        tuple(happenings(grouped[0], grouped[1], overlap)),
        {id: str(node.properties["stable"]) for id, (node, _) in both.items()},
        {id: len(ids) for id, (_, ids) in both.items()},
    )


def last_two_runs(store: GraphStore) -> tuple[str, str]:
    """The newest run that has an older one with the same question, and that one; the older first. Raises `NotFound`."""
    runs = community_runs(store)
    for place, newer in enumerate(runs):
        for older in runs[place + 1 :]:
            if older.analysis.question == newer.analysis.question:
                return older.id, newer.id
    raise NotFound(f"{store.url} has no two runs with the same procedure, parameters and links to compare")


def members_of_run(store: GraphStore, run: str) -> dict[str, Grouped]:
    """Community → its node and its members."""
    nodes = communities_of_run(store, run)
    found: dict[str, Grouped] = {node.id: (node, []) for node in nodes}
    for link in store.links(list(found), ["MEMBER_OF"], "in"):
        found[link.target][1].append(link.source)
    return found
