"""Lookups, pages, links, finding and counting."""

import pytest
from factory import changes, everything, identity, link, phone, record

from identity_graph.errors import StoreError
from identity_graph.model import Link, Node
from identity_graph.stores import GraphStore

RECORDS = sorted((record(i) for i in range(25)), key=lambda node: node.id)
PHONES = [phone(i) for i in range(5)]
IDENTITIES = [identity(node, tier="AB"[i % 2]) for i, node in enumerate(RECORDS[:10])]
HAS = sorted(
    [link("HAS_PHONE", node, PHONES[i % 5], records=i) for i, node in enumerate(RECORDS)]
    + [link("HAS_PHONE", node, PHONES[0]) for node in IDENTITIES],
    key=lambda each: each.key,
)
RESOLVES = [link("RESOLVES_TO", a, b) for a, b in zip(RECORDS, IDENTITIES, strict=False)]
SAME = [link("SAME_AS", RECORDS[0], RECORDS[i]) for i in range(1, 4)]
ALL: list[Node | Link] = [*RECORDS, *PHONES, *IDENTITIES, *HAS, *RESOLVES, *SAME]


@pytest.fixture(autouse=True)
def _filled(store: GraphStore) -> None:
    store.apply(changes(*ALL))


def test_nodes_come_in_the_order_asked_and_unknown_ids_are_left_out(store: GraphStore) -> None:
    ids = [PHONES[3].id, "rec_nobody", "xyz", "", RECORDS[7].id, PHONES[3].id, "rec_\ud800"]
    assert list(store.nodes(ids).values()) == [PHONES[3], RECORDS[7]]
    assert store.nodes([]) == {}


def test_many_ids_at_once(store: GraphStore) -> None:
    ids = [node.id for node in RECORDS] + [f"rec_{i}" for i in range(50_000)]
    assert len(store.nodes(ids)) == len(RECORDS)
    assert len(store.links(ids, ["SAME_AS"])) == 3


@pytest.mark.parametrize("page", [1, 2, 7, 24, 25, 26, 1000])
def test_pages_together_are_everything_in_order(store: GraphStore, page: int) -> None:
    nodes, links, _ = everything(store, page)
    assert [node for node in nodes if node.kind == "Record"] == RECORDS
    assert len(nodes) == len(RECORDS) + len(PHONES) + len(IDENTITIES)
    assert [each for each in links if each.type == "HAS_PHONE"] == HAS
    assert len(links) == len(HAS) + len(RESOLVES) + len(SAME)


def test_a_page_after_something_that_is_not_there(store: GraphStore) -> None:
    assert store.page_nodes("Record", RECORDS[4].id + "x", 2) == RECORDS[5:7]
    assert store.page_nodes("Record", "zzz") == []
    key = ("HAS_PHONE", HAS[12].source, HAS[12].target + "x")
    assert store.page_links("HAS_PHONE", key, 3) == HAS[13:16]
    assert store.page_links("HAS_PHONE", ("HAS_PHONE", "zzz", "")) == []


def test_links_by_direction(store: GraphStore) -> None:
    first = RECORDS[0]
    out = [link("HAS_PHONE", first, PHONES[0], records=0), RESOLVES[0], *(s for s in SAME if s.source == first.id)]
    assert store.links([first.id], direction="out") == out
    assert store.links([IDENTITIES[0].id], direction="in") == [RESOLVES[0]]
    assert store.links([PHONES[1].id], direction="out") == []
    assert len(store.links([PHONES[0].id])) == 5 + len(IDENTITIES)


def test_links_of_several_nodes_come_once_and_ordered(store: GraphStore) -> None:
    ids = [node.id for node in (*RECORDS, *PHONES, *IDENTITIES)]
    everything_once = sorted((*HAS, *RESOLVES, *SAME), key=lambda each: each.key)
    assert store.links(ids) == everything_once
    assert store.links(ids, direction="in") == everything_once
    assert store.links(ids, ["SAME_AS", "RESOLVES_TO"]) == sorted((*RESOLVES, *SAME), key=lambda each: each.key)
    assert store.links(["rec_nobody"]) == []


def test_links_between(store: GraphStore) -> None:
    ids = [RECORDS[0].id, RECORDS[1].id, RECORDS[5].id, PHONES[0].id]
    assert {each.key for each in store.links_between(ids)} == {
        ("HAS_PHONE", RECORDS[0].id, PHONES[0].id),
        ("HAS_PHONE", RECORDS[5].id, PHONES[0].id),
        SAME[0].key,
    }
    assert store.links_between(ids, ["SAME_AS"]) == [SAME[0]]
    assert store.links_between([RECORDS[0].id]) == []


def test_find(store: GraphStore) -> None:
    expected = sorted((node for node in IDENTITIES if node.properties["tier"] == "B"), key=lambda node: node.id)
    assert store.find("Identity", "tier", "B") == expected
    assert store.find("Identity", "tier", "B", limit=2) == expected[:2]
    assert store.find("Identity", "tier", "Z") == []


def test_a_misspelt_kind_type_or_property_is_no_empty_answer(store: GraphStore) -> None:
    with pytest.raises(StoreError, match="Reccord"):
        store.page_nodes("Reccord")
    with pytest.raises(StoreError, match="HAS_FONE"):
        store.links([RECORDS[0].id], ["HAS_FONE"])
    with pytest.raises(StoreError, match="HAS_FONE"):
        store.page_links("HAS_FONE")
    with pytest.raises(StoreError, match="not indexed"):
        store.find("Phone", "number", "+490")


def test_unresolved(store: GraphStore) -> None:
    expected = [node.id for node in RECORDS[10:]]
    assert store.unresolved() == expected
    assert store.unresolved(after=expected[2], limit=4) == expected[3:7]


def test_counts(store: GraphStore) -> None:
    sizes = store.counts()
    assert {kind: count for kind, count in sizes.nodes.items() if count} == {"Record": 25, "Phone": 5, "Identity": 10}
    assert {type: count for type, count in sizes.links.items() if count} == {
        "HAS_PHONE": len(HAS),
        "RESOLVES_TO": 10,
        "SAME_AS": 3,
    }
    assert sizes.nodes["Device"] == sizes.links["MEMBER_OF"] == 0
