"""Records of a file in batches: read, mapped, each record once a batch; bad rows handed on."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Final

from identity_graph.errors import IdentityGraphError, MappingError, SettingsError
from identity_graph.model import Record
from identity_graph_loaders.mapping import NamedMapping, UnfitRow, compile_mapping, load_mapping, ready_mappings
from identity_graph_loaders.mapping.apply import ToRecord
from identity_graph_loaders.mapping.columns import check_columns, columns_shown
from identity_graph_loaders.mapping.joins import read_joins
from identity_graph_loaders.readers import BadRow, Format, RawRow, Row, Table, format_of, open_table
from identity_graph_loaders.readers.ftm import ftm_rows, looks_like_ftm
from identity_graph_loaders.readers.long import bad_row
from identity_graph_loaders.readers.open import shown
from identity_graph_loaders.readers.senzing import looks_like_senzing, senzing_rows

BATCH_ROWS: Final = 2_000
"""Rows of one batch, which is written and resumed as one."""

BATCH_MAX_CHARS: Final = 8 * 1024 * 1024
"""A batch ends earlier where its rows' text is longer than this."""

OnBad = Callable[[BadRow], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of consecutive rows. ``rows`` counts all rows read for it, ``repeated`` those that say a record again."""

    records: tuple[Record, ...]
    rows: int
    repeated: int = 0


def read_records(
    address: str,
    mapping: NamedMapping | None,
    source: str | None,
    on_bad: OnBad,
    *,
    format: Format | None = None,
    encoding: str | None = None,
    batch_rows: int = BATCH_ROWS,
) -> Iterator[Batch]:
    """The file's records, ``batch_rows`` rows at a time; memory does not grow with the file.

    Without a mapping, Senzing and FollowTheMoney JSON are known by their first line. Rows that cannot be used go to
    ``on_bad``. Of two different records with one id in a batch the later counts and the earlier goes to ``on_bad``.
    Raises `InputError`, `MappingError`, `SettingsError`.
    """
    if batch_rows < 1:
        raise SettingsError("--batch-rows must be at least 1")
    mapping = mapping or (load_mapping(format) if format in {"senzing", "ftm"} else None)
    with _opened(address, mapping, format, encoding) as table:
        mapping, rows = _known(address, mapping, table)
        to_record = compile_mapping(mapping.file, source)
        joins = mapping.file.joins
        if table.columns is not None:
            check_columns(mapping.file, mapping.name, table.columns, shown(address))
        rows = _plain(rows, mapping.file.format)
        if joins:
            joined = read_joins(address, joins, encoding)
            for bad in joined.bad:
                on_bad(bad)
            rows = joined(rows)
        yield from _batches(rows, to_record, on_bad, batch_rows)


@contextmanager
def _opened(
    address: str, mapping: NamedMapping | None, format: Format | None, encoding: str | None
) -> Generator[Table]:
    wanted = mapping.file.format if mapping else None
    found = format or wanted or format_of(address)
    if wanted in {"senzing", "ftm"} and found in {"csv", "parquet"}:
        raise SettingsError(f"--format {found} does not go with mapping {wanted}: that is JSON Lines")
    columns = mapping.file.columns if mapping else ()
    delimiter = mapping.file.delimiter if mapping else None
    with open_table(address, found, encoding=encoding, columns=columns, delimiter=delimiter) as table:
        yield table


def _known(address: str, mapping: NamedMapping | None, table: Table) -> tuple[NamedMapping, Iterator[Row]]:
    """The mapping as given, or that of the kind of JSON the first rows look like; and all rows."""
    if mapping is not None:
        return mapping, table.rows
    before: list[Row] = []
    for row in table.rows:
        before.append(row)
        if isinstance(row, RawRow) or len(before) > 100:
            break
    first = next((row.values for row in before if isinstance(row, RawRow)), {})
    name = "senzing" if looks_like_senzing(first) else "ftm" if looks_like_ftm(first) else None
    if name is None or table.columns is not None:
        raise MappingError(
            f"{shown(address)}: say with --mapping which column is what: a file of your own (docs/guides/mappings.md)"
            f" or a ready one: {', '.join(ready_mappings())}. {columns_shown(list(table.columns or first))}"
        )
    return load_mapping(name), chain(before, table.rows)


def _plain(rows: Iterator[Row], format: Format | None) -> Iterator[Row]:
    return senzing_rows(rows) if format == "senzing" else ftm_rows(rows) if format == "ftm" else rows


def _batches(rows: Iterator[Row], to_record: ToRecord, on_bad: OnBad, batch_rows: int) -> Iterator[Batch]:
    batch = _Growing(on_bad)
    try:
        for row in rows:
            batch.rows += 1
            _take(row, batch, to_record, on_bad)
            if batch.rows >= batch_rows or batch.chars > BATCH_MAX_CHARS:
                yield batch.done()
                batch = _Growing(on_bad)
    except IdentityGraphError:
        if batch.rows:
            yield batch.done()  # what was read before the fault is kept
        raise
    if batch.rows:
        yield batch.done()


def _take(row: Row, batch: "_Growing", to_record: ToRecord, on_bad: OnBad) -> None:
    if not isinstance(row, RawRow):
        on_bad(row)
        return
    try:
        batch.add(row, to_record(row.values))
    except UnfitRow as why:
        on_bad(bad_row(row, str(why)))


class _Growing:
    """The batch at hand."""

    __slots__ = ("_on_bad", "_records", "_repeated", "chars", "rows")

    def __init__(self, on_bad: OnBad) -> None:
        self.rows = 0
        self.chars = 0
        self._on_bad = on_bad
        self._repeated = 0
        self._records: dict[tuple[str, str], tuple[Record, RawRow]] = {}

    def add(self, row: RawRow, record: Record) -> None:
        """Take a record; an earlier one with its id but other content is superseded."""
        key = (record.source, record.record_id)
        before = self._records.pop(key, None)
        if before is not None:
            if before[0] == record:
                self._repeated += 1
            else:
                self._on_bad(bad_row(before[1], f"superseded by line {row.line}, which has the same record id"))
        self._records[key] = (record, row)
        self.chars += len(row.raw) if row.raw is not None else 0

    def done(self) -> Batch:
        """It, to be loaded."""
        return Batch(tuple(record for record, _ in self._records.values()), self.rows, self._repeated)
