"""Every query, asked of a real server over HTTP."""

from typing import Any

import pytest

IDENTITY = """query ($id: ID!) { identity(id: $id) {
  id askedFor kind caption tier probability sources recordCount model
  records { id source recordId observedOn kind country names { text type } birthDates nationalities }
  attributes { kind id tier records sources firstSeen lastSeen value scheme country valid }
  decisions { source target type probability weight tier rules review model evidence { comparison level weight } }
} }"""
EXPLAIN = """query ($left: String!, $right: String!) { explain(left: $left, right: $right) {
  left { recordId } right { recordId } sameIdentity outcome probability weight prior threshold model
  evidence { comparison level weight adjustment left right } notSaid
  rules { name effect reason } sharedKeys wouldChange path
} }"""


def identity_of(service: Any, record: str, source: str = "crm") -> dict[str, Any]:
    query = "query ($s: String!, $r: String!) { record(source: $s, recordId: $r) { id identity { id } } }"
    found: dict[str, Any] = service.data(query, s=source, r=record)["record"]
    return found


def test_an_identity_with_its_records_attributes_and_decisions(full: Any) -> None:
    id = identity_of(full, "crm-0")["identity"]["id"]
    found = full.data(IDENTITY, id=id)["identity"]
    assert (found["id"], found["askedFor"], found["kind"], found["tier"]) == (id, id, "PERSON", "A")
    assert found["caption"] == "Ana Maria Oliveira"
    assert found["sources"] == ["crm", "kyc", "payments"]
    assert found["recordCount"] == 3
    assert found["probability"] > 0.95
    assert sorted(record["recordId"] for record in found["records"]) == ["crm-0", "kyc-0", "payments-0"]
    crm = next(record for record in found["records"] if record["source"] == "crm")
    assert crm["names"] == [{"text": "Ana Maria Oliveira", "type": "primary"}]
    assert (crm["birthDates"], crm["country"], crm["observedOn"]) == (["1978-11-12"], "BR", "2024-01-02")
    passport = next(attribute for attribute in found["attributes"] if attribute["kind"] == "Document")
    assert (passport["scheme"], passport["country"], passport["value"]) == ("passport", "BR", "X00480037")
    assert (passport["tier"], passport["records"]) == ("A", 3)
    assert (passport["firstSeen"], passport["lastSeen"]) == ("2024-01-02", "2025-03-04")


def test_the_decisions_of_an_identity_carry_their_evidence(service: Any) -> None:
    decisions = service.data(IDENTITY, id=identity_of(service, "crm-0")["identity"]["id"])["identity"]["decisions"]
    assert len(decisions) == 3
    for decision in decisions:
        assert (decision["type"], decision["tier"], decision["review"]) == ("SAME_AS", "A", False)
        assert "document" in {evidence["comparison"] for evidence in decision["evidence"]}
        weights = [abs(evidence["weight"]) for evidence in decision["evidence"]]
        assert weights == sorted(weights, reverse=True)


def test_an_id_that_was_given_out_before_and_a_record_id_lead_to_the_identity(service: Any) -> None:
    records = [identity_of(service, f"{source}-0", source) for source in ("crm", "kyc", "payments")]
    assert len({record["identity"]["id"] for record in records}) == 1
    for record in records:
        for asked in (record["id"], record["id"].replace("rec_", "idn_")):
            found = service.data("query ($id: ID!) { identity(id: $id) { id askedFor } }", id=asked)["identity"]
            assert found == {"id": record["identity"]["id"], "askedFor": asked}


@pytest.mark.parametrize("id", ["idn_aaaaaaaaaaaaaaaaaaaaaaaaaa", "rec_nothing", "tel_x", "what", "", "é" * 5000])
def test_an_unknown_id_gives_null(service: Any, id: str) -> None:
    assert service.data("query ($id: ID!) { identity(id: $id) { id } }", id=id) == {"identity": None}


def test_several_identities_come_in_the_order_asked_for(service: Any) -> None:
    ids = [identity_of(service, f"crm-{number}")["id"] for number in (4, 2, 4)]
    asked = [ids[0], "idn_unknown", *ids[1:]]
    found = service.data("query ($ids: [ID!]!) { identities(ids: $ids) { askedFor } }", ids=asked)["identities"]
    assert found == [{"askedFor": ids[0]}, None, {"askedFor": ids[1]}, {"askedFor": ids[2]}]
    assert service.data("{ identities(ids: []) { id } }") == {"identities": []}


def test_a_record_that_is_not_there_is_null(service: Any) -> None:
    assert service.data('{ record(source: "crm", recordId: "none") { id } }') == {"record": None}


@pytest.mark.parametrize(
    ("scheme", "value", "country"),
    [
        ("passport", "X00480037", "BR"),
        ("phone", "0151 23456700", "DE"),
        ("phone", "+4915123456700", None),
        ("email", "ANA.Oliveira@mail.example", None),
    ],
)
def test_lookup_by_identifier(service: Any, scheme: str, value: str, country: str | None) -> None:
    query = "query ($s: String!, $v: String!, $c: String) { lookup(scheme: $s, value: $v, country: $c) { id } }"
    wanted = identity_of(service, "crm-0")["identity"]
    assert service.data(query, s=scheme, v=value, c=country) == {"lookup": [wanted]}


@pytest.mark.parametrize("scheme", ["passport", "phone", "email", "no such scheme"])
def test_lookup_of_what_nobody_has_is_empty(service: Any, scheme: str) -> None:
    query = 'query ($s: String!) { lookup(scheme: $s, value: "nobody has 0", country: "DE") { id } }'
    assert service.data(query, s=scheme) == {"lookup": []}


def test_a_shared_phone_finds_everybody_who_has_it(service: Any) -> None:
    found = service.data('{ lookup(scheme: "phone", value: "+4915123456701") { records { recordId } } }')["lookup"]
    together = sorted(sorted(record["recordId"] for record in identity["records"]) for identity in found)
    assert together == [["crm-1", "kyc-1", "payments-1"], ["crm-thief"]]


def test_why_two_records_are_one(full: Any) -> None:
    found = full.data(EXPLAIN, left="crm:crm-0", right="kyc:kyc-0")["explain"]
    assert (found["left"], found["right"]) == ({"recordId": "crm-0"}, {"recordId": "kyc-0"})
    assert (found["sameIdentity"], found["outcome"], found["threshold"]) == (True, "SAME", 0.95)
    assert found["prior"] + sum(evidence["weight"] for evidence in found["evidence"]) == pytest.approx(found["weight"])
    document = next(evidence for evidence in found["evidence"] if evidence["comparison"] == "document")
    assert "X00480037" in document["left"]
    assert found["rules"][0]["effect"] == "MUST_LINK"
    assert "document" in found["rules"][0]["reason"]
    assert "document" in found["sharedKeys"]
    assert found["path"] == [identity_of(full, "crm-0")["id"], identity_of(full, "kyc-0", "kyc")["id"]]


def test_why_two_records_are_not_one(service: Any) -> None:
    found = service.data(EXPLAIN, left="crm:crm-0", right="crm:crm-9")["explain"]
    assert found["outcome"] in {"UNRELATED", "DIFFERENT"}
    assert (found["sameIdentity"], found["path"]) == (False, [])


def test_explain_takes_ids_too(service: Any) -> None:
    left, right = identity_of(service, "crm-1"), identity_of(service, "crm-thief")
    found = service.data(EXPLAIN, left=left["identity"]["id"], right=right["id"])["explain"]
    assert (found["sameIdentity"], found["outcome"]) == (False, "REVIEW")


def test_pairs_that_wait_for_a_person(service: Any) -> None:
    found = service.data(
        "{ review { type review probability tier sourceRecord { recordId } targetRecord { recordId } } }"
    )
    assert found["review"]
    for decision in found["review"]:
        assert (decision["type"], decision["review"], decision["tier"]) == ("SAME_AS", True, "D")
        assert "crm-thief" in {decision["sourceRecord"]["recordId"], decision["targetRecord"]["recordId"]}
    assert len(service.data("{ review(limit: 1) { source } }")["review"]) == 1


def test_communities_and_what_holds_them_together(service: Any) -> None:
    [community] = service.data("{ communities { size signals { name count } members { records { recordId } } } }")[
        "communities"
    ]
    assert community["size"] == len(community["members"]) == 3
    assert {"name": "Device", "count": 1} in community["signals"]
    assert len(service.data("{ communities { members(limit: 2) { id } } }")["communities"][0]["members"]) == 2


def test_what_is_around_an_identity_and_around_any_node(service: Any) -> None:
    id = identity_of(service, "crm-0")["identity"]["id"]
    parts = "{ nodes { id kind label tier } links { type source target probability tier } truncated }"
    query = f"query ($id: ID!) {{ identity(id: $id) {{ neighbourhood(hops: 1) {parts} }} }}"
    around = service.data(query, id=id)["identity"]["neighbourhood"]
    assert around["nodes"][0]["id"] == id
    assert {"Identity", "Record", "Document", "Device"} <= {node["kind"] for node in around["nodes"]}
    ids = {node["id"] for node in around["nodes"]}
    assert {link[end] for link in around["links"] for end in ("source", "target")} <= ids
    assert around["truncated"] is False
    device = next(node["id"] for node in around["nodes"] if node["kind"] == "Device")
    query = f"query ($id: ID!) {{ neighbourhood(id: $id, hops: 1, limit: 3) {parts} }}"
    around = service.data(query, id=device)["neighbourhood"]
    assert (len(around["nodes"]), around["truncated"]) == (3, True)


def test_tiers_have_a_written_definition(service: Any) -> None:
    tiers = service.data("{ tiers { of tier definition version } }")["tiers"]
    assert [(tier["of"], tier["tier"]) for tier in tiers] == [
        (of, tier) for of in ("LINK", "IDENTITY", "ATTRIBUTE") for tier in "ABCD"
    ]
    assert all(len(tier["definition"]) > 10 for tier in tiers)


def test_stats(service: Any) -> None:
    stats = service.data("{ stats { schemaVersion nodes { name count } links { name count } } }")["stats"]
    nodes = {count["name"]: count["count"] for count in stats["nodes"]}
    links = {count["name"]: count["count"] for count in stats["links"]}
    assert (nodes["Record"], nodes["Identity"], links["RESOLVES_TO"]) == (40, 14, 40)
    assert stats["schemaVersion"] >= 1


def test_introspection_shows_the_documentation(service: Any) -> None:
    found = service.data('{ __type(name: "Identity") { description fields { name description } } }')["__type"]
    assert "records" in {field["name"] for field in found["fields"]}
    assert found["description"]


def test_a_graph_without_anything_answers_too(serve: Any, empty: Any) -> None:
    with serve(empty) as service:
        found = service.data('{ communities { id } review { source } lookup(scheme: "email", value: "a@b.de") { id } }')
        assert found == {"communities": [], "review": [], "lookup": []}
        told = service.error('{ explain(left: "crm:1", right: "crm:2") { outcome } }')
        assert told["extensions"]["code"] == "NOT_RESOLVED"
