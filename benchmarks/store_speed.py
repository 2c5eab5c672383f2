"""How fast the SQLite store is: 200,000 nodes and 400,000 links in, the same again, lookups, neighbourhoods.

Run: ``.venv/bin/python benchmarks/store_speed.py [DIRECTORY]``
"""

import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from identity_graph.migrations import migrate
from identity_graph.model import Cause, ChangeSet, Link, Node, identity_id_of, node_id, record_node_id
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

RECORDS, IDENTITIES, PHONES, EMAILS, ADDRESSES = 100_000, 40_000, 25_000, 20_000, 15_000
NODES_EACH, LINKS_EACH = 8_000, 8_000
Item = TypeVar("Item")


def records() -> list[Node]:
    data = '{"names": [{"full": "%s"}], "birth_dates": ["1980-01-01"], "phones": ["+491700000000"]}'
    return [
        Node(
            record_node_id("bench", str(i)),
            "Record",
            {
                "source": "bench",
                "record_id": str(i),
                "kind": "person",
                "data": data % f"Name {i}",
                "content": f"{i:026}",
            },
        )
        for i in range(RECORDS)
    ]


def others(recs: Sequence[Node]) -> dict[str, list[Node]]:
    identities = [
        Node(
            identity_id_of(r.id),
            "Identity",
            {"kind": "person", "founding_record": r.id, "records": 3, "sources": ("bench",), "tier": "A"},
        )
        for r in recs[:IDENTITIES]
    ]
    return {
        "RESOLVES_TO": identities,
        "HAS_PHONE": [Node(node_id("Phone", str(i)), "Phone", {"number": f"+49{i}"}) for i in range(PHONES)],
        "HAS_EMAIL": [Node(node_id("Email", str(i)), "Email", {"address": f"{i}@x.y"}) for i in range(EMAILS)],
        "HAS_ADDRESS": [Node(node_id("Address", str(i)), "Address", {"text": f"{i} Street"}) for i in range(ADDRESSES)],
    }


def links(recs: Sequence[Node], targets: dict[str, list[Node]]) -> list[Link]:
    pick = random.Random(1)
    return [
        Link(type, record.id, pick.choice(ends).id, {"probability": 0.98} if type == "RESOLVES_TO" else {})
        for record in recs
        for type, ends in targets.items()
    ]


def pieces(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    return (tuple(items[i : i + size]) for i in range(0, len(items), size))


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def percentiles(name: str, act: Callable[[str], object], ids: Sequence[str]) -> None:
    times = sorted(seconds(lambda x=x: act(x)) * 1000 for x in ids)
    print(f"{name:<28} p50 {statistics.median(times):.3f} ms   p99 {times[len(times) * 99 // 100]:.3f} ms")


def load(store: GraphStore, name: str, changes: Sequence[ChangeSet], elements: int) -> float:
    # A load streams; here all of it lies in memory, where the garbage collector would look at it again and again.
    gc.collect()
    gc.freeze()
    busy = time.process_time()
    took = seconds(lambda: [store.apply(each) for each in changes])
    busy = time.process_time() - busy
    print(f"{name:<28} {elements / took:>9,.0f}/s   {took:.2f} s, of them {busy:.2f} s computing")
    return took


def changes(nodes: Sequence[Node], edges: Sequence[Link], run: str) -> tuple[list[ChangeSet], list[ChangeSet]]:
    cause = Cause("load", run)
    return (
        [ChangeSet(cause, nodes=part) for part in pieces(nodes, NODES_EACH)],
        [ChangeSet(cause, links=part) for part in pieces(edges, LINKS_EACH)],
    )


def main(directory: str) -> None:
    recs = records()
    targets = others(recs)
    nodes = [*recs, *(node for ends in targets.values() for node in ends)]
    edges = links(recs, targets)
    path = Path(directory, "bench.db")
    with open_store(f"sqlite:{path}", Settings()) as store:
        migrate(store)
        first_nodes, first_links = changes(nodes, edges, "first")
        first = load(store, "nodes", first_nodes, len(nodes)) + load(store, "links", first_links, len(edges))
        print(f"{'file':<28} {path.stat().st_size / 1e6:.0f} MB")
        again = [*(changes(nodes, edges, "first"))]
        second = load(store, "the same again", [*again[0], *again[1]], len(nodes) + len(edges))
        print(f"{'':<28} {first / second:.1f} times as fast")
        other = [*(changes(nodes, edges, "second"))]
        load(store, "same content, other cause", [*other[0], *other[1]], len(nodes) + len(edges))
        keys = [
            ChangeSet(Cause("load", "keys"), keys={r.id: tuple(hash((r.id, k)) >> 8 for k in range(8)) for r in part})
            for part in pieces(recs, NODES_EACH)
        ]
        load(store, "blocking keys", keys, 8 * len(recs))
        ids = [record.id for record in random.Random(2).sample(recs, 2000)]
        percentiles("nodes, one id", lambda x: store.nodes([x]), ids)
        took = seconds(lambda: store.nodes(ids))
        print(f"{'nodes, 2000 ids':<28} {took / len(ids) * 1000:.4f} ms each")
        percentiles("neighbourhood, two hops", lambda x: store.neighbourhood([x], 2), ids)
        percentiles("component, RESOLVES_TO", lambda x: store.component([x], ["RESOLVES_TO"]), ids)
        print(f"{'component, 100,000+ nodes':<28} {seconds(lambda: store.component(ids[:1], [], 1_000_000)):.2f} s")
        print(f"{'all blocking keys':<28} {seconds(lambda: list(store.all_blocking_keys())):.2f} s")
        print(f"{'unresolved (none)':<28} {seconds(store.unresolved):.2f} s")
        print(f"{'counts':<28} {seconds(store.counts):.3f} s")
        print(f"{'page all links':<28} {seconds(lambda: page_all(store)):.2f} s")


def page_all(store: GraphStore) -> None:
    for type in store.counts().links:
        after = None
        while page := store.page_links(type, after, 10_000):
            after = page[-1].key


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        main(place)
