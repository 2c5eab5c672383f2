"""How fast the SQLite store is: nodes and links in, the same again, look-ups, neighbourhoods.

Run: ``.venv/bin/python -m benchmarks.store_speed [--records N] [--directory DIRECTORY]``. With all of its 100,000
records it writes 200,000 nodes and 400,000 links; ``python -m benchmarks`` takes fewer.
"""

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.made_up_graph import blocking_keys, changes, made_up_graph
from benchmarks.measure import run
from benchmarks.targets import Row
from identity_graph.migrations import migrate
from identity_graph.model import ChangeSet, Link, Node
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store

RECORDS, RECORDS_IN_SHORT = 100_000, 30_000
LOOKUPS = 2_000


def rows() -> list[Row]:
    """The short run, in a process of its own: this one has to stay small (see `benchmarks.measure.run`)."""
    program = [sys.executable, "-m", "benchmarks.store_speed", "--records", str(RECORDS_IN_SHORT), "--json"]
    measured: list[Row] = run(program).json
    return measured


def measure(path: Path, records: int) -> Iterator[Row]:
    """All measurements on a new store."""
    nodes, links = made_up_graph(records)
    ids = [node.id for node in Random(2).sample([node for node in nodes if node.kind == "Record"], LOOKUPS)]
    with open_store(f"sqlite:{path}", Settings()) as store:
        migrate(store)
        yield from _writing(store, nodes, links, path)
        yield from _reading(store, ids)


def _writing(store: GraphStore, nodes: Sequence[Node], links: Sequence[Link], path: Path) -> Iterator[Row]:
    yield _rate(store, "nodes written", changes(nodes, (), "first"), len(nodes))
    yield _rate(store, "links written", changes((), links, "first"), len(links))
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    yield {"what": "files, with the write-ahead log", "value": round(size / 1e6), "unit": "MB"}
    elements = len(nodes) + len(links)
    yield _rate(store, "the same change sets again", changes(nodes, links, "first"), elements)
    yield _rate(store, "the same content for another cause", changes(nodes, links, "second"), elements)
    records = [node.id for node in nodes if node.kind == "Record"]
    yield _rate(store, "blocking keys written", blocking_keys(records), 8 * len(records))


def _reading(store: GraphStore, ids: Sequence[str]) -> Iterator[Row]:
    yield from _latency("nodes, one id", lambda one: store.nodes([one]), ids)
    yield {"what": f"nodes, {len(ids):,} ids", "value": _ms(lambda: store.nodes(ids)), "unit": "ms"}
    yield from _latency("neighbourhood, two hops", lambda one: store.neighbourhood([one], 2), ids)
    yield from _latency("component over RESOLVES_TO", lambda one: store.component([one], ["RESOLVES_TO"]), ids)
    everything = _ms(lambda: store.component(ids[:1], [], 1_000_000))
    yield {"what": "component of the whole graph", "value": everything, "unit": "ms"}
    yield {"what": "all blocking keys", "value": _ms(lambda: list(store.all_blocking_keys())), "unit": "ms"}
    yield {"what": "unresolved records (none)", "value": _ms(store.unresolved), "unit": "ms"}
    yield {"what": "counts", "value": _ms(store.counts), "unit": "ms"}
    yield {"what": "all links, page by page", "value": _ms(lambda: _page_all(store)), "unit": "ms"}


def _rate(store: GraphStore, what: str, made: Sequence[ChangeSet], elements: int) -> Row:
    # A load streams; here all of it lies in memory, where the garbage collector would look at it again and again.
    gc.collect()
    gc.freeze()
    took = _seconds(lambda: [store.apply(each) for each in made])
    return {"what": what, "value": round(elements / took), "unit": "a second"}


def _latency(what: str, act: Callable[[str], object], ids: Sequence[str]) -> Iterator[Row]:
    times = sorted(_ms(partial(act, one)) for one in ids)
    yield {"what": f"{what}: median", "value": round(statistics.median(times), 3), "unit": "ms"}
    yield {"what": f"{what}: 99th percentile", "value": times[len(times) * 99 // 100], "unit": "ms"}


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _ms(act: Callable[[], object]) -> float:
    return round(_seconds(act) * 1000, 3)


def _page_all(store: GraphStore) -> None:
    for type in store.counts().links:
        after = None
        while page := store.page_links(type, after, 10_000):
            after = page[-1].key


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=RECORDS)
    options.add_argument("--directory", help="where the store is made, and removed again")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.directory) as place:
        measured = list(measure(Path(place, "bench.db"), chosen.records))
    if chosen.json:
        print(json.dumps(measured))
    else:
        for row in measured:
            print(f"{row['what']:<45} {row['value']:>12,} {row['unit']}")


if __name__ == "__main__":
    main()
