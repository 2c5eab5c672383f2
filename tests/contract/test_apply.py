"""Writing: once, all or nothing, and only what differs."""

from dataclasses import replace

import pytest
from factory import changes, everything, identity, link, phone, record

from identity_graph.errors import InvalidChange
from identity_graph.model import Applied
from identity_graph.stores import GraphStore

ANA, BEN = record("ana"), record("ben")
PHONE = phone(1)
HAS = link("HAS_PHONE", ANA, PHONE)


def test_what_was_written_can_be_read(store: GraphStore) -> None:
    change = changes(ANA, PHONE, HAS, keys={ANA.id: (3, -5)})
    assert store.apply(change) == Applied(change.id, already=False, nodes_written=2, links_written=1)
    assert everything(store) == ([PHONE, ANA], [HAS], {ANA.id: (-5, 3)})


def test_twice_is_once(store: GraphStore) -> None:
    change = changes(ANA, PHONE, HAS)
    store.apply(change)
    assert store.apply(changes(HAS, PHONE, ANA)) == Applied(change.id, already=True)
    assert len(store.ledger()) == 1


def test_the_same_content_for_another_cause_writes_nothing_but_the_ledger(store: GraphStore) -> None:
    same_as = link("SAME_AS", ANA, BEN)
    store.apply(changes(ANA, BEN, PHONE, HAS, same_as, identity(ANA, probability=0.5), reference="a"))
    again = store.apply(changes(ANA, BEN, PHONE, HAS, same_as, identity(ANA, probability=0.5), reference="b"))
    assert (again.already, again.nodes_written, again.links_written) == (False, 0, 0)
    assert len(store.ledger()) == 2


def test_an_upsert_says_all_properties(store: GraphStore) -> None:
    store.apply(changes(replace(ANA, properties=ANA.properties | {"country": "PT"}), PHONE))
    store.apply(changes(link("HAS_PHONE", ANA, PHONE, tier="A", records=2)))
    done = store.apply(changes(ANA, HAS))
    assert (done.nodes_written, done.links_written) == (1, 1)
    assert store.nodes([ANA.id])[ANA.id] == ANA
    assert store.links([ANA.id]) == [HAS]


def test_none_is_never_stored(store: GraphStore) -> None:
    nothing = {"country": None}
    store.apply(changes(replace(ANA, properties=ANA.properties | nothing), PHONE))
    store.apply(changes(replace(HAS, properties={"tier": None})))
    assert store.nodes([ANA.id])[ANA.id] == ANA
    assert store.links([ANA.id]) == [HAS]


def test_a_removed_node_takes_its_links_and_keys_along(store: GraphStore) -> None:
    store.apply(changes(ANA, BEN, PHONE, HAS, link("HAS_PHONE", BEN, PHONE), keys={ANA.id: (1,), BEN.id: (1,)}))
    done = store.apply(changes(removed_nodes=[ANA.id]))
    assert (done.nodes_removed, done.links_removed) == (1, 1)
    assert store.nodes([ANA.id]) == {}
    assert store.links([PHONE.id]) == [link("HAS_PHONE", BEN, PHONE)]
    assert store.block_records([1]) == {BEN.id}
    assert store.apply(changes(removed_nodes=[PHONE.id], reference="hub")).links_removed == 1


def test_a_removed_node_can_come_back_without_its_links(store: GraphStore) -> None:
    store.apply(changes(ANA, PHONE, HAS, keys={ANA.id: (1,)}))
    done = store.apply(changes(ANA, removed_nodes=[ANA.id]))
    assert (done.nodes_removed, done.links_removed, done.nodes_written) == (1, 1, 1)
    assert everything(store)[1:] == ([], {})


def test_removals_come_first(store: GraphStore) -> None:
    store.apply(changes(ANA, PHONE, link("HAS_PHONE", ANA, PHONE, tier="A")))
    done = store.apply(changes(HAS, removed_links=[HAS.key]))
    assert (done.links_removed, done.links_written) == (1, 1)
    assert store.links([ANA.id]) == [HAS]


def test_removing_what_is_not_there_is_nothing(store: GraphStore) -> None:
    done = store.apply(changes(removed_nodes=[ANA.id], removed_links=[HAS.key]))
    assert (done.nodes_removed, done.links_removed) == (0, 0)


def test_an_empty_change_set_is_noted(store: GraphStore) -> None:
    assert not store.apply(changes(reference="nothing")).already
    assert store.applied(["nothing", "other"]) == {"nothing"}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(BEN, properties={}),
        replace(PHONE, properties={"number": 5}),
        replace(HAS, target=BEN.id),
    ],
)
def test_one_wrong_element_and_nothing_is_written(store: GraphStore, wrong: object) -> None:
    with pytest.raises(InvalidChange):
        store.apply(changes(ANA, wrong, phone(2)))  # type: ignore[arg-type]  # a parameter
    assert everything(store) == ([], [], {})
    assert store.ledger() == []


def test_a_link_needs_both_its_ends_and_without_nothing_is_written(store: GraphStore) -> None:
    """This fault is only found beside the graph, with the nodes already on their way."""
    with pytest.raises(InvalidChange, match="not in the graph"):
        store.apply(changes(ANA, HAS))
    assert everything(store) == ([], [], {})
    store.apply(changes(PHONE))
    store.apply(changes(ANA, HAS))
    assert store.links([PHONE.id]) == [HAS]


def test_a_link_to_what_the_same_change_set_removes_is_refused(store: GraphStore) -> None:
    store.apply(changes(ANA, PHONE))
    with pytest.raises(InvalidChange, match="not in the graph"):
        store.apply(changes(HAS, removed_nodes=[PHONE.id]))
    assert set(store.nodes([PHONE.id])) == {PHONE.id}


def test_blocking_keys_need_their_record(store: GraphStore) -> None:
    with pytest.raises(InvalidChange, match="not in the graph"):
        store.apply(changes(keys={ANA.id: (1,)}))


def test_half_a_character_is_refused_without_being_shown(store: GraphStore) -> None:
    with pytest.raises(InvalidChange) as caught:
        store.apply(changes(record("x", country="secret \ud800")))
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert store.ledger() == []
