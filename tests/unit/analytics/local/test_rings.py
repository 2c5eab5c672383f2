"""Rings: what is held together beyond chance, and what is not."""

import random

import pytest

from identity_graph.analytics import local
from identity_graph.analytics.network import Network, network_of_links
from identity_graph.errors import SettingsError
from identity_graph.model import Link

CROWD = [f"idn_c{n:03}-{kind}_c{n}" for n in range(400) for kind in ("adr", "dev", "eml", "tel")]
"""People who share nothing: what makes sharing unlikely."""
RING = [f"idn_r{n}-{kind}_r{n % some}" for n in range(8) for kind, some in (("dev", 2), ("tel", 4), ("eml", 3))]
FAMILY = [f"idn_f{n}-{signal}" for n in range(5) for signal in ("adr_f", "tel_f", "dev_f")]
STAR = [f"idn_s{n}-tel_s" for n in range(8)]


def network(*pairs: str) -> Network:
    return network_of_links((Link("HAS", *pair.split("-")) for pair in pairs), directed=True)


def test_a_ring_is_found_and_explained() -> None:
    (found,) = local.run("rings", network(*CROWD, *RING)).to_pylist()
    assert found["members"] == [f"idn_r{n}" for n in range(8)]
    assert found["signals"] == sorted({pair.partition("-")[2] for pair in RING})
    assert (found["label"], found["shared"]) == ("idn_r0", len(RING))
    assert found["expected"] < 1
    assert found["p_value"] < 1e-6


def test_a_family_is_one_unit_unless_told_otherwise() -> None:
    assert local.run("rings", network(*CROWD, *FAMILY)).num_rows == 0
    (found,) = local.run("rings", network(*CROWD, *FAMILY), {"household": "none"}).to_pylist()
    assert len(found["members"]) == 5


def test_one_shared_number_is_no_ring() -> None:
    assert local.run("rings", network(*CROWD, *STAR)).num_rows == 0


def test_links_drawn_at_random_are_no_ring() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        some = [
            f"idn_{dice.randrange(500)}-{kind}_{dice.randrange(400)}" for kind in ("tel", "dev") for _ in range(500)
        ]
        assert local.run("rings", network(*some)).num_rows == 0


def test_the_order_does_not_matter() -> None:
    links = [*CROWD, *RING, *FAMILY, *STAR]
    expected = local.run("rings", network(*links))
    random.Random(1).shuffle(links)
    assert local.run("rings", network(*links)).equals(expected)


def test_directions_are_needed() -> None:
    with pytest.raises(SettingsError, match="directed"):
        local.run("rings", network_of_links([Link("HAS", "idn_a", "tel_b")]))
