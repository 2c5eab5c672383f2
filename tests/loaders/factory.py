"""What the loader's tests build: files, rows, records, and a graph that remembers what it was given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from identity_graph_loaders.batches import Batch as Rows
from identity_graph_loaders.batches import read_records
from identity_graph_loaders.load import LoadTarget
from identity_graph_loaders.mapping import NamedMapping, load_mapping, parse_mapping
from identity_graph_loaders.readers import BadRow, RawRow, Row, format_of, open_table

from identity_graph.model import Record

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
PEOPLE: dict[str, Any] = {"record_id": "id", "names": [{"full": "name"}]}


def data(name: str) -> str:
    """A file of the shared data."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"needs the shared data: {path} is not there")
    return str(path)


def mapping(**said: Any) -> NamedMapping:
    """A mapping of ``id`` and ``name`` with more said."""
    return NamedMapping("test", parse_mapping({**PEOPLE, **said}, "test"))


def ready(name: str) -> NamedMapping:
    """A ready mapping."""
    return load_mapping(name)


def rows_of(path: str | Path, **options: Any) -> list[Row]:
    """All rows of a file."""
    format = options.pop("format", None) or format_of(str(path))
    with open_table(str(path), format, **options) as table:
        return list(table.rows)


def values_of(path: str | Path, **options: Any) -> list[Any]:
    """The values of all rows, which must be good."""
    rows = rows_of(path, **options)
    assert all(isinstance(row, RawRow) for row in rows), rows
    return [row.values for row in rows if isinstance(row, RawRow)]


def bad_of(path: str | Path, **options: Any) -> list[BadRow]:
    """The bad rows of a file."""
    return [row for row in rows_of(path, **options) if isinstance(row, BadRow)]


def load(path: str | Path, named: NamedMapping | None, source: str | None = "test", **options: Any) -> "Read":
    """A file's records and bad rows."""
    bad: list[BadRow] = []
    batches = list(read_records(str(path), named, source, bad.append, **options))
    return Read([record for batch in batches for record in batch.records], bad, sum(batch.rows for batch in batches))


@dataclass
class Read:
    """What `load` found."""

    records: list[Record]
    bad: list[BadRow]
    rows: int

    def by_id(self, record_id: str) -> Record:
        """The one record with this id."""
        (found,) = [record for record in self.records if record.record_id == record_id]
        return found


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch changed."""

    new: int
    changed: int
    unchanged: int
    already: bool


@dataclass
class RememberingGraph(LoadTarget):
    """A graph that keeps records in a dict, and knows a batch it was given before."""

    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    batches: list[tuple[Record, ...]] = field(default_factory=list)
    resolved: int = 0
    dies_after: int | None = None

    def load_batch(self, records: Sequence[Record]) -> Batch:
        """Keep them."""
        if self.dies_after is not None and len(self.batches) >= self.dies_after:
            raise KeyboardInterrupt
        if tuple(records) in self.batches:
            return Batch(0, 0, len(records), True)
        self.batches.append(tuple(records))
        before = [self.records.get((record.source, record.record_id)) for record in records]
        self.records |= {(record.source, record.record_id): record for record in records}
        new = before.count(None)
        same = sum(old == record for old, record in zip(before, records, strict=True))
        return Batch(new, len(records) - new - same, same, False)

    def load_batches(self, batches: Iterable[Rows], processes: int) -> Iterator[tuple[Rows, Batch | None]]:
        """Keep them one by one."""
        del processes
        for batch in batches:
            yield batch, self.load_batch(batch.records) if batch.records else None

    def resolve(self, progress: object) -> None:
        """Count it."""
        self.resolved += 1
