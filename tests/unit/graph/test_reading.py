"""Reading a resolved graph: by every id it ever gave out, around a node, by identifiers."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from graphs import graph_of, sample_records
from people import prior_model

from identity_graph import IdentityGraph
from identity_graph.errors import InputError, ModelError, NotFound
from identity_graph.model import Record, identity_id_of, record_node_id

RECORDS = 500


@pytest.fixture(scope="module")
def graph() -> Iterator[IdentityGraph]:
    with graph_of(sample_records(RECORDS), model=prior_model()) as graph:
        yield graph


def largest(graph: IdentityGraph) -> str:
    identities = list(graph.assignments().values())
    return max(sorted(set(identities)), key=identities.count)


@pytest.mark.parametrize("seed", range(3))
def test_every_id_ever_given_out_still_leads_somewhere(seed: int) -> None:
    pick = random.Random(seed)
    records = pick.sample(sample_records(RECORDS), 250)
    given_out: set[str] = set()
    with graph_of(model=prior_model()) as graph:
        for start in range(0, len(records), 50):
            batch = records[start : start + 50]
            if start:
                donor = pick.choice(records)
                batch.append(replace(records[pick.randrange(start)], names=donor.names, birth_dates=donor.birth_dates))
            graph.load_batch(batch)
            graph.resolve()
            current = graph.assignments()
            given_out |= set(current.values())
            for id in given_out:
                assert graph.current_identity(id) in current.values()
        assert len(given_out) > len(set(current.values())), "some were joined"
        for id in given_out:
            view = graph.identity(id)
            assert (view.asked_for, view.node.id) == (id, graph.current_identity(id))
            assert id in {identity_id_of(record.node.id) for record in view.records}


def test_an_identity_by_its_records(graph: IdentityGraph) -> None:
    view = graph.identity(largest(graph))
    assert len(view.records) == view.node.properties["records"] > 2
    assert {graph.identity(record.node.id).node.id for record in view.records} == {view.node.id}
    assert {record.identity for record in view.records} == {view.node.id}
    assert {link.target for link in (attribute.link for attribute in view.attributes)} == {
        attribute.node.id for attribute in view.attributes
    }
    for record in view.records:
        assert graph.record(record.record.source, record.record.record_id) == record


@pytest.mark.parametrize(
    ("id", "error"),
    [
        (identity_id_of(record_node_id("no", "such")), NotFound),
        (record_node_id("no", "such"), NotFound),
        ("tel_x", NotFound),
        ("", NotFound),
        ("rec_", NotFound),
        ("Erika Mustermann", NotFound),
    ],
)
def test_ids_of_nothing(graph: IdentityGraph, id: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        graph.identity(id)
    assert "Mustermann" not in str(caught.value)
    with pytest.raises((NotFound, InputError)):
        graph.explain(id, id)


def test_before_anything_is_resolved() -> None:
    with graph_of(model=prior_model()) as graph, IdentityGraph.open("sqlite::memory:") as modelless:
        for one in (graph, modelless):
            one.load_batch([Record("t", "1"), Record("t", "2")])
        with pytest.raises(NotFound, match="resolve"):
            graph.identity(record_node_id("t", "1"))
        assert graph.record("t", "1").identity is None
        assert not graph.explain("t:1", "t:2").same_identity
        with pytest.raises(ModelError, match="resolve"):
            modelless.explain("t:1", "t:2")


def test_the_way_that_joined_two_records(graph: IdentityGraph) -> None:
    members = [record.node.id for record in graph.identity(largest(graph)).records]
    for other in members[1:]:
        found = graph.explain(members[0], other)
        assert found.same_identity
        assert (found.path[0], found.path[-1]) == (members[0], other)
        assert set(found.path) <= set(members)
        steps = {frozenset(step) for step in zip(found.path, found.path[1:], strict=False)}
        linked = {frozenset(link.key[1:]) for link in graph.store.links_between(members, ["SAME_AS"])}
        assert steps <= linked
        assert graph.explain(other, members[0]).path[::-1] == found.path or len(found.path) > 2
    stranger = next(record for record, id in graph.assignments().items() if id != largest(graph))
    assert graph.explain(members[0], stranger).path == ()


def test_around_a_node(graph: IdentityGraph) -> None:
    centre = largest(graph)
    one, two = graph.neighbourhood(centre, hops=1), graph.neighbourhood(centre, hops=2)
    ids = {node.id for node in one.nodes}
    assert centre in ids
    assert ids <= {node.id for node in two.nodes}
    assert all({link.source, link.target} <= ids for link in one.links)
    cut = graph.neighbourhood(centre, hops=2, limit=5)
    assert (len(cut.nodes), cut.truncated) == (5, True)
    with pytest.raises(NotFound):
        graph.neighbourhood("idn_nothing")


def test_find_by_everything_anybody_has(graph: IdentityGraph) -> None:
    for node in graph.store.page_nodes("Document", limit=60):
        said = {name: str(node.properties[name]) for name in ("scheme", "number", "country")}
        found = graph.find(said["scheme"], said["number"], said["country"])
        assert found == tuple(sorted({link.source for link in graph.store.links([node.id]) if "idn" in link.source}))
        assert found
    for node in graph.store.page_nodes("Phone", limit=60):
        assert graph.find("phone", str(node.properties["number"]))
    for node in graph.store.page_nodes("Email", limit=60):
        assert graph.find("email", str(node.properties["address"]).upper())
    assert graph.find("phone", "no number") == graph.find("passport", "X") == ()


def test_a_report_of_what_was_resolved() -> None:
    records = sample_records(RECORDS)
    with graph_of(model=prior_model()) as graph:
        graph.load_batch(records[:480])
        first = graph.resolve()
        counts = graph.counts()
        assert (first.records, first.removed, first.trained) == (480, 0, False)
        assert first.model == prior_model().id
        links = ("RESOLVES_TO", "SAME_AS", "DIFFERENT_FROM")
        written = counts.nodes["Identity"] + sum(counts.links[type] for type in links)
        assert first.written == written + len(own_links(graph))
        assert graph.resolve() == type(first)()
        graph.load_batch(records[480:490])
        few = graph.resolve()
        assert 10 <= few.records < 200
        again = graph.resolve(whole=True)
        assert (again.records, again.written, again.removed) == (490, 0, 0)


def own_links(graph: IdentityGraph) -> list[object]:
    """What identities themselves have."""
    identities = [node.id for node in graph.store.page_nodes("Identity", limit=10_000)]
    return [link for link in graph.store.links(identities, (), "out") if link.type.startswith("HAS_")]
