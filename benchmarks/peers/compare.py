"""A peer's run beside ours: measured the same way, held against the same truth by the same arithmetic."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.datasets import DataSet
from benchmarks.measure import Measured, run
from identity_graph.evaluation import Evaluation, evaluate

SPLINK_MODELS = {"historical 50k": "historical", "FEBRL 4": "febrl4"}


def splink_demo(data: DataSet, folder: Path) -> tuple[Measured, Evaluation] | None:
    """Splink with its demo's model on this set; ``None`` where it has no demo for it."""
    model = SPLINK_MODELS.get(data.name)
    if model is None or data.truth is None:
        return None
    clusters = folder / "splink.csv"
    program = [sys.executable, "-m", "benchmarks.peers.splink_demo", model, str(clusters)]
    measured = run([*program, *map(str, data.files)])
    truth = {record: entity for _source, record, entity in data.truth(data)}
    return measured, evaluate(dict(_clusters(clusters)), truth)


def _clusters(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["record_id"], row["cluster"]
