"""Taking components apart: hand-made cases."""

from collections.abc import Mapping

import numpy as np
import pytest

from identity_graph.resolution.clusters import COMPONENT_MAX, bounded_components, clusters, components

Pairs = Mapping[tuple[int, int], float]
APART = -np.inf


def clustered(size: int, pairs: Pairs) -> list[int]:
    """The labels of one component; a weight of ``APART`` is a cannot-link."""
    weight = np.array(list(pairs.values()))
    cannot = weight == APART
    left, right = zip(*pairs, strict=True)
    return clusters(size, np.array(left), np.array(right), np.where(cannot, 30.0, weight), cannot).tolist()


def test_all_alike_are_one() -> None:
    assert clustered(3, {(0, 1): 5, (0, 2): 4, (1, 2): 6}) == [0, 0, 0]


def test_a_bad_bridge_is_not_followed() -> None:
    """Two families of three; one pair across links them, the eight others say no."""
    inside = dict.fromkeys([(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)], 10.0)
    across = {(left, right): -6.0 for left in range(3) for right in range(3, 6)} | {(2, 3): 9.0}
    assert clustered(6, inside | across) == [0, 0, 0, 3, 3, 3]


def test_a_record_between_two_goes_to_the_nearer() -> None:
    assert clustered(3, {(0, 1): 6, (1, 2): 8, (0, 2): -20}) == [0, 1, 1]


def test_cannot_link_keeps_apart_whatever_the_others_say() -> None:
    assert clustered(3, {(0, 1): APART, (0, 2): 20, (1, 2): 19}) == [0, 1, 0]
    everyone = {(i, j): 20.0 for i in range(6) for j in range(i + 1, 6)}
    labels = clustered(6, everyone | {(0, 5): APART})
    assert labels[0] != labels[5]
    assert len(set(labels)) == 2


def test_must_link_joins() -> None:
    assert clustered(2, {(0, 1): np.inf}) == [0, 0]
    assert clustered(3, {(0, 1): np.inf, (0, 2): 6, (1, 2): -8}) == [0, 0, 2]


@pytest.mark.parametrize("weight", [0.0, -0.1])
def test_nothing_for_it_does_not_join(weight: float) -> None:
    """A pair that waits for a person counts 0, and 0 joins nobody."""
    assert clustered(2, {(0, 1): weight}) == [0, 1]


def test_one_pair_never_outweighs_many() -> None:
    """Weights are clipped: one mistyped document may weigh a thousand bits, and still four others overrule it."""
    against = {(0, 2): -6.0, (1, 2): -6.0, (2, 3): -6.0, (2, 4): -6.0}
    tight = {(i, j): 30.0 for i in (0, 1, 3, 4, 5) for j in (0, 1, 3, 4, 5) if i < j}
    assert clustered(6, tight | against | {(2, 5): 1_000.0}) == [0, 0, 2, 0, 0, 0]


def test_components() -> None:
    assert components(5, np.array([0, 3]), np.array([2, 4])).tolist() == [0, 1, 0, 2, 2]
    assert components(2, np.array([], int), np.array([], int)).tolist() == [0, 1]


def test_a_component_that_fits_keeps_its_weak_links() -> None:
    left, right = chain(COMPONENT_MAX)
    assert len(set(bounded_components(COMPONENT_MAX, left, right, np.full(len(left), 0.1)).tolist())) == 1


@pytest.mark.parametrize("seed", [0, 1])
def test_too_large_a_component_is_cut_at_its_weakest_links(seed: int) -> None:
    """Three tight chains, tied to each other by weaker links."""
    size = 3 * 300
    left, right = chain(size)
    weight = np.where((right % 300) == 0, 3.0, 12.0)
    order = np.random.default_rng(seed).permutation(len(left))
    labels = bounded_components(size, left[order], right[order], weight[order])
    assert labels.tolist() == [record // 300 for record in range(size)]


def test_other_components_keep_their_weak_links() -> None:
    left, right = chain(COMPONENT_MAX + 100)
    labels = bounded_components(
        COMPONENT_MAX + 102,
        np.append(left, COMPONENT_MAX + 100),
        np.append(right, COMPONENT_MAX + 101),
        np.append(np.full(len(left), 5.0), 0.5),
    )
    assert np.bincount(labels).tolist() == [1] * (COMPONENT_MAX + 100) + [2]


def test_what_no_weight_can_cut_stays_whole() -> None:
    left, right = chain(COMPONENT_MAX + 5)
    assert set(bounded_components(COMPONENT_MAX + 5, left, right, np.full(len(left), np.inf)).tolist()) == {0}


def chain(size: int) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(size - 1), np.arange(1, size)


def test_a_must_link_joins_against_the_mean_but_not_against_a_cannot_link() -> None:
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    weight = np.array([np.inf, -30.0, 30.0])
    free, apart = np.zeros(3, dtype=bool), np.array([False, True, False])
    assert clusters(3, left, right, np.array([12.0, -30.0, np.inf]), free).tolist() == [0, 1, 1]
    assert clusters(3, left, right, np.array([np.inf, -30.0, np.inf]), free).tolist() == [0, 0, 0]
    assert clusters(3, left, right, weight, apart).tolist() == [0, 0, 2]
