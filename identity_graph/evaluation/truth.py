"""Reading known truth: which records are one entity."""

import csv
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from identity_graph.errors import InputError
from identity_graph.model import record_node_id

COLUMNS: Final = ("source", "record_id", "entity_id")

_Row = tuple[int, tuple[str, ...]]
"""Row number (the first row under the header is 1) and the text of each wanted column."""


@dataclass(frozen=True, slots=True)
class Truth:
    """All by a record's node id: its entity, the way people refer to it (``SOURCE:RECORD_ID``), and its group (a
    market, a year) where the truth was read by one."""

    entities: dict[str, str]
    references: dict[str, str]
    groups: dict[str, str] = field(default_factory=dict[str, str])


def read_truth(path: Path, by: str | None = None) -> Truth:
    """Read ``source,record_id,entity_id`` from CSV (UTF-8, with or without BOM; also ``.gz``) or Parquet; ``by`` names
    a further column whose values are the groups.

    More columns are allowed, and so is a row that comes twice. Raises `InputError`, naming file and row.
    """
    wanted = (*COLUMNS, by) if by else COLUMNS
    rows = (_parquet_rows if path.suffix.lower() in {".parquet", ".pq"} else _csv_rows)(path, wanted)
    truth = Truth({}, {})
    try:
        _fill(truth, rows, path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, EOFError, csv.Error, pa.ArrowException) as error:
        kind = "Parquet" if path.suffix.lower() in {".parquet", ".pq"} else "UTF-8 CSV"
        raise InputError(f"{path}: is no readable {kind} file ({type(error).__name__})") from error
    if not truth.entities:
        raise InputError(f"{path}: has no rows; a truth names at least one record with its entity")
    return truth


def _fill(truth: Truth, rows: Iterable[_Row], path: Path) -> None:
    for number, (source, record_id, entity, *group) in rows:
        if not (source and record_id and entity):
            raise InputError(f"{path}: row {number}: source, record_id and entity_id must all be said")
        record = record_node_id(source, record_id)
        if truth.entities.setdefault(record, entity) != entity:
            raise InputError(
                f"{path}: row {number}: this record was given another entity_id before; it can have only one"
            )
        truth.references[record] = f"{source}:{record_id}"
        if group and group[0]:
            truth.groups[record] = group[0]


def _csv_rows(path: Path, wanted: tuple[str, ...]) -> Iterator[_Row]:
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        places = _places([name.strip() for name in next(rows, [])], path, wanted)
        for number, row in enumerate((row for row in rows if row), start=1):
            yield number, tuple(row[place].strip() if place < len(row) else "" for place in places)


def _parquet_rows(path: Path, wanted: tuple[str, ...]) -> Iterator[_Row]:
    with pq.ParquetFile(path) as file:
        _places(file.schema_arrow.names, path, wanted)
        number = 0
        for batch in file.iter_batches(columns=list(wanted)):
            columns = [batch.column(name).cast(pa.string()).to_pylist() for name in wanted]
            for row in zip(*columns, strict=True):
                number += 1
                yield number, tuple((text or "").strip() for text in row)


def _places(names: list[str], path: Path, wanted: tuple[str, ...]) -> list[int]:
    absent = [name for name in wanted if name not in names]
    if absent:
        raise InputError(f"{path}: has no column {', '.join(absent)}; it has {', '.join(names) or 'none'}")
    return [names.index(name) for name in wanted]
