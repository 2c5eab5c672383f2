"""Real data, each set loaded and resolved by one command, and held against its truth; a peer beside it.

Run: ``.venv/bin/python -m benchmarks --only real_data``
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.datasets import DataAbsent, DataSet, data_sets
from benchmarks.measure import Measured, identity_graph, splink_version
from benchmarks.peers.compare import splink_demo
from benchmarks.targets import Row
from identity_graph.evaluation import Score


def rows() -> Iterator[Row]:
    """A row for each set and program."""
    for data in data_sets():
        with tempfile.TemporaryDirectory(prefix="identity-graph-bench-") as folder:
            try:
                yield ours(data, Path(folder))
                yield from peers(data, Path(folder))
            except DataAbsent as absent:
                yield {"set": data.name, "program": f"not measured: {absent}"}


def ours(data: DataSet, folder: Path) -> Row:
    """Load and resolve the set into a new store, as a user would."""
    store, truth = folder / "graph.db", folder / "truth.csv"
    loaded = identity_graph(store, "load", *data.load_arguments(folder / "quarantine.jsonl"), "--json")
    files = loaded.json["files"]
    nodes = identity_graph(store, "stats", "--json").json["nodes"]
    row: Row = {
        "set": data.name,
        "program": "identity-graph",
        "rows": sum(file["rows"] for file in files),
        "quarantined": sum(file["bad"] for file in files),
        "records": nodes["Record"],
        "identities": nodes["Identity"],
        "load_s": round(sum(file["seconds"] for file in files), 1),
        **costs(loaded, nodes["Record"]),
    }
    if data.write_truth(truth):
        row |= evaluated(store, truth)
    return row


def peers(data: DataSet, folder: Path) -> Iterator[Row]:
    """Splink alone with its demo's model, where there is a demo for this set."""
    found = splink_demo(data, folder)
    if found is not None:
        measured, evaluation = found
        row: Row = {"set": data.name, "program": f"Splink {splink_version()}, its demo's model"}
        row |= {"records": evaluation.records, "identities": evaluation.identities}
        yield (
            row
            | costs(measured, evaluation.records)
            | quality(evaluation.pairwise, evaluation.b_cubed, evaluation.missing)
        )


def costs(measured: Measured, records: int) -> Row:
    """What a process took."""
    return {
        "seconds": round(measured.seconds, 1),
        "cpu_s": round(measured.cpu_s, 1),
        "records_per_s": round(records / measured.seconds),
        "peak_mib": round(measured.peak_mib),
    }


def quality(pairwise: Score, b_cubed: Score, missing: int) -> Row:
    """How right the identities are. Records that are not in the graph (quarantined) are ``missing``."""
    return {
        "precision": round(pairwise.precision, 4),
        "recall": round(pairwise.recall, 4),
        "f1": round(pairwise.f1, 4),
        "b_cubed_f1": round(b_cubed.f1, 4),
        "missing": missing,
    }


def evaluated(store: Path, truth: Path) -> Row:
    """What ``identity-graph evaluate`` says of a store."""
    said = identity_graph(store, "evaluate", "--truth", str(truth), "--json").json
    pairwise, b_cubed = (Score(said[name]["precision"], said[name]["recall"]) for name in ("pairwise", "b_cubed"))
    return quality(pairwise, b_cubed, said["missing"])
