"""Whole graphs to test with: the generated sample as records, one model for all of them, and what a graph holds."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import identity_graph_loaders.demo as demo
from identity_graph_loaders.batches import read_records
from identity_graph_loaders.mapping import load_mapping

from identity_graph import IdentityGraph
from identity_graph.changes import model_changes
from identity_graph.model import Cause, Record
from identity_graph.normalize import comparable
from identity_graph.resolution import MatchModel, feature_table, train
from identity_graph.sample import write_sample

MODEL_RECORDS = 1_200


@cache
def sample_records(count: int = MODEL_RECORDS, seed: int = 7) -> tuple[Record, ...]:
    """Generated records of all four sources, read as a load reads them."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_sample(Path(folder), count, seed)
        return tuple(
            record
            for source, mapping in demo.SOURCES.items()
            for batch in read_records(str(getattr(files, source)), load_mapping(mapping), source, print)
            for record in batch.records
        )


@cache
def sample_model() -> MatchModel:
    """What `sample_records` teach (some five seconds, once in each test process)."""
    ordered = sorted((comparable(record) for record in sample_records()), key=lambda seen: seen.record)
    return train(feature_table(ordered))


@contextmanager
def graph_of(records: Sequence[Record] = (), *, model: MatchModel | None = None) -> Iterator[IdentityGraph]:
    """A graph in memory with this model (that of the sample) and these records, resolved."""
    with IdentityGraph.open("sqlite::memory:") as graph:
        model = model or sample_model()
        graph.store.apply(model_changes(Cause("model", model.content), model, []))
        if records:
            graph.load_batch(records)
            graph.resolve()
        yield graph


def exported(graph: IdentityGraph) -> dict[str, bytes]:
    """All of a graph's nodes and links, byte for byte as an export writes them: file → content."""
    with tempfile.TemporaryDirectory() as folder:
        return {table.name: table.path.read_bytes() for table in graph.export(Path(folder), "csv")}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, tuple[list[bytes], list[bytes]]]:
    """The lines that only one of two exports has, by file: nothing where they are equal."""
    found: dict[str, tuple[list[bytes], list[bytes]]] = {}
    for name in sorted(one.keys() | other.keys()):
        ours, theirs = one.get(name, b"").splitlines(), other.get(name, b"").splitlines()
        if ours != theirs:
            found[name] = (sorted(set(ours) - set(theirs))[:20], sorted(set(theirs) - set(ours))[:20])
    return found
