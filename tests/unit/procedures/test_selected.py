"""What a selection takes out of a store: as its docstring says."""

from collections.abc import Iterator

import pytest
from factory import changes, identity, link, phone, record

import identity_graph.procedures.selected as selected
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.migrations import migrate
from identity_graph.procedures import select
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

RECORDS = [record(number) for number in range(6)]
WHO = [identity(each) for each in RECORDS]
PHONES = [phone(number) for number in range(2)]
HAS = [link("HAS_PHONE", who, PHONES[0], tier="A" if n < 2 else "B", records=n + 1) for n, who in enumerate(WHO[:4])]
HAS += [link("HAS_PHONE", WHO[4], PHONES[1]), link("HAS_PHONE", RECORDS[5], PHONES[1])]
SAID = link("HAS_PHONE", RECORDS[0], PHONES[0])


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store("sqlite::memory:", Settings()) as opened:
        migrate(opened)
        resolved = [link("RESOLVES_TO", one, other) for one, other in zip(RECORDS, WHO, strict=True)]
        opened.apply(changes(*RECORDS, *WHO, *PHONES, *HAS, SAID, *resolved))
        yield opened


def pairs(store: GraphStore, selection: Selection) -> set[tuple[str, str]]:
    links = select(store, selection).links
    return set(zip(links["source"].to_pylist(), links["target"].to_pylist(), strict=True))


@pytest.mark.parametrize("page", [1, 2, 10_000])
def test_links_of_a_kind_only(store: GraphStore, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selected, "PAGE", page)
    mine = {each.key[1:] for each in HAS if each.source.startswith("idn_")}
    assert pairs(store, Selection(types=("HAS_PHONE",))) == mine
    every = {each.key[1:] for each in (*HAS, SAID)}
    assert pairs(store, Selection(types=("HAS_PHONE",), source_kind=None)) == every
    both = Selection(types=("HAS_PHONE", "RESOLVES_TO"), source_kind="Record")
    assert len(pairs(store, both)) == 6 + 2


def test_tiers(store: GraphStore) -> None:
    assert len(pairs(store, Selection(types=("HAS_PHONE",), tiers=("A",)))) == 2
    assert len(pairs(store, Selection(types=("HAS_PHONE",), tiers=("A", "B")))) == 4


def test_weights_are_1_where_a_link_has_none(store: GraphStore) -> None:
    links = select(store, Selection(types=("HAS_PHONE",), weight="records")).links
    assert sorted(links["weight"].to_pylist()) == [1, 1, 2, 3, 4]
    assert "weight" not in select(store, Selection(types=("HAS_PHONE",))).links.column_names


def test_kinds_are_vertices_without_a_link_too(store: GraphStore) -> None:
    network = select(store, Selection(types=("HAS_PHONE",), kinds=("Identity",), directed=True)).network()
    assert network.vertex_count == 6 + 2
    assert network.directed
    assert select(store, Selection(types=("HAS_PHONE",))).network().vertex_count == 5 + 2


def test_a_generic_target_is_left_out_with_its_links(store: GraphStore) -> None:
    selection = Selection(types=("HAS_PHONE",), kinds=("Identity", "Phone"), generic_over=3)
    taken = select(store, selection)
    assert taken.links["target"].to_pylist() == [PHONES[1].id]
    assert PHONES[0].id not in taken.vertices.to_pylist()
    assert taken.network().vertex_count == 6 + 1
    assert len(pairs(store, Selection(types=("HAS_PHONE",), generic_over=4))) == 5, "as many are none too many"
    few = Selection(types=("HAS_PHONE",), tiers=("A",), generic_over=2)
    assert len(pairs(store, few)) == 2, "only links of the selection count"


def test_nothing_taken_is_an_empty_network(store: GraphStore) -> None:
    assert select(store, Selection(types=("HAS_EMAIL",))).network().vertex_count == 0


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(types=("KNOWS",)), "no link types KNOWS; there are DIFFERENT_FROM"),
        (Selection(types=("HAS_PHONE",), kinds=("Person",)), "no kinds Person"),
        (Selection(types=("HAS_PHONE",), source_kind="Person"), "no kinds Person"),
        (Selection(types=("HAS_PHONE",), weight="heft"), "no link properties heft"),
        (Selection(types=()), "one link type at least"),
        (Selection(types=("HAS_PHONE",), generic_over=0), "1 at least"),
    ],
)
def test_what_the_schema_does_not_have(store: GraphStore, selection: Selection, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        select(store, selection)


def test_too_large_for_memory_is_said_before_it_is(store: GraphStore) -> None:
    with pytest.raises(SettingsError, match=r"too large for this machine's memory.*Select fewer link types"):
        select(store, Selection(types=("HAS_PHONE",)), memory=lambda: 100)
    assert (selected.memory_free() or 1) > 0
