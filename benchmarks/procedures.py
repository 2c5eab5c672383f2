"""Graph procedures of the local engine beside networkit and igraph, on a made-up RMAT network and on one shaped as an
identity graph.

Run: ``.venv/bin/python -m benchmarks.procedures [--network NAME] [--scale N] [--keep]``. The peers live in an
environment of their own, which `make bench` makes.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import results
from benchmarks.datasets import ROOT
from benchmarks.measure import conditions, run
from benchmarks.show import show
from benchmarks.targets import Row

if TYPE_CHECKING:
    from identity_graph.analytics.network import Network

PEERS = ROOT / ".venv-peers" / "bin" / "python"
RMAT_SCALE = 20
IDENTITY_SHAPED = (2_000_000, 5_000_000)
ITERATIONS = 10
OURS = ("wcc", "label propagation", "leiden", "wcc after a change", "label propagation after a change")
THEIRS = (
    ("networkit", "wcc"),
    ("networkit", "wcc, parallel"),
    ("networkit", "label propagation"),
    ("networkit", "leiden"),
    ("igraph", "wcc"),
    ("igraph", "leiden"),
)
CHANGED = 0.01
"""Share of the links that change: half of them go, as many come."""


def rows() -> Iterator[Row]:
    """The whole comparison. Every procedure runs in a process of its own, so that its memory can be told."""
    with tempfile.TemporaryDirectory(prefix="identity-graph-bench-") as folder:
        for name in ("RMAT", "identity-shaped"):
            yield from _of_network(name, RMAT_SCALE, Path(folder))


def _of_network(name: str, scale: int, folder: Path) -> Iterator[Row]:
    stored = folder / f"{name}.npz"
    run([*_ourselves("make"), name, str(scale), str(stored)])
    peers: list[Row] = []
    for program, procedure in THEIRS if PEERS.exists() else ():
        script = str(ROOT / "benchmarks" / "peers" / "graph_procedures.py")
        peers.append(_row(name, program, procedure, [str(PEERS), script], stored, [program, procedure]))
        yield peers[-1]
    for procedure in OURS:
        ours = _row(name, "identity-graph", procedure, [*_ourselves("run"), procedure], stored)
        yield ours | _beside(ours, peers)


def _beside(ours: Row, peers: list[Row]) -> Row:
    """Against the best of the peers that did the same in the same run: of communities the one of the highest
    modularity, else the fastest."""
    same = [peer for peer in peers if str(peer["procedure"]).partition(",")[0] == ours["procedure"]]
    if not same:
        return {}
    by = "modularity" if "modularity" in ours else "links_per_s"
    best = max(same, key=lambda peer: float(peer[by]))
    times = {"times_peer": round(float(ours["links_per_s"]) / float(best["links_per_s"]), 2)}
    return times | ({"over_peer": round(float(ours[by]) - float(best[by]), 5)} if by == "modularity" else {})


def _ourselves(step: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.procedures", step]


def _row(
    name: str, program: str, procedure: str, command: list[str], stored: Path, behind: list[str] | None = None
) -> Row:
    labels = stored.with_name("labels.npy")
    done = run([*command, str(stored), *(behind or []), str(labels)])
    judged = run([*_ourselves("judge"), str(stored), str(labels)]).json if procedure == "leiden" else {}
    said = {key: value for key, value in done.json.items() if key != "iterations"}
    per_s = done.json["links"] if "links" in done.json else run([*_ourselves("count"), str(stored)]).json
    speed = {"links_per_s": round(per_s * done.json.get("iterations", 1) / done.json["seconds"])}
    return {
        "network": name,
        "procedure": procedure,
        "program": program,
        **said,
        **({} if "change" in procedure else speed),
        **judged,
        "peak_mib": round(done.peak_mib),
    }


def _make(name: str, scale: int, stored: Path) -> None:
    import numpy as np

    from benchmarks import networks

    vertices, links = (size >> (RMAT_SCALE - scale) for size in IDENTITY_SHAPED)
    n, source, target = networks.rmat(scale) if name == "RMAT" else networks.identities(vertices, links)
    np.savez(stored, n=n, source=source, target=target)


def _network(stored: Path) -> "Network":
    import numpy as np
    import pyarrow as pa

    from identity_graph.analytics.network import network_of_numbers

    arrays = np.load(stored)
    return network_of_numbers(pa.array(np.arange(int(arrays["n"]))), arrays["source"], arrays["target"])


def _run(procedure: str, stored: Path, labels: Path) -> dict[str, Any]:
    """One of ours; kernels are compiled before."""
    import numpy as np
    import pyarrow as pa

    from identity_graph.analytics.network import network_of_numbers

    some = np.random.default_rng(1).integers(0, 60, (2, 200)).astype(np.int32)
    _timed(procedure, network_of_numbers(pa.array(np.arange(60)), *some), None)
    return _timed(procedure, _network(stored), labels)


def _timed(procedure: str, network: "Network", labels: Path | None) -> dict[str, Any]:
    import numpy as np

    from identity_graph.analytics import local

    if procedure.endswith("after a change"):
        return _changed(procedure, network)
    built_s = _seconds(lambda: network.adjacency("both"))[1]
    name, given = {
        "wcc": ("wcc", {}),
        "label propagation": ("cdlp", {"iterations": ITERATIONS}),
        "leiden": ("leiden", {}),
    }[procedure]
    cpu = time.process_time()
    table, seconds = _seconds(lambda: local.run(name, network, given))
    if labels:
        np.save(labels, table["label"].to_numpy())
    iterations = ITERATIONS if name == "cdlp" else 1
    return {
        "seconds": seconds,
        "cpu_s": time.process_time() - cpu,
        "built_s": built_s,
        "iterations": iterations,
        "links": network.link_count,
    }


def _changed(procedure: str, network: "Network") -> dict[str, Any]:
    """Three changes, one after the other, the first not counted; each beside a run on the whole: of the procedure
    alone, and with what it takes to have the changed network."""
    import numpy as np

    from identity_graph.analytics import local
    from identity_graph.analytics.incremental import KeptComponents, KeptLabels

    of_components = procedure.startswith("wcc")
    kept = KeptComponents(network) if of_components else KeptLabels(network, ITERATIONS)
    name, given = ("wcc", {}) if of_components else ("cdlp", {"iterations": ITERATIONS})
    figures = []
    for seed in range(3):
        change = _change(network, seed)

        def update(change: Any = change) -> Any:
            kept.change(change)
            return kept.labels()

        began = time.process_time()
        ours = update()
        update_s = time.process_time() - began
        began = time.process_time()
        network = change.applied(network)
        if not of_components:
            network.adjacency("both")
        applied_s = time.process_time() - began
        began = time.process_time()
        whole = local.run(name, network, given)
        whole_s = time.process_time() - began
        assert np.array_equal(ours, whole["label"].to_numpy())
        figures.append((update_s, whole_s, applied_s + whole_s))
    update_s, whole_s, with_network_s = np.sum(figures[1:], axis=0) / 2
    return {
        "seconds": update_s,
        "cpu_s": update_s,
        "share_of_kernel": update_s / whole_s,
        "share_of_whole": update_s / with_network_s,
        "links": network.link_count,
    }


def _change(network: "Network", seed: int) -> Any:
    import numpy as np

    from identity_graph.analytics.incremental import LinkChange

    dice, n = np.random.default_rng(seed), network.vertex_count
    count = max(1, int(network.link_count * CHANGED / 2))
    gone = dice.choice(network.link_count, count, replace=False)
    drawn = np.sort(dice.integers(0, n, (2, count)), axis=0)
    there = network.source.astype(np.int64) * n + network.target
    new = np.array(sorted({int(low) * n + int(high) for low, high in drawn.T if low != high}), np.int64)
    new = new[there[np.minimum(np.searchsorted(there, new), len(there) - 1)] != new]
    ends = (new // n).astype(np.int32), (new % n).astype(np.int32)
    return LinkChange(network.source[gone], network.target[gone], *ends)


def _judge(stored: Path, labels: Path) -> dict[str, Any]:
    """Modularity, and how many of the communities are connected, in the same way for all programs."""
    import numpy as np

    from identity_graph.analytics.kernels import components

    network, label = _network(stored), np.load(labels)
    inside = label[network.source] == label[network.target]
    ends = network.source[inside], network.target[inside]
    label = np.unique(label, return_inverse=True)[1]
    parts = components.of_links(network.vertex_count, *ends)
    parts_of = np.bincount(label[np.flatnonzero(parts == np.arange(len(parts)))])
    degrees, m = network.adjacency("both").degrees, network.link_count
    modularity = inside.sum() / m - ((np.bincount(label, degrees) / (2 * m)) ** 2).sum()
    return {"modularity": round(float(modularity), 5), "connected": round(float((parts_of == 1).mean()), 6)}


def _seconds(act: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    return act(), time.perf_counter() - began


STEPS: dict[str, Callable[..., object]] = {
    "make": lambda name, scale, stored: _make(name, int(scale), Path(stored)),
    "run": lambda procedure, stored, labels: _run(procedure, Path(stored), Path(labels)),
    "judge": lambda stored, labels: _judge(Path(stored), Path(labels)),
    "count": lambda stored: _network(Path(stored)).link_count,
}
"""What a process of its own does."""


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))
        return
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--network", choices=("RMAT", "identity-shaped"), help="this one alone; nothing is kept")
    options.add_argument("--scale", type=int, default=RMAT_SCALE, help="one less halves the networks")
    options.add_argument("--keep", action="store_true", help="write docs/results.md")
    chosen = options.parse_args()
    under = conditions()
    with tempfile.TemporaryDirectory(prefix="identity-graph-bench-") as folder:
        names = [chosen.network] if chosen.network else ["RMAT", "identity-shaped"]
        done = show("procedures", (row for name in names for row in _of_network(name, chosen.scale, Path(folder))))
    if chosen.keep and not chosen.network and chosen.scale == RMAT_SCALE:
        results.keep(results.with_rows(results.read(), "procedures", done, under))


if __name__ == "__main__":
    main()
