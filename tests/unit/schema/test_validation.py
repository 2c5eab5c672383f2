"""What a change set may not hold, and that messages never show values."""

from dataclasses import replace

import pytest
from factory import changes, identity, link, phone, record

from identity_graph.errors import InvalidChange
from identity_graph.model import ChangeSet, Link, Node
from identity_graph.schema import SCHEMA_VERSION, declared_schema, validate

ANA, BEN, PHONE = record("ana"), record("ben"), phone(1)
SAME = link("SAME_AS", ANA, BEN)


def fault(change: ChangeSet) -> str:
    with pytest.raises(InvalidChange) as caught:
        validate(change, declared_schema())
    assert "SECRET" not in str(caught.value)
    return str(caught.value)


def test_what_is_right_passes() -> None:
    has = link("HAS_PHONE", ANA, PHONE, records=1, sources=("a",), tier=None)
    validate(changes(ANA, BEN, PHONE, identity(ANA, probability=0.5), SAME, has), declared_schema())
    validate(changes(PHONE, PHONE, SAME, SAME), declared_schema())
    validate(changes(removed_nodes=[ANA.id], removed_links=[SAME.key], keys={ANA.id: (-(2**63),)}), declared_schema())


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (Node(ANA.id, "Person", {"name": "SECRET"}), "no kind 'Person'"),
        (replace(ANA, id=PHONE.id), "its id is not one of a Record"),
        (replace(ANA, id="xyz"), "its id is not one of a Record"),
        (record(1, colour="SECRET"), "no property 'colour'"),
        (record(1, country=("SECRET",)), "country is text, not tuple"),
        (record(1, data=None), "data is missing"),
        (identity(ANA, records=True), "records is integer, not bool"),
        (identity(ANA, records=1.0), "records is integer, not float"),
        (identity(ANA, probability=1), "probability is real, not int"),
        (identity(ANA, probability=float("nan")), "a real is finite"),
        (identity(ANA, probability=float("inf")), "a real is finite"),
        (identity(ANA, records=2**63), "at most 64 bits"),
        (record("x", source="é" * 4_001), "source is indexed, and longer than 8000 bytes"),
        (identity(ANA, sources=["SECRET"]), "sources is texts, not list"),
        (identity(ANA, sources=("SECRET", 5)), "texts are a tuple of str"),
        (Link("KNOWS", ANA.id, BEN.id), "no type 'KNOWS'"),
        (Link("HAS_PHONE", PHONE.id, ANA.id), "cannot start at a Phone"),
        (Link("HAS_PHONE", ANA.id, BEN.id), "cannot end at a Record"),
        (Link("HAS_PHONE", "xyz", PHONE.id), "cannot start at a None"),
        (replace(SAME, source=SAME.target, target=SAME.source), "smaller id first"),
        (replace(SAME, target=SAME.source), "smaller id first"),
        (replace(SAME, properties={}), "weight is missing"),
        (replace(SAME, properties={**SAME.properties, "rules": "SECRET"}), "rules is texts, not str"),
    ],
)
def test_faults(element: Node | Link, message: str) -> None:
    assert message in fault(changes(element))


def test_faults_of_removals_and_keys() -> None:
    assert "is of no kind" in fault(changes(removed_nodes=["xyz_1"]))
    assert "no type 'KNOWS'" in fault(changes(removed_links=[("KNOWS", ANA.id, BEN.id)]))
    assert "smaller id first" in fault(changes(removed_links=[("SAME_AS", SAME.target, SAME.source)]))
    assert "only records have them" in fault(changes(keys={PHONE.id: (1,)}))
    assert "64-bit" in fault(changes(keys={ANA.id: (2**63,)}))


def test_the_same_element_twice_must_be_the_same() -> None:
    assert "comes twice" in fault(changes(PHONE, replace(PHONE, properties={"number": "SECRET"})))
    twice = replace(SAME, properties={**SAME.properties, "tier": "SECRET"})
    assert "comes twice" in fault(changes(SAME, twice))


def test_many_faults_are_counted_not_listed() -> None:
    message = fault(changes(*(record(i, data=None) for i in range(12))))
    assert message.count("data is missing") == 5
    assert "(and 7 more)" in message
    assert f"schema version {SCHEMA_VERSION}" in message
