"""Communities, rings and runs over GraphQL, on a graph with two planted rings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphs import sample_records
from people import prior_model

from identity_graph import IdentityGraph
from identity_graph.changes import model_changes
from identity_graph.graph import RINGS
from identity_graph.model import Cause
from identity_graph.settings import Settings

AROUND = """query ($id: ID!, $algorithm: String) { identity(id: $id) { communities(algorithm: $algorithm) {
  id run algorithm stableId size shared expected pValue members { id }
} } }"""


@pytest.fixture(scope="module")
def ringed(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[Any]:
    """A service on 500 records of the sample, in which components and then rings were found."""
    settings = Settings(store=f"sqlite:{tmp_path_factory.mktemp('rings') / 'graph.db'}")
    with IdentityGraph.open(settings=settings) as graph:
        graph.store.apply(model_changes(Cause("model", prior_model().content), prior_model(), []))
        graph.load_batch(sample_records(500))
        graph.resolve()
        graph.find_communities()
        graph.find_communities(RINGS)
    with serve(settings) as service:
        yield service


def test_rings_come_with_what_chance_would_give(ringed: Any) -> None:
    rings = ringed.data("{ rings { id algorithm size shared expected pValue signals { name count } } }")["rings"]
    assert len(rings) == 2
    assert [ring["pValue"] for ring in rings] == sorted(ring["pValue"] for ring in rings)
    for ring in rings:
        assert (ring["algorithm"], ring["pValue"] < 0.01) == ("rings", True)
        assert ring["shared"] > ring["expected"] >= 0
        assert sum(signal["count"] for signal in ring["signals"]) > 0


def test_an_identity_knows_its_communities_and_they_their_members(ringed: Any) -> None:
    [ring, *_] = ringed.data("{ rings { id run members { id } } }")["rings"]
    member = ring["members"][0]["id"]
    found = ringed.data(AROUND, id=member)["identity"]["communities"]
    assert {community["algorithm"] for community in found} == {"rings", "wcc"}
    for community in found:
        assert len(community["members"]) == community["size"]
        assert member in {other["id"] for other in community["members"]}
        assert (community["pValue"] is None) == (community["algorithm"] == "wcc")
    [only] = ringed.data(AROUND, id=member, algorithm="rings")["identity"]["communities"]
    assert (only["id"], only["run"]) == (ring["id"], ring["run"])
    again = ringed.data("query ($id: ID!) { community(id: $id) { id size } }", id=ring["id"])["community"]
    assert again == {"id": ring["id"], "size": len(ring["members"])}


def test_what_an_identity_and_its_ring_are_is_a_fixed_number_of_calls(ringed: Any) -> None:
    """However many communities and members."""
    query = "query ($ids: [ID!]!) { identities(ids: $ids) { communities { members { caption } } } }"
    members = [each["id"] for each in ringed.data("{ rings { members { id } } }")["rings"][0]["members"]]
    for asked in (members[:1], members):
        ringed.store.calls.clear()
        ringed.data(query, ids=asked)
        assert ringed.store.calls.keys() == {"links", "nodes"}
        assert ringed.store.calls["links"] == 3  # to the identities, their communities, the members of these
        assert ringed.store.calls["nodes"] <= 3


def test_runs_are_listed_and_asked_for(ringed: Any) -> None:
    parts = "id algorithm parameters engine communities identities writtenAt"
    runs = ringed.data(f"{{ communityRuns {{ {parts} }} }}")["communityRuns"]
    assert [run["algorithm"] for run in runs] == ["rings", "wcc"]
    assert all(run["writtenAt"] and run["engine"] == "local" for run in runs)
    query = "query ($run: String) { communities(limit: 100, run: $run) { run size } }"
    for run in runs:
        found = ringed.data(query, run=run["id"])["communities"]
        assert {community["run"] for community in found} == {run["id"]}
        assert (len(found), sum(community["size"] for community in found)) == (run["communities"], run["identities"])
    newest = ringed.data(query)["communities"]
    assert {community["run"] for community in newest} == {runs[1]["id"]}, "rings are asked for by their own name"


def test_what_is_not_there(ringed: Any, serve: Any, empty: Any, tmp_path: Path) -> None:
    assert ringed.error('{ rings(run: "no-such") { id } }')["extensions"]["code"] == "NOT_FOUND"
    assert ringed.data('{ community(id: "com_no") { id } }') == {"community": None}
    assert ringed.data('{ community(id: "idn_no") { id } }') == {"community": None}
    with serve(empty) as service:
        assert service.data("{ rings { id } communityRuns { id } }") == {"rings": [], "communityRuns": []}
