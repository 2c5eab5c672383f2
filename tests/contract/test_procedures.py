"""Procedures on every store: what its engines can do is what the table says, and the local engine reads any of them."""

import pytest
from factory import changes, document, identity, link, phone, record

from identity_graph.analytics.selection import Selection
from identity_graph.graph.communities import (
    RINGS,
    Question,
    community_runs,
    community_views,
    find_communities,
    forget_runs,
    largest_communities,
)
from identity_graph.procedures import ENGINES, engines_of, run, select
from identity_graph.stores import GraphStore

RECORDS = [record(number) for number in range(12)]
WHO = [identity(each) for each in RECORDS]
PHONES = [phone(number) for number in range(4)]


@pytest.fixture
def graph(store: GraphStore) -> GraphStore:
    """Four triples of identities that share a phone; their records have it too."""
    has = [link("HAS_PHONE", who, PHONES[n // 3], tier="AB"[n % 2]) for n, who in enumerate(WHO)]
    said = [link("HAS_PHONE", each, PHONES[n // 3]) for n, each in enumerate(RECORDS)]
    resolved = [link("RESOLVES_TO", one, other) for one, other in zip(RECORDS, WHO, strict=True)]
    store.apply(changes(*RECORDS, *WHO, *PHONES, *has, *said, *resolved))
    return store


def test_engines_can_do_what_the_table_says(store: GraphStore) -> None:
    for name, can in engines_of(store).items():
        assert can == ENGINES[name].can, name


def test_the_local_engine_reads_any_store(graph: GraphStore) -> None:
    done = run(graph, "wcc", Selection(types=("HAS_PHONE",)), engine="local")
    assert (done.vertices, done.links) == (16, 12)
    assert len(done.table["label"].unique()) == 4
    assert select(graph, Selection(types=("HAS_PHONE",), source_kind=None)).links.num_rows == 24
    assert select(graph, Selection(types=("HAS_PHONE",), tiers=("A",))).links.num_rows == 6
    assert select(graph, Selection(types=("HAS_PHONE",), generic_over=2)).links.num_rows == 0


def test_every_engine_takes_only_documents_that_were_asked_for(graph: GraphStore) -> None:
    """Of six pairs of identities with a document each, those with passports whose check digit is not wrong."""
    papers = [
        document(0),
        document(1, valid=True),
        document(2, valid=False),
        document(3, scheme="tax_id"),
        document(4, scheme="national_id", valid=True),
        document(5, scheme="staff_card"),
    ]
    has = [link("HAS_DOCUMENT", who, papers[n // 2]) for n, who in enumerate(WHO)]
    graph.apply(changes(*papers, *has, reference="papers"))
    asked = Selection(("HAS_DOCUMENT",), kinds=("Document",), documents=("national_id", "passport"))
    taken = [*WHO[:4], *WHO[8:10], papers[0], papers[1], papers[4]]
    for engine, can in engines_of(graph).items():
        if "wcc" in can:
            table = run(graph, "wcc", asked, engine=engine).table
            assert table["id"].to_pylist() == sorted(node.id for node in taken), engine
            assert len(table["label"].unique()) == 3, engine


def test_communities_are_written_once_and_kept(graph: GraphStore) -> None:
    question = Question(selection=Selection(types=("HAS_PHONE",)), engine="local")
    found = find_communities(graph, question)
    assert (found.communities, found.identities, found.is_new) == (4, 12, True)
    assert find_communities(graph, question).is_new is False
    assert find_communities(graph, RINGS).run is None
    graph.apply(changes(removed_links=[("HAS_PHONE", WHO[0].id, PHONES[0].id)], reference="later"))
    later = find_communities(graph, question)
    assert [each.id for each in community_runs(graph)] == [later.run, found.run]
    assert later.run
    new, old = (largest_communities(graph, each.id, 10) for each in community_runs(graph))
    assert [len(view.members) for view in community_views(graph, new)] == [3, 3, 3]
    assert {node.properties["stable"] for node in new} < {node.id for node in old}


def test_a_run_that_was_forgotten_can_be_found_again(graph: GraphStore) -> None:
    question = Question(selection=Selection(types=("HAS_PHONE",)), engine="local")
    empty = graph.counts()
    found = find_communities(graph, question)
    written = graph.counts()
    for _ in range(2):
        assert [run.id for run in forget_runs(graph, community_runs(graph))] == [found.run]
        assert (graph.counts(), community_runs(graph)) == (empty, [])
        again = find_communities(graph, question)
        assert (again.run, again.is_new) == (found.run, True)
        assert graph.counts() == written
    [run] = community_runs(graph)
    assert run.number == max(entry.sequence for entry in graph.ledger()), "the last time it was written"
