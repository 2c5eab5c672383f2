"""Neighbourhoods and components, held against a plain search over the same links."""

import itertools
import random
from collections.abc import Sequence

import pytest
from factory import changes, link, phone, record

from identity_graph.errors import StoreError
from identity_graph.model import Link, Node, Subgraph
from identity_graph.stores import GraphStore

RECORDS = [record(i) for i in range(40)]
PHONES = [phone(i) for i in range(15)]


@pytest.fixture
def links(store: GraphStore) -> list[Link]:
    pick = random.Random(4)
    has = {link("HAS_PHONE", pick.choice(RECORDS), pick.choice(PHONES)).key for _ in range(30)}
    same = {link("SAME_AS", *pick.sample(RECORDS, 2)).key for _ in range(15)}
    written = [Link(*key) for key in sorted(has)]
    written += [link("SAME_AS", *sorted((n for n in RECORDS if n.id in key[1:]), key=lambda n: n.id)) for key in same]
    store.apply(changes(*RECORDS, *PHONES, *written))
    return sorted(written, key=lambda each: each.key)


def beside(links: Sequence[Link], ids: set[str]) -> set[str]:
    return {b if a in ids else a for _, a, b in (each.key for each in links) if a in ids or b in ids} | {
        a for _, a, b in (each.key for each in links) if b in ids
    }


def within(links: Sequence[Link], start: set[str], hops: int) -> list[set[str]]:
    seen = [start]
    for _ in range(hops):
        seen.append(beside(links, seen[-1]) - set().union(*seen))
    return seen


@pytest.mark.parametrize("hops", [0, 1, 2, 3, 10])
@pytest.mark.parametrize("types", [(), ("HAS_PHONE",), ("SAME_AS",), ("HAS_PHONE", "SAME_AS")])
def test_neighbourhood(store: GraphStore, links: list[Link], hops: int, types: tuple[str, ...]) -> None:
    followed = [each for each in links if not types or each.type in types]
    for start in ({RECORDS[0].id}, {RECORDS[1].id, PHONES[3].id}):
        rings = within(followed, start, hops)
        found = store.neighbourhood(sorted(start), hops, types)
        assert [node.id for node in found.nodes] == [id for ring in rings for id in sorted(ring)]
        members = {node.id for node in found.nodes}
        assert list(found.links) == [e for e in followed if e.source in members and e.target in members]
        assert not found.truncated


def test_a_limit_cuts_the_farthest_and_says_so(store: GraphStore, links: list[Link]) -> None:
    whole = store.neighbourhood([RECORDS[0].id], 10)
    for limit in range(1, len(whole.nodes)):
        part = store.neighbourhood([RECORDS[0].id], 10, limit=limit)
        assert part.nodes == whole.nodes[:limit]
        assert part.truncated
        ids = {node.id for node in part.nodes}
        assert part.links == tuple(e for e in whole.links if {e.source, e.target} <= ids)
    assert store.neighbourhood([RECORDS[0].id], 10, limit=len(whole.nodes)) == whole


def test_the_neighbourhood_of_nobody(store: GraphStore) -> None:
    assert store.neighbourhood(["rec_nobody"], 2) == Subgraph((), ())
    assert store.neighbourhood([], 2) == Subgraph((), ())


@pytest.mark.parametrize("types", [("SAME_AS",), ("HAS_PHONE", "SAME_AS"), ()])
def test_component(store: GraphStore, links: list[Link], types: tuple[str, ...]) -> None:
    followed = [each for each in links if not types or each.type in types]
    for node in (*RECORDS, *PHONES):
        expected = set().union(*within(followed, {node.id}, 60))
        assert store.component([node.id], types) == expected
    assert store.component(["rec_nobody"], types) == frozenset()


def test_a_component_is_whole_or_an_error(store: GraphStore, links: list[Link]) -> None:
    whole = store.component([RECORDS[0].id], ())
    assert store.component([RECORDS[0].id], (), limit=len(whole)) == whole
    with pytest.raises(StoreError, match="limit"):
        store.component([RECORDS[0].id], (), limit=len(whole) - 1)


def test_a_long_chain(store: GraphStore) -> None:
    chain: list[Node] = [record(f"chain {i}") for i in range(3000)]
    store.apply(changes(*chain, *(link("SAME_AS", a, b) for a, b in itertools.pairwise(chain))))
    assert len(store.component([chain[1500].id], ["SAME_AS"])) == 3000
