"""The laws of resolution: a function of content alone, nobody lost, nobody in two identities, no cannot-link inside."""

import random
from collections import Counter
from functools import cache
from itertools import chain

import pytest
from people import decided, keys_of, sample, sample_model

from identity_graph.resolution import Cluster, Group, PairScorer, resolve
from identity_graph.resolution.clusters import components
from identity_graph.resolution.decisions import LINK_WEIGHT

GENERIC_OVER = 60


def candidates() -> list[tuple[int, int]]:
    with PairScorer(sample_model()) as scorer:
        scorer.add(sample())
        scorer.block([keys_of(sample())], GENERIC_OVER)
        parts = list(scorer.scored())
        return [(int(a), int(b)) for part in parts for a, b in zip(part.left, part.right, strict=True)]


def resolved(pairs: list[tuple[int, int]], threads: int = 2) -> list[Group]:
    with PairScorer(sample_model(), threads=threads) as scorer:
        scorer.add(sample())
        scorer.pair([left for left, _ in pairs], [right for _, right in pairs])
        return list(resolve(scorer))


@cache
def groups() -> tuple[Group, ...]:
    return tuple(resolved(sorted(candidates())))


@cache
def clusters() -> tuple[Cluster, ...]:
    return tuple(chain.from_iterable(group.clusters for group in groups()))


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_the_order_of_pairs_and_threads_do_not_matter(threads: int) -> None:
    pairs = candidates()
    random.Random(threads).shuffle(pairs)
    assert resolved(pairs, threads) == list(groups())


def test_a_component_alone_is_decided_as_among_all_others() -> None:
    """So that deciding what a new record can have changed gives what deciding everything would."""
    pairs = candidates()
    linked = decided(sample_model(), *sample(), pairs=pairs).having("same")
    labels = components(len(sample()), linked.scored.left, linked.scored.right)
    some = [number for number, label in enumerate(labels) if label % 3 == 0]
    places = {number: place for place, number in enumerate(some)}
    with PairScorer(sample_model()) as scorer:
        scorer.add([sample()[number] for number in some])
        inside = [(places[a], places[b]) for a, b in pairs if a in places and b in places]
        scorer.pair([a for a, _ in inside], [b for _, b in inside])
        found = {tuple(some[n] for n in cluster.records) for group in resolve(scorer) for cluster in group.clusters}
    assert found == {cluster.records for cluster in clusters() if cluster.records[0] in places}


def test_every_record_is_in_exactly_one_cluster() -> None:
    counts = Counter(chain.from_iterable(cluster.records for cluster in clusters()))
    assert counts == Counter(range(len(sample())))
    assert len(clusters()) < len(sample()) * 0.9


def test_no_cluster_holds_a_cannot_link() -> None:
    inside = [(a, b) for cluster in clusters() for a in cluster.records for b in cluster.records if a < b]
    found = decided(sample_model(), *sample(), pairs=inside)
    assert "different" not in {pair.outcome for pair in found.pairs()}


def test_joins_are_a_tree_that_holds_the_cluster_together() -> None:
    for cluster in clusters():
        assert len(cluster.joins) == len(cluster.records) - 1
        reached = {cluster.records[0]}
        for _ in cluster.joins:
            reached |= {n for j in cluster.joins if {j.left, j.right} & reached for n in (j.left, j.right)}
        assert reached == set(cluster.records)


def test_the_weakest_join_comes_last() -> None:
    """Must-links first: they hold whatever their weight."""
    for cluster in clusters():
        strengths = [(join.pattern.effect != "must-link", -join.weight) for join in cluster.joins]
        assert strengths == sorted(strengths)


def test_every_decision_comes_once_and_every_join_among_them() -> None:
    decisions = Counter((d.left, d.right) for group in groups() for d in group.decisions)
    assert set(decisions.values()) == {1}
    linked = {(join.left, join.right) for cluster in clusters() for join in cluster.joins}
    strong = {(j.left, j.right) for c in clusters() for j in c.joins if j.weight >= LINK_WEIGHT}
    assert strong <= decisions.keys()
    assert len(strong) > len(linked) * 0.9


def test_no_records_and_records_without_pairs() -> None:
    with PairScorer(sample_model()) as scorer:
        assert list(resolve(scorer)) == []
    with PairScorer(sample_model()) as scorer:
        scorer.add(sample()[:3])
        (group,) = resolve(scorer)
        assert [cluster.records for cluster in group.clusters] == [(0,), (1,), (2,)]
        assert group.decisions == ()
