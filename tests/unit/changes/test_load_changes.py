"""What a load writes: hand-made batches."""

from dataclasses import replace

from identity_graph.changes import LoadOutcome, load_changes, record_node, record_of, said_by
from identity_graph.model import Cause, Identifier, Link, Name, Node, Record, record_node_id
from identity_graph.schema import declared_schema, validate

CAUSE = Cause("load", "batch 1")
ANA = Record(
    "bank",
    "1",
    names=(Name(full="Ana Silva"),),
    birth_dates=("1980-05-17",),
    phones=("+49 30 1234567",),
    identifiers=(Identifier("passport", "C01X00T47", "DE"),),
    observed_on="2024-05-01",
)
BELA = Record("bank", "2", names=(Name(full="Bela Kiss"),), phones=("+49301234567",))
ANA_ID, BELA_ID = (record_node_id("bank", number) for number in "12")


def load(*records: Record, stored: list[Record] | None = None, stale: list[Link] | None = None) -> LoadOutcome:
    before = {node.id: node for node in map(record_node, stored or [])}
    outcome = load_changes(CAUSE, said_by(records), before, stale or [])
    validate(outcome.changes, declared_schema())
    return outcome


def test_new_records_with_their_identifiers_links_and_keys() -> None:
    found = load(ANA, BELA)
    assert (found.new, found.changed, found.unchanged) == ((ANA_ID, BELA_ID), (), 0)
    assert sorted(node.kind for node in found.changes.nodes) == ["Document", "Phone", "Record", "Record"]
    ends = {(link.type, link.source) for link in found.changes.links}
    assert ends == {("HAS_DOCUMENT", ANA_ID), ("HAS_PHONE", ANA_ID), ("HAS_PHONE", BELA_ID)}
    assert found.changes.keys.keys() == {ANA_ID, BELA_ID}
    assert all(found.changes.keys.values())


def test_the_same_again_writes_nothing() -> None:
    found = load(ANA, BELA, stored=[ANA, BELA])
    assert found.changes.is_empty()
    assert (found.new, found.changed, found.unchanged) == ((), (), 2)


def test_a_changed_record_is_written_anew_and_its_stale_links_go() -> None:
    moved = replace(ANA, phones=())
    stale = [Link("HAS_PHONE", ANA_ID, "tel_old"), Link("RESOLVES_TO", ANA_ID, "idn_old")]
    found = load(moved, BELA, stored=[ANA, BELA], stale=stale)
    assert (found.new, found.changed, found.unchanged) == ((), (ANA_ID,), 1)
    assert found.changes.removed_links == tuple(link.key for link in stale)
    assert [link.type for link in found.changes.links] == ["HAS_DOCUMENT"]


def test_any_column_more_is_a_change() -> None:
    assert load(replace(ANA, attributes=(("note", "vip"),)), stored=[ANA]).changed == (ANA_ID,)
    assert load(replace(ANA, kind="organization"), stored=[ANA]).changed == (ANA_ID,)


def test_a_record_twice_in_a_batch_is_written_once() -> None:
    later = replace(ANA, birth_dates=("1981-05-17",))
    found = load(ANA, later)
    assert found.new == (ANA_ID,)
    assert [record_of(node) for node in found.changes.nodes if node.kind == "Record"] == [later]


def test_the_order_of_records_does_not_matter() -> None:
    assert load(ANA, BELA).changes.id == load(BELA, ANA).changes.id


def test_a_record_comes_back_from_its_node() -> None:
    node: Node = record_node(ANA)
    assert record_of(node) == ANA
    assert node.properties["observed_on"] == "2024-05-01"
    assert "country" not in node.properties
