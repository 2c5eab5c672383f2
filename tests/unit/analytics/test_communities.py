"""Communities in what procedures hand back: hand-made cases."""

import random

import pyarrow as pa

from identity_graph.analytics import CommunityFound, communities_of, local, rings_of
from identity_graph.analytics.network import network_of_table


def links(*pairs: str) -> pa.Table:
    """``"a-tel_1"``: the identity idn_a has the telephone 1."""
    ends = [pair.split("-") for pair in pairs]
    return pa.table({"source": [f"idn_{a}" for a, _ in ends], "target": [b for _, b in ends]})


def found(table: pa.Table, *, procedure: str = "wcc", identities_min: int = 3) -> list[CommunityFound]:
    labels = local.run(procedure, network_of_table(table))
    return communities_of(labels, table, identities_min=identities_min)


def test_three_in_a_chain_are_a_community_two_are_a_couple() -> None:
    table = links("a-tel_1", "b-tel_1", "b-dev_1", "c-dev_1", "c-eml_9", "x-adr_1", "y-adr_1", "z-adr_2")
    assert found(table) == [CommunityFound("idn_a", ("idn_a", "idn_b", "idn_c"), {"Device": 1, "Phone": 1})]
    assert len(found(table, identities_min=2)) == 2


def test_an_identity_that_has_a_signal_twice_shares_it_with_nobody() -> None:
    (alone,) = found(links("a-tel_1", "a-tel_1"), identities_min=1)
    assert alone == CommunityFound("idn_a", ("idn_a",), {})


def test_the_largest_first_then_by_label() -> None:
    table = links(*(f"{n}-tel_1" for n in "def"), *(f"{n}-tel_2" for n in "abc"), *(f"{n}-tel_3" for n in "wxyz"))
    assert [community.label for community in found(table)] == ["idn_w", "idn_a", "idn_d"]


def test_a_signal_labelled_with_others_holds_together_those_who_have_it() -> None:
    table = links("a-tel_1", "b-tel_1", "c-tel_1")
    labels = pa.table({"id": ["idn_a", "idn_b", "idn_c", "tel_1"], "label": ["idn_a", "idn_a", "idn_a", "tel_1"]})
    assert communities_of(labels, table)[0].signals == {"Phone": 1}


def test_links_from_identity_to_identity_are_no_signals() -> None:
    table = links("a-idn_b", "b-idn_c")
    assert found(table) == [CommunityFound("idn_a", ("idn_a", "idn_b", "idn_c"), {})]


def test_the_order_of_links_does_not_matter() -> None:
    dice = random.Random(1)
    some = [f"{dice.randrange(200):03}-tel_{dice.randrange(70)}" for _ in range(100)]
    expected = found(links(*some))
    assert len(expected) > 2
    for _ in range(5):
        dice.shuffle(some)
        assert found(links(*some)) == expected


def test_nobody() -> None:
    empty = pa.table({"source": pa.array([], pa.string()), "target": pa.array([], pa.string())})
    assert found(empty) == []


def test_rings_keep_their_measures_and_their_order() -> None:
    row = {"label": "idn_b", "members": ["idn_b", "idn_c"], "signals": ["dev_1", "dev_2", "tel_1"]}
    groups = pa.Table.from_pylist([{**row, "shared": 6, "expected": 0.5, "p_value": 0.001}])
    measures = {"shared": 6, "expected": 0.5, "p_value": 0.001}
    assert rings_of(groups) == [CommunityFound("idn_b", ("idn_b", "idn_c"), {"Device": 2, "Phone": 1}, measures)]
