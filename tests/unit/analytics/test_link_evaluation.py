"""Held-out links are found where neighbours say something, and not where they do not."""

import numpy as np
import pyarrow as pa
import pytest

from identity_graph.analytics.link_evaluation import evaluated
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.errors import SettingsError

VERTICES = 400


def network(source: np.ndarray, target: np.ndarray) -> Network:
    return network_of_numbers(pa.array(range(VERTICES), pa.int64()), source, target)


def cliques() -> Network:
    source, target = np.triu_indices(VERTICES, 1)
    together = source // 10 == target // 10
    return network(source[together], target[together])


@pytest.mark.parametrize("measure", ["adamic_adar", "resource_allocation", "jaccard"])
def test_in_cliques_every_held_out_link_is_found(measure: str) -> None:
    found = evaluated(cliques(), {"measure": measure})
    assert found.auc > 0.99
    assert found.precision == 1.0
    assert found.by_chance < 0.01
    assert found == evaluated(cliques(), {"measure": measure})


def test_in_a_random_network_nothing_can_be_found() -> None:
    dice = np.random.default_rng(1)
    found = evaluated(network(*dice.integers(0, VERTICES, (2, 4000))), {"measure": "jaccard"})
    assert found.auc == pytest.approx(0.5, abs=0.06)
    assert found.precision < 0.1


def test_too_few_links() -> None:
    with pytest.raises(SettingsError, match="too few links"):
        evaluated(network(np.array([0]), np.array([1])), {})
