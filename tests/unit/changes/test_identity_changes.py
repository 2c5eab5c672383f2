"""What a resolution writes: hand-made drafts, from real decisions."""

from dataclasses import replace
from functools import cache

import pytest
from people import prior_model

from identity_graph.analytics import CommunityFound
from identity_graph.analytics.selection import Selection
from identity_graph.changes import (
    Analysis,
    Decision,
    IdentityDraft,
    KnownRecord,
    StoredState,
    analysis_of,
    community_changes,
    community_id,
    identity_changes,
    load_changes,
    match_model_of,
    model_changes,
    run_of,
    said_by,
)
from identity_graph.model import (
    Cause,
    ChangeSet,
    Identifier,
    Link,
    Name,
    Node,
    PostalAddress,
    Record,
    identity_id_of,
    node_id,
)
from identity_graph.normalize import comparable
from identity_graph.resolution import Outcome, PairScorer, decide
from identity_graph.schema import declared_schema, validate

CAUSE = Cause("resolution", "run 1")
MODEL = prior_model().id
HOME = PostalAddress(street="Lindenstrasse 5", postal_code="10115", city="Berlin", country="DE")
PASSPORT = Identifier("passport", "C01X00T47", "DE")
KARL = Record("bank", "1", names=(Name(full="Karl Weber"),), birth_dates=("1950-02-03",), addresses=(HOME,))
KARL = replace(KARL, identifiers=(PASSPORT,), phones=("+49301234567",), observed_on="2020-01-01")
CARL = replace(KARL, source="kyc", names=(Name(full="Carl Weber"),), phones=(), observed_on="2024-01-01")
SON = Record("bank", "2", names=(Name(full="Karl Weber"),), birth_dates=("1990-07-19",), addresses=(HOME,))
LOADED = load_changes(CAUSE, said_by([KARL, CARL, SON]), {}, []).changes
IDS = [node.id for node in LOADED.nodes if node.kind == "Record"]
KNOWN = {
    node.id: KnownRecord(node, tuple(link for link in LOADED.links if link.source == node.id))
    for node in LOADED.nodes
    if node.kind == "Record"
}
DOCUMENTS = {node.id: node for node in LOADED.nodes if node.kind == "Document"}


@cache
def decision(left: int, right: int) -> Decision:
    with PairScorer(prior_model()) as scorer:
        scorer.add([comparable(record) for record in (KARL, CARL, SON)])
        scorer.pair([left], [right])
        (scored,) = scorer.scored()
    return Decision(IDS[left], IDS[right], decide(scored, prior_model()).pair_at(0))


def together() -> list[IdentityDraft]:
    """Karl and Carl are one, the son another."""
    return [IdentityDraft((IDS[0], IDS[1]), (decision(0, 1),)), IdentityDraft((IDS[2],))]


def apart() -> list[IdentityDraft]:
    return [IdentityDraft((id,)) for id in IDS]


def written(drafts: list[IdentityDraft], decisions: list[Decision], stored: StoredState | None = None) -> ChangeSet:
    changes = identity_changes(CAUSE, MODEL, drafts, decisions, KNOWN, DOCUMENTS, stored or StoredState())
    validate(changes, declared_schema())
    return changes


def stored_of(changes: ChangeSet) -> StoredState:
    """What the graph holds after these changes."""
    return StoredState(
        decisions=[link for link in changes.links if link.type in ("SAME_AS", "DIFFERENT_FROM")],
        resolves=[link for link in changes.links if link.type == "RESOLVES_TO"],
        has=[link for link in changes.links if link.type.startswith("HAS_")],
        identities={node.id: node for node in changes.nodes},
    )


def first() -> ChangeSet:
    return written(together(), [decision(0, 1), decision(0, 2)])


def test_a_first_resolution() -> None:
    changes = first()
    founder = min(IDS[0], IDS[1])
    identities = {node.id: node.properties for node in changes.nodes}
    assert identities.keys() == {identity_id_of(founder), identity_id_of(IDS[2])}
    one = identities[identity_id_of(founder)]
    assert (one["records"], one["sources"], one["tier"], one["model"]) == (2, ("bank", "kyc"), "A", MODEL)
    assert "probability" not in identities[identity_id_of(IDS[2])]
    resolves = {link.source: link.target for link in changes.links if link.type == "RESOLVES_TO"}
    assert resolves == {
        IDS[0]: identity_id_of(founder),
        IDS[1]: identity_id_of(founder),
        IDS[2]: identity_id_of(IDS[2]),
    }
    assert changes.removed_nodes == changes.removed_links == ()


def test_an_identity_has_what_its_records_say_with_corroboration() -> None:
    links = [link for link in first().links if link.target in DOCUMENTS]
    (document,) = [link for link in links if link.source.startswith("idn_")]
    said = document.properties
    assert (said["records"], said["sources"], said["tier"]) == (2, ("bank", "kyc"), "A")
    assert (said["first_seen"], said["last_seen"]) == ("2020-01-01", "2024-01-01")


def test_nothing_changed_is_nothing_to_write() -> None:
    assert written(together(), [decision(0, 1), decision(0, 2)], stored_of(first())).is_empty()
    turned = [replace(draft, records=draft.records[::-1]) for draft in together()[::-1]]
    assert written(turned, [decision(0, 2), decision(0, 1)], stored_of(first())).is_empty()


def test_taken_apart_again() -> None:
    """The founding record keeps the identity; the other one founds its own; what was decided otherwise goes."""
    changes = written(apart(), [decision(0, 2)], stored_of(first()))
    founder, other = sorted(IDS[:2])
    assert {node.id for node in changes.nodes} == {identity_id_of(founder), identity_id_of(other)}
    assert changes.removed_nodes == ()
    removed = {(type, source) for type, source, _ in changes.removed_links}
    assert ("RESOLVES_TO", other) in removed
    assert ("SAME_AS", founder) in removed


def test_merged_identities_are_removed_with_their_links() -> None:
    before = stored_of(written(apart(), []))
    changes = written(together(), [decision(0, 1)], before)
    gone = identity_id_of(max(IDS[:2]))
    assert changes.removed_nodes == (gone,)
    assert gone not in {source for _, source, _ in changes.removed_links}
    assert gone not in {end for link in changes.links for end in (link.source, link.target)}


def test_a_record_outside_that_had_the_identity_waits_again() -> None:
    stray = Link("RESOLVES_TO", "rec_stray", identity_id_of(min(IDS[:2])))
    before = stored_of(first())
    changes = written(together(), [decision(0, 1), decision(0, 2)], replace(before, resolves=[*before.resolves, stray]))
    assert changes.removed_links == (stray.key,)
    assert changes.nodes == changes.links == ()


def test_conflicts_lower_the_tier() -> None:
    draft = replace(together()[0], conflicts=1)
    (node,) = written([draft], []).nodes
    assert node.properties["tier"] == "C"


@pytest.mark.parametrize(("other", "outcome", "type"), [(1, "same", "SAME_AS"), (2, "different", "DIFFERENT_FROM")])
def test_decisions_as_links(other: int, outcome: Outcome, type: str) -> None:
    found = decision(0, other)
    assert found.pair.outcome == outcome
    link = found.link(MODEL)
    assert (link.type, link.source < link.target) == (type, True)
    assert link == Decision(found.right, found.left, found.pair).link(MODEL)
    assert link.properties["rules"]
    assert "weber" not in str(link.properties).lower()


def test_communities_of_a_run_stand_beside_those_of_others() -> None:
    members = tuple(sorted(identity_id_of(id) for id in IDS))
    found = [CommunityFound(members[0], members, {"Address": 1}, {"shared": 3, "expected": 0.1, "p_value": 0.01})]
    analysis = Analysis("rings", {"members_min": 4}, Selection(types=("HAS_ADDRESS",), directed=True), "local", 3, 17)
    run = run_of(analysis, found)
    (id,) = (community_id(run, each) for each in found)
    changes = community_changes(run, 0, analysis, found, {})
    validate(changes, declared_schema())
    assert (changes.removed_nodes, changes.removed_links) == ((), ())
    assert [(node.id, node.properties["stable"]) for node in changes.nodes] == [(id, id)]
    assert {(link.source, link.target) for link in changes.links} == {(member, id) for member in members}
    assert analysis_of(changes.nodes[0]) == analysis
    assert community_changes(run, 0, analysis, found, {id: "older"}).nodes[0].properties["stable"] == "older"


def test_a_run_is_another_where_anything_is() -> None:
    members = tuple(sorted(identity_id_of(id) for id in IDS))
    found = [CommunityFound(members[0], members, {})]
    analysis = Analysis("wcc", {}, Selection(types=("HAS_PHONE",)), "local", 3, 17)
    others = [replace(analysis, sequence=18), replace(analysis, engine="gds"), replace(analysis, algorithm="cdlp")]
    others += [replace(analysis, selection=Selection(types=("HAS_EMAIL",)))]
    runs = [run_of(analysis, found), run_of(analysis, []), *(run_of(other, found) for other in others)]
    assert len(set(runs)) == len(runs)
    assert run_of(analysis, found) == runs[0]


def test_the_new_model_is_the_active_one() -> None:
    old = Node(node_id("Model", "old"), "Model", {**model_node().properties, "active": True})
    changes = model_changes(Cause("model", "new"), prior_model(), [old])
    validate(changes, declared_schema())
    assert {node.id: node.properties["active"] for node in changes.nodes} == {old.id: False, MODEL: True}
    assert match_model_of(model_node()) == prior_model()


def model_node() -> Node:
    return model_changes(Cause("model", "new"), prior_model(), []).nodes[0]
