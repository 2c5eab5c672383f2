"""Results kept up to date are exactly those of a run on the whole network."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity_graph.analytics import local
from identity_graph.analytics.incremental import KeptComponents, KeptLabels, LinkChange
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.errors import SettingsError

VERTICES = 24
Pairs = list[tuple[int, int]]


def network(pairs: Pairs) -> Network:
    return network_of_numbers(pa.array(range(VERTICES), pa.int64()), *ends(pairs))


def ends(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    both = np.array(pairs, np.int32).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def drawn(dice: Random, before: Network, count: int) -> LinkChange:
    """Some links go, about as many come."""
    there = list(zip(before.source.tolist(), before.target.tolist(), strict=True))
    gone = dice.sample(there, min(count, len(there)))
    asked = {tuple(sorted(dice.sample(range(VERTICES), 2))) for _ in range(dice.randint(0, count))}
    turned = [pair if dice.random() < 0.5 else pair[::-1] for pair in gone]
    return LinkChange(*ends(turned), *ends(sorted(asked - set(there))))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 50), st.integers(0, 5))
def test_as_a_run_on_the_whole(seed: int, links: int, iterations: int) -> None:
    dice = Random(seed)
    now = network([tuple(dice.sample(range(VERTICES), 2)) for _ in range(links)])  # type: ignore[misc]  # two each
    components, labels = KeptComponents(now), KeptLabels(now, iterations)
    for _ in range(6):
        change = drawn(dice, now, dice.choice((1, 2, 12)))
        components.change(change)
        labels.change(change)
        now = change.applied(now)
        assert components.labels().tolist() == local.run("wcc", now)["label"].to_pylist()
        expected = local.run("cdlp", now, {"iterations": iterations})
        assert labels.labels().tolist() == expected["label"].to_pylist()


def test_a_link_that_is_not_there_cannot_go_and_one_that_is_cannot_come() -> None:
    none = ends([])
    with pytest.raises(SettingsError, match="not in the network"):
        KeptComponents(network([(0, 1)])).change(LinkChange(*ends([(0, 2)]), *none))
    with pytest.raises(SettingsError, match="in the network already"):
        KeptComponents(network([(0, 1)])).change(LinkChange(*none, *ends([(1, 0)])))


def test_directions_cannot_be_kept() -> None:
    directed = network_of_numbers(pa.array([0, 1]), *ends([(0, 1)]), directed=True)
    with pytest.raises(SettingsError, match="undirected"):
        KeptLabels(directed, 3)
