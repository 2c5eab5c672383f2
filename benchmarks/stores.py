"""Three stores in one run: 200,000 nodes and 400,000 links in, the same again, look-ups, two hops; and beside the
Neo4j store the loop of the driver's documentation, on the same server.

Run: ``.venv/bin/python -m benchmarks.stores [--records N] [--only STORE] [--keep]``. Servers come from `tests/servers`.
"""

import argparse
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

RECORDS, WARM_UP = 100_000, 3_000
LOOKUPS = 2_000
WRITERS = 4
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
    """Both programs on one warm server, in turns, so that none has the colder one."""
    small = made_up_graph(WARM_UP)
    with opened(server.url) as store, driver_of(server) as driver:
        driver_loop.constrain(driver)
        for warm in (small, small):
            _written(store, warm)
            emptied(server, store)
            _by_loop(driver, warm)
            emptied(server, store)
        for writers, named in ((1, ""), (WRITERS, f", {WRITERS} writers")):
            loop = _by_loop(driver, graph, writers)
            yield {"store": "neo4j", "by": f"plain driver loop{named}", **loop}
            emptied(server, store)
            ours = {"store": "neo4j", "by": f"identity-graph{named}", **_written(store, graph, writers)}
            times = {"links_times_loop": round(ours["links_per_s"] / loop["links_per_s"], 2)}
            yield ours | times | (_read(store, graph[0]) if writers == 1 else {})
            emptied(server, store)


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


def _written(store: GraphStore, graph: Graph, writers: int = 1) -> dict[str, Any]:
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


def _by_loop(driver: Driver, graph: Graph, writers: int = 1) -> dict[str, Any]:
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


def _read(store: GraphStore, nodes: Sequence[Node]) -> Row:
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
