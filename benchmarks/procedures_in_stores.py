"""Procedures carried out where the graph is: components and ten iterations of label propagation, by each engine of the
store, on an identity-shaped graph (small households and a few hubs, see `benchmarks.networks`).

Run: ``.venv/bin/python -m benchmarks.procedures_in_stores [--nodes N] [--links M]``. Servers come from `tests/servers`.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

import numpy as np

from benchmarks.datasets import ROOT
from benchmarks.made_up_graph import changes
from benchmarks.measure import run
from benchmarks.networks import identities
from benchmarks.show import show
from benchmarks.stores import opened, running
from benchmarks.targets import Row
from identity_graph.analytics.procedures import procedure
from identity_graph.analytics.selection import Selection
from identity_graph.model import Cause, ChangeSet, Link, Node, Value, identity_id_of, record_node_id
from identity_graph.stores import GraphStore
from identity_graph.stores.protocol import RunsProcedures

sys.path.insert(0, str(ROOT / "tests"))
from servers import start_gremlin, start_neo4j  # the path comes first

NODES, LINKS = 100_000, 300_000
TENTH = 10
"""Gremlin gets a tenth of the graph."""
WARM_UP = 2_000
SELECTION: Final = Selection(("RELATED_TO",), kinds=("Identity",))
PROCEDURES: Final[Mapping[str, Mapping[str, object]]] = {"wcc": {}, "cdlp": {"iterations": 10}}


def rows() -> list[Row]:
    """All of it, in a process of its own: this one has to stay small (see `benchmarks.measure.run`)."""
    measured: list[Row] = run([sys.executable, "-m", "benchmarks.procedures_in_stores", "--json"]).json
    return measured


def measure(nodes: int, links: int) -> Iterator[Row]:
    """A row for each engine and procedure."""
    with running(lambda: start_neo4j(heap="2g", measured=True)) as server, opened(server.url) as store:
        yield from measured("neo4j", store, nodes, links)
    with running(lambda: start_gremlin(heap="2g", measured=True)) as server, opened(server.url) as store:
        yield from measured("gremlin", store, nodes // TENTH, links // TENTH)


def measured(named: str, store: GraphStore, nodes: int, links: int) -> Iterator[Row]:
    """The rows of one store, which must be empty. Each procedure runs on a small graph first: that one warms up."""
    runs = cast("RunsProcedures", store)
    for size, several in ((WARM_UP, 3 * WARM_UP), (nodes, links)):
        vertices, both = graph(size, several)
        _emptied(store)
        for change in changes(vertices, both, f"of {size}"):
            store.apply(change)
        for engine, able in sorted(runs.procedure_engines().items()):
            for name in sorted(able & PROCEDURES.keys()):
                seconds = _seconds(runs, engine, name)
                if size == nodes:
                    about = {"nodes": len(vertices), "links": len(both)}
                    yield {"store": named, "engine": engine, "procedure": name, **about, "seconds": round(seconds, 1)}


def _emptied(store: GraphStore) -> None:
    """Take the small graph away: removed identities take their links along."""
    ids = [node.id for node in graph(WARM_UP, 3 * WARM_UP)[0]]
    store.apply(ChangeSet(Cause("load", "warm-up's end"), removed_nodes=tuple(store.nodes(ids))))


def graph(nodes: int, links: int) -> tuple[Sequence[Node], Sequence[Link]]:
    """So many nodes and as many links (some fewer where the network has no more)."""
    _, source, target = identities(nodes, 2 * links)
    chosen = np.sort(np.random.default_rng(1).permutation(len(source))[:links])
    ends = zip(source[chosen].tolist(), target[chosen].tolist(), strict=True)
    people = [_identity(number) for number in range(nodes)]
    pairs = (sorted((people[one].id, people[other].id)) for one, other in ends)
    return people, [Link("RELATED_TO", one, other, {"signals": "{}"}) for one, other in pairs]


def _identity(number: int) -> Node:
    founder = record_node_id("bench", str(number))
    said: dict[str, Value] = {
        "kind": "person",
        "founding_record": founder,
        "records": 1,
        "sources": ("bench",),
        "tier": "A",
    }
    return Node(identity_id_of(founder), "Identity", said)


def _seconds(runs: RunsProcedures, engine: str, name: str) -> float:
    parameters = procedure(name).checked(PROCEDURES[name])
    began = time.perf_counter()
    runs.run_procedure(engine, name, SELECTION, parameters)
    return time.perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--nodes", type=int, default=NODES)
    options.add_argument("--links", type=int, default=LINKS)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    found = measure(chosen.nodes, chosen.links)
    if chosen.json:
        print(json.dumps(list(found)))
    else:
        show("procedures_in_stores", found)


if __name__ == "__main__":
    main()
