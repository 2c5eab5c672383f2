"""Communities and rings of a graph: found, kept run by run, compared, explained."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from graphs import exported, graph_of, sample_records
from people import prior_model

from identity_graph import IdentityGraph
from identity_graph.errors import NotFound, SettingsError
from identity_graph.graph import RINGS, SHARED_SIGNALS, Question
from identity_graph.model import kind_of

RECORDS = 500


@pytest.fixture(scope="module")
def graph() -> Iterator[IdentityGraph]:
    with graph_of(sample_records(RECORDS), model=prior_model()) as graph:
        yield graph


def test_the_planted_rings_are_communities(graph: IdentityGraph) -> None:
    found = graph.find_communities()
    views = graph.communities(found.communities)
    assert len(views) == found.communities > 2
    sizes = [len(view.members) for view in views]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == found.identities
    assert sizes[0] >= 8, "the rings of the sample"
    before = exported(graph)
    again = graph.find_communities()
    assert (again.run, again.is_new) == (found.run, False)
    assert exported(graph) == before, "a second run writes the same"


def test_a_run_says_what_it_was(graph: IdentityGraph) -> None:
    question = Question("cdlp", replace(SHARED_SIGNALS, tiers=("A", "B")), {"iterations": 3}, identities_min=4)
    found = graph.find_communities(question)
    (run,) = [each for each in graph.community_runs() if each.id == found.run]
    said = run.analysis
    assert (said.algorithm, said.engine, said.selection) == ("cdlp", "local", question.selection)
    assert said.parameters == {"iterations": 3, "identities_min": 4}
    assert (run.communities, run.identities) == (found.communities, found.identities)
    assert all(len(view.members) >= 4 for view in graph.communities(100, found.run))
    changes = [entry.sequence for entry in graph.store.ledger() if entry.cause.kind != "analytics"]
    assert said.sequence == changes[-1]


def test_runs_of_before_stay_and_are_continued() -> None:
    records = sample_records(RECORDS)
    with graph_of(records[:300], model=prior_model()) as graph:
        old = graph.find_communities()
        graph.load_batch(records[300:])
        graph.resolve()
        new = graph.find_communities()
        assert [run.id for run in graph.community_runs()] == [new.run, old.run]
        assert graph.counts().nodes["Community"] == old.communities + new.communities
        older = {view.node.properties["stable"]: view for view in graph.communities(1_000, old.run)}
        newer = {view.node.properties["stable"]: view for view in graph.communities(1_000)}
        assert {view.node.properties["run"] for view in newer.values()} == {new.run}
        assert len(newer) == new.communities, "no stable id twice"
        assert older.keys() & newer.keys(), "some go on"
        assert newer.keys() - older.keys(), "some are new"
        assert graph.last_two_runs() == (old.run, new.run)
        assert [run.id for run in graph.older_runs(1)] == [old.run]
        assert graph.older_runs(2) == []
        compared = graph.compare_communities(*graph.last_two_runs())
        assert {id for each in compared.happenings for id in each.after} == {v.node.id for v in newer.values()}
        assert {each.event for each in compared.happenings} > {"born", "same"}
        for each in compared.happenings:
            if each.event in ("same", "grown", "shrunk", "changed"):
                assert compared.stable[each.after[0]] == compared.stable[each.before[0]]


def test_rings_are_found_and_explained_by_what_they_share(graph: IdentityGraph) -> None:
    found = graph.find_communities(RINGS)
    rings = graph.communities(rings=True)
    assert len(rings) == found.communities == 2
    for ring in rings:
        around = graph.surroundings(ring.node.id)
        assert around.analysis.algorithm == "rings"
        members = {node.id for node in around.view.members}
        assert {id for signal in around.signals for id in signal.holders} == members
        assert all(len(set(signal.holders)) > 1 for signal in around.signals)
        counted = {kind_of(signal.node.id) for signal in around.signals}
        assert counted == set(ring.signals)
    assert graph.communities(1)[0].node.properties["algorithm"] != "rings"


def test_what_spreads_from_a_ring_reaches_its_other_members_first(graph: IdentityGraph) -> None:
    graph.find_communities(RINGS)
    ring = [node.id for node in graph.communities(rings=True)[0].members]
    spread = graph.propagate({ring[0]: 1.0}, limit=5)
    assert {each.node.id for each in spread.reached} <= set(ring)
    for each in spread.reached:
        assert each.path[0].id == ring[0]
        assert each.path[-1].id == each.node.id
        assert each.carried <= each.score
    assert spread.found >= len(spread.reached) > 0


def test_what_cannot_be(graph: IdentityGraph) -> None:
    with pytest.raises(SettingsError, match="finds no groups"):
        graph.find_communities(Question("pagerank"))
    with pytest.raises(NotFound, match="no run with this id"):
        graph.communities(run="nothing")
    with pytest.raises(NotFound, match="no community"):
        graph.surroundings("idn_7")
    with pytest.raises(SettingsError, match="at least 1 run"):
        graph.older_runs(0)
    with pytest.raises(SettingsError, match="overlap"):
        graph.compare_communities("a", "b", 1.0)
    with graph_of(model=prior_model()) as empty:
        assert empty.find_communities().run is None
        assert empty.communities() == empty.communities(rings=True) == empty.community_runs() == []
        with pytest.raises(NotFound, match="no two runs"):
            empty.last_two_runs()
