"""networkit's and igraph's procedures on a stored network, in the benchmark's own environment (`.venv-peers`).

Run: ``.venv-peers/bin/python benchmarks/peers/graph_procedures.py NETWORK.npz PROGRAM PROCEDURE LABELS.npy``.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

THREADS = 2


def networkit(n: int, source: Any, target: Any, procedure: str) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    import networkit as nk

    nk.setNumberOfThreads(THREADS)
    graph = nk.GraphFromCoo((source.astype(np.uint64), target.astype(np.uint64)), n=n)
    algorithm = {
        "wcc": lambda: nk.components.ConnectedComponents(graph),
        "wcc, parallel": lambda: nk.components.ParallelConnectedComponents(graph, False),
        "label propagation": lambda: nk.community.PLP(graph),
        "leiden": lambda: nk.community.ParallelLeiden(graph),
    }[procedure]
    return lambda: algorithm().run(), lambda done: done.getPartition().getVector()


def igraph(n: int, source: Any, target: Any, procedure: str) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    import igraph as ig

    graph = ig.Graph(n=n, edges=np.column_stack((source, target)))
    run = {
        "wcc": lambda: graph.connected_components(),
        "leiden": lambda: graph.community_leiden("modularity", n_iterations=2),
    }[procedure]
    return run, lambda done: done.membership


def main() -> None:
    network, program, procedure, labels = sys.argv[1:]
    stored = np.load(network)
    began = time.perf_counter()
    act, partition = {"networkit": networkit, "igraph": igraph}[program](
        int(stored["n"]), stored["source"], stored["target"], procedure
    )
    built_s = time.perf_counter() - began
    wall, cpu = time.perf_counter(), time.process_time()
    done = act()
    seconds, cpu_s = time.perf_counter() - wall, time.process_time() - cpu
    iterations = done.numberOfIterations() if procedure == "label propagation" else 1
    np.save(labels, np.asarray(partition(done), np.int64))
    print(json.dumps({"seconds": seconds, "cpu_s": cpu_s, "built_s": built_s, "iterations": iterations}))


if __name__ == "__main__":
    main()
