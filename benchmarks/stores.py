"""Three stores in one run: 200,000 nodes and 400,000 links in, the same again, look-ups, two hops; and beside the
Neo4j store the loop of the driver's documentation, on the same server.

Run: ``.venv/bin/python -m benchmarks.stores [--records N] [--only STORE] [--keep]``. Servers come from `tests/servers`.
"""

import argparse
import gc
import json
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from typing import Any

from neo4j import Driver, GraphDatabase

from benchmarks import results
from benchmarks.datasets import ROOT
from benchmarks.made_up_graph import changes, made_up_graph
from benchmarks.measure import conditions, run
from benchmarks.peers import driver_loop
from benchmarks.show import show
from benchmarks.targets import Row
from identity_graph.migrations import migrate
from identity_graph.model import Link, Node
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

sys.path.insert(0, str(ROOT / "tests"))
from servers import Server, start_gremlin, start_neo4j  # the path comes first

RECORDS, WARM_UP = 100_000, 20_000
"""Java's compiler has done with all statements of both programs after a few hundred thousand rows of each."""
LOOKUPS = 2_000
WRITERS = 4
TURNS = 3
Graph = tuple[Sequence[Node], Sequence[Link]]


def rows() -> list[Row]:
    """The whole comparison, in a process of its own: this one has to stay small (see `benchmarks.measure.run`)."""
    measured: list[Row] = run([sys.executable, "-m", "benchmarks.stores", "--json"]).json
    return measured


def measure(records: int, only: str | None) -> Iterator[Row]:
    """A row for each store, and for the driver's loop."""
    graph = made_up_graph(records)
    if only in (None, "sqlite"):
        with tempfile.TemporaryDirectory(prefix="identity-graph-bench-") as place, opened(f"sqlite:{place}/g.db") as s:
            yield {"store": "sqlite", "by": "identity-graph", **_written(s, graph), **_read(s, graph[0])}
    if only in (None, "neo4j"):
        with running(lambda: start_neo4j(heap="2g", measured=True)) as server:
            yield from _neo4j(server, graph)
    if only in (None, "gremlin"):
        with running(lambda: start_gremlin(heap="2g", measured=True)) as server, opened(server.url) as store:
            yield {"store": "gremlin", "by": "identity-graph", **_written(store, graph), **_read(store, graph[0])}


def _neo4j(server: Server, graph: Graph) -> Iterator[Row]:
    """Both programs on one warm server, in turns, so that none has the colder one; medians over the turns."""
    small = made_up_graph(WARM_UP)
    gc.freeze()  # a graph that lies in memory is the benchmark's, and slows neither program down
    with opened(server.url) as store, driver_of(server) as driver:
        driver_loop.constrain(driver)
        for _ in range(TURNS):
            _turn(server, store, driver, small, 1)
        for writers, named in ((1, ""), (WRITERS, f", {WRITERS} writers")):
            turns = [_turn(server, store, driver, graph, writers) for _ in range(TURNS)]
            loop, ours = map(_median, zip(*turns, strict=True))
            times = statistics.median(ours["links_per_s"] / loop["links_per_s"] for loop, ours in turns)
            yield {"store": "neo4j", "by": f"plain driver loop{named}", **loop}
            yield {"store": "neo4j", "by": f"identity-graph{named}", **ours, "links_times_loop": round(times, 2)}


def _turn(
    server: Server, store: GraphStore, driver: Driver, graph: Graph, writers: int
) -> tuple[dict[str, float], dict[str, float]]:
    """The loop into an empty database, then this program into an empty database."""
    loop = _by_loop(driver, graph, writers)
    emptied(server, store)
    ours = _written(store, graph, writers) | (_read(store, graph[0]) if writers == 1 else {})
    emptied(server, store)
    return loop, ours


def _median(turns: Sequence[dict[str, float]]) -> dict[str, float]:
    """Of each figure; of retries all."""
    over: dict[str, float] = {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}
    return over | {"retries": sum(turn["retries"] for turn in turns)}


@contextmanager
def running(start: Callable[[], Server]) -> Iterator[Server]:
    server = start()
    try:
        server.empty()
        yield server
        server.empty()
    finally:
        server.stop()


@contextmanager
def opened(url: str) -> Iterator[GraphStore]:
    with open_store(url, Settings()) as store:
        migrate(store)
        yield store


def emptied(server: Server, store: GraphStore) -> None:
    server.empty()
    migrate(store)


@contextmanager
def driver_of(server: Server) -> Iterator[Driver]:
    login = (server.user or "neo4j", server.password or "")
    with GraphDatabase.driver(server.shown, auth=login, notifications_min_severity="OFF") as driver:
        yield driver


class Retries(logging.Handler):
    """Counts the transactions that the driver had to do again (a deadlock, for one)."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += "will be retried" in record.getMessage()


@contextmanager
def retries() -> Iterator[Retries]:
    counting, log = Retries(), logging.getLogger("neo4j")
    log.addHandler(counting)
    try:
        yield counting
    finally:
        log.removeHandler(counting)


def _written(store: GraphStore, graph: Graph, writers: int = 1) -> dict[str, float]:
    nodes, links = graph
    with retries() as counted:
        node_s = _seconds(store.apply, changes(nodes, (), "first"), writers)
        link_s = _seconds(store.apply, changes((), links, "first"), writers)
        again_s = _seconds(store.apply, [*changes(nodes, (), "first"), *changes((), links, "first")], writers)
        other_s = _seconds(store.apply, changes(nodes, links, "second"), writers)
    return {
        "nodes_per_s": round(len(nodes) / node_s),
        "links_per_s": round(len(links) / link_s),
        "again_per_s": round((len(nodes) + len(links)) / again_s),
        "again_times_faster": round((node_s + link_s) / again_s, 1),
        "other_per_s": round((len(nodes) + len(links)) / other_s),
        "retries": counted.count,
    }


def _by_loop(driver: Driver, graph: Graph, writers: int = 1) -> dict[str, float]:
    nodes, links = driver_loop.node_batches(graph[0]), driver_loop.link_batches(graph[1])

    def write(batch: driver_loop.Batch) -> None:
        driver_loop.write(driver, [batch])

    with retries() as counted:
        node_s = _seconds(write, nodes, writers)
        link_s = _seconds(write, links, writers)
        again_s = _seconds(write, [*nodes, *links], writers)
    return {
        "nodes_per_s": round(len(graph[0]) / node_s),
        "links_per_s": round(len(graph[1]) / link_s),
        "again_per_s": round((len(graph[0]) + len(graph[1])) / again_s),
        "again_times_faster": round((node_s + link_s) / again_s, 1),
        "retries": counted.count,
    }


def _read(store: GraphStore, nodes: Sequence[Node]) -> dict[str, float]:
    records = [node.id for node in nodes if node.kind == "Record"]
    ids = Random(2).sample(records, min(LOOKUPS, len(records)))
    one = _latencies(lambda each: store.nodes([each]), ids)
    hops = _latencies(lambda each: store.neighbourhood([each], 2), ids)
    return {"one_p50_ms": one[0], "one_p99_ms": one[1], "hops_p50_ms": hops[0], "hops_p99_ms": hops[1]}


def _latencies(act: Callable[[str], object], ids: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile, ms."""
    for id in ids[:50]:
        act(id)
    times = sorted(1000 * _seconds(act, [id]) for id in ids)
    return round(statistics.median(times), 2), round(times[len(times) * 99 // 100], 2)


def _seconds(act: Callable[[Any], object], items: Sequence[Any], writers: int = 1) -> float:
    began = time.perf_counter()
    if writers == 1:
        for item in items:
            act(item)
    else:
        with ThreadPoolExecutor(writers) as pool:
            list(pool.map(act, items))
    return time.perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=RECORDS, help="twice as many nodes, four times as many links")
    options.add_argument("--only", choices=("sqlite", "neo4j", "gremlin"))
    options.add_argument("--json", action="store_true")
    options.add_argument("--keep", action="store_true", help="write docs/results.md")
    chosen = options.parse_args()
    under = conditions()
    found = measure(chosen.records, chosen.only)
    if chosen.json:
        print(json.dumps(list(found)))
        return
    done = show("stores", found)
    if chosen.keep:
        results.keep(results.with_rows(results.read(), "stores", done, under))


if __name__ == "__main__":
    main()
