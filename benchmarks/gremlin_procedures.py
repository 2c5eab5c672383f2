"""Graph procedures by the `gremlin` engine on a Gremlin Server, beside what reading all links once takes.

Run: ``.venv/bin/python -m benchmarks.gremlin_procedures [--nodes N] [--links M]``, on a server of `tests/servers`.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, cast

import numpy as np

from benchmarks.datasets import ROOT
from benchmarks.made_up_graph import changes
from benchmarks.measure import run
from benchmarks.networks import identities
from benchmarks.stores import opened, running
from benchmarks.targets import Row
from identity_graph.analytics.procedures import procedure
from identity_graph.analytics.selection import Selection
from identity_graph.model import Link, Node
from identity_graph.stores import GraphStore
from identity_graph.stores.protocol import RunsProcedures

sys.path.insert(0, str(ROOT / "tests"))
from servers import start_gremlin  # the path comes first

NODES, LINKS = 10_000, 30_000
PAGE = 10_000
SELECTION: Final = Selection(("RELATED_TO",), kinds=("Identity",))
PROCEDURES: Final[Mapping[str, Mapping[str, object]]] = {"wcc": {}, "cdlp": {"iterations": 10}, "pagerank": {}}


def rows() -> list[Row]:
    """All of it, in a process of its own: this one has to stay small (see `benchmarks.measure.run`)."""
    measured: list[Row] = run([sys.executable, "-m", "benchmarks.gremlin_procedures", "--json"]).json
    return measured


def measure(nodes: int, links: int) -> Iterator[Row]:
    """A row for each procedure, after a first run that warms the server up, and one for reading the links."""
    vertices, several = graph(nodes, links)
    about = {"store": "gremlin", "nodes": len(vertices), "links": len(several)}
    with running(lambda: start_gremlin(heap="2g", measured=True)) as server, opened(server.url) as store:
        for change in (*changes(vertices, (), "nodes"), *changes((), several, "links")):
            store.apply(change)
        runs = cast("RunsProcedures", store)
        for name, given in PROCEDURES.items():
            parameters = procedure(name).checked(given)
            seconds = _seconds_warm(lambda: runs.run_procedure("gremlin", name, SELECTION, parameters))  # noqa: B023
            yield about | {"engine": "gremlin", "procedure": name, "seconds": seconds}
        read = _seconds_warm(lambda: _read(store))
        yield about | {"engine": "none", "procedure": "all links read, page by page", "seconds": read}


def graph(nodes: int, links: int) -> tuple[Sequence[Node], Sequence[Link]]:
    """So many identities, linked as an identity graph is: households, some links anywhere, some hubs."""
    _, source, target = identities(nodes, 2 * links)
    chosen = np.sort(np.random.default_rng(1).permutation(len(source))[:links])
    ends = zip(source[chosen].tolist(), target[chosen].tolist(), strict=True)
    ids = [f"idn_{_letters(number * 32**4 // nodes)}{number:022}" for number in range(nodes)]
    said = {"kind": "person", "records": 1, "sources": ("bench",), "tier": "A"}
    identity = [Node(id, "Identity", {**said, "founding_record": id.replace("idn", "rec")}) for id in ids]
    return identity, [Link("RELATED_TO", ids[one], ids[other], {"signals": "{}"}) for one, other in ends]


def _letters(number: int) -> str:
    """Four letters as ids' hashes have them: spread over all pages, in the order of the numbers."""
    alphabet = "234567abcdefghijklmnopqrstuvwxyz"
    return "".join(alphabet[number >> shift & 31] for shift in (15, 10, 5, 0))


def _read(store: GraphStore) -> None:
    after = None
    while page := store.page_links("RELATED_TO", after, PAGE):
        after = page[-1].key


def _seconds_warm(act: Callable[[], object]) -> float:
    act()
    began = time.perf_counter()
    act()
    return round(time.perf_counter() - began, 1)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--nodes", type=int, default=NODES)
    options.add_argument("--links", type=int, default=LINKS)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    found = measure(chosen.nodes, chosen.links)
    if chosen.json:
        print(json.dumps(list(found)))
        return
    for row in found:
        print(f"{row['procedure']:<30} {row['nodes']:>8,} nodes {row['links']:>8,} links {row['seconds']:>7} s")


if __name__ == "__main__":
    main()
