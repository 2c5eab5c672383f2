"""Communities by shared signals: hand-made cases."""

import random

from identity_graph.analytics import CommunityFound, shared_signal_communities
from identity_graph.model import Link


def links(*pairs: str) -> list[Link]:
    """``"a-tel_1"``: the identity a has the telephone 1."""
    return [Link("HAS", *pair.split("-")) for pair in pairs]


def test_three_in_a_chain_are_a_community_two_are_a_couple() -> None:
    found = shared_signal_communities(
        links("a-tel_1", "b-tel_1", "b-dev_1", "c-dev_1", "x-adr_1", "y-adr_1", "z-adr_2")
    )
    assert found == [CommunityFound("a", ("a", "b", "c"), {"Device": 1, "Phone": 1})]


def test_a_generic_signal_joins_nobody() -> None:
    office = links(*(f"p{n}-adr_1" for n in range(5)))
    assert shared_signal_communities(office, generic_over=4) == []
    assert [len(c.identities) for c in shared_signal_communities(office, generic_over=5)] == [5]


def test_a_generic_signal_beside_a_telling_one() -> None:
    office = links(*(f"p{n}-adr_1" for n in range(30)), *(f"p{n}-dev_1" for n in range(3)))
    (found,) = shared_signal_communities(office)
    assert (found.identities, found.signals) == (("p0", "p1", "p2"), {"Device": 1})


def test_an_identity_that_has_a_signal_twice_shares_it_with_nobody() -> None:
    assert shared_signal_communities(links("a-tel_1", "a-tel_1", "a-tel_1"), identities_min=1) == []


def test_the_largest_first_then_by_label() -> None:
    found = shared_signal_communities(
        links(*(f"{n}-tel_1" for n in "def"), *(f"{n}-tel_2" for n in "abc"), *(f"{n}-tel_3" for n in "wxyz"))
    )
    assert [community.label for community in found] == ["w", "a", "d"]


def test_the_order_of_links_does_not_matter() -> None:
    dice = random.Random(1)
    some = links(*(f"{dice.randrange(200):03}-tel_{dice.randrange(70)}" for _ in range(100)))
    expected = shared_signal_communities(some)
    assert len(expected) > 2
    for _ in range(20):
        dice.shuffle(some)
        assert shared_signal_communities(some) == expected


def test_nobody() -> None:
    assert shared_signal_communities([]) == []
