"""Laws of the Leiden algorithm's steps, on networks with short rows and long ones."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from identity_graph.analytics import local
from identity_graph.analytics.kernels.communities import in_turn, numbered
from identity_graph.analytics.local.levels import Level, first_level, sums
from identity_graph.analytics.network import Network, network_of_numbers
from identity_graph.analytics.threads import threads

Numbers = NDArray[np.int32]
OBJECTIVES = st.sampled_from(
    [("modularity", 1.0), ("modularity", 0.3), ("modularity", 4.0), ("cpm", 0.05), ("cpm", 0.7)]
)


def network(vertices: int, seed: int, weighted: bool) -> Network:
    """Small households, some links to anywhere, and two hubs; some links weigh nothing."""
    dice = np.random.default_rng(seed)
    ends = dice.integers(0, vertices, (2, 3 * vertices))
    ends[1, : 2 * vertices] = np.minimum(ends[0, : 2 * vertices] // 5 * 5 + dice.integers(0, 5), vertices - 1)
    ends[1, 2 * vertices : 2 * vertices + vertices // 2] = dice.integers(0, 2, vertices // 2)
    weight = dice.choice([0.0, 0.1, 0.5, 1.0, 3.0], ends.shape[1]) if weighted else None
    return network_of_numbers(pa.array(np.arange(vertices)), *ends.astype(np.int32), weight)


def level(some: Network, objective: str, resolution: float) -> tuple[Level, float]:
    found = first_level(some, objective)[0]
    return found, resolution / max(found.mass.sum(), 1e-300) if objective == "modularity" else resolution


def links_to(some: Level, v: int, group: Numbers) -> Counter[int]:
    """What links a vertex to each group."""
    row = slice(some.offsets[v], some.offsets[v + 1])
    weights = some.weights[row] if len(some.weights) else np.ones(row.stop - row.start)
    to: Counter[int] = Counter()
    for u, weight in zip(some.neighbours[row].tolist(), weights.tolist(), strict=True):
        to[int(group[u])] += weight
    return to


def quality(some: Level, resolution: float, community: Numbers) -> float:
    inside = sum(links_to(some, v, community)[int(own)] for v, own in enumerate(community))
    return float(inside - resolution * (sums(community, some.mass, len(community) + 1) ** 2).sum())


@settings(deadline=None, max_examples=25)
@given(st.integers(10, 120), st.integers(0, 99), st.booleans(), OBJECTIVES, st.integers(0, 9))
def test_moving_raises_the_quality_until_nothing_moves(
    vertices: int, seed: int, weighted: bool, objective: tuple[str, float], turn: int
) -> None:
    some, resolution = level(network(vertices, seed, weighted), *objective)
    community = np.arange(len(some.mass), dtype=np.int32)
    for again in range(30):
        before = quality(some, resolution, community)
        if not some.move(resolution, community, turn + again):
            break
        assert quality(some, resolution, community) > before
    assert some.move(resolution, community, turn) == 0
    total = sums(community, some.mass, len(community) + 1)
    for v, own in enumerate(community):
        to, pull = links_to(some, v, community), resolution * some.mass[v]
        stays = to[int(own)] - pull * (total[own] - some.mass[v])
        assert stays >= -1e-9
        assert all(to[g] - pull * total[g] <= stays + 1e-9 for g in to if g != own)


@settings(deadline=None, max_examples=25)
@given(st.integers(10, 120), st.integers(0, 99), st.booleans(), OBJECTIVES, st.integers(0, 9))
def test_parts_are_connected_and_of_one_community_and_become_the_next_network(
    vertices: int, seed: int, weighted: bool, objective: tuple[str, float], turn: int
) -> None:
    some, resolution = level(network(vertices, seed, weighted), *objective)
    community = np.arange(len(some.mass), dtype=np.int32)
    some.move(resolution, community, turn)
    community, count = numbered(community)
    part, parts = some.refined(resolution, community, count, turn + 1)
    assert len({(p, c) for p, c in zip(part.tolist(), community.tolist(), strict=True)}) == parts
    for p in range(parts):
        left = set(np.flatnonzero(part == p).tolist())
        reached = [left.pop()]
        for v in reached:
            near = left & set(some.neighbours[some.offsets[v] : some.offsets[v + 1]].tolist())
            reached.extend(near)
            left -= near
        assert not left
    above = some.put_together(part, parts)
    assert above.mass == pytest.approx(sums(part, some.mass, parts))
    for p in range(parts):
        expected: Counter[int] = sum((links_to(some, v, part) for v in np.flatnonzero(part == p)), Counter())
        del expected[p]
        assert dict(links_to(above, p, np.arange(parts, dtype=np.int32))) == pytest.approx(dict(expected))


@pytest.mark.parametrize("objective", [{}, {"objective": "cpm", "resolution": 0.05}], ids=["modularity", "cpm"])
@pytest.mark.parametrize("weighted", [False, True], ids=["unweighted", "weighted"])
@settings(deadline=None, max_examples=4)
@given(seed=st.integers(0, 99))
def test_threads_share_the_work_and_change_nothing(objective: dict[str, object], weighted: bool, seed: int) -> None:
    some = network(6_000, seed, weighted)
    one = local.run("leiden", some, {"seed": seed} | objective, threads=1)
    for count in (2, 5):
        assert one.equals(local.run("leiden", some, {"seed": seed} | objective, threads=count))


@settings(deadline=None, max_examples=10)
@given(st.integers(10, 3_000), st.integers(0, 99), st.booleans(), st.integers(2, 4))
def test_parts_do_not_depend_on_the_threads(vertices: int, seed: int, weighted: bool, count: int) -> None:
    some, resolution = level(network(vertices, seed, weighted), "modularity", 1.0)
    community, communities = numbered(np.arange(len(some.mass), dtype=np.int32) // np.int32(40))
    with threads(1):
        part, parts = some.refined(resolution, community, communities, seed)
        above = some.put_together(part, parts)
    with threads(count):
        assert np.array_equal(some.refined(resolution, community, communities, seed)[0], part)
        also = some.put_together(part, parts)
    assert all(np.array_equal(getattr(above, name), getattr(also, name)) for name in Level.__slots__)


@given(st.integers(0, 10_000), st.integers(0, 2**31))
def test_every_vertex_has_its_turn_near_its_place(count: int, seed: int) -> None:
    order = in_turn(count, seed)
    assert np.array_equal(np.sort(order), np.arange(count))
    assert np.array_equal(order // 4096, np.arange(count) // 4096)


@given(st.integers(2, 60), st.integers(0, 9))
def test_what_no_weighing_link_joins_stays_alone(vertices: int, seed: int) -> None:
    ends = np.random.default_rng(seed).integers(0, vertices, (2, vertices)).astype(np.int32)
    some = network_of_numbers(pa.array(np.arange(vertices)), *ends, np.zeros(vertices))
    assert local.run("leiden", some)["label"].to_pylist() == list(range(vertices))
