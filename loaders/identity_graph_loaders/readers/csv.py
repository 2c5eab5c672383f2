"""CSV: a header line (or columns a mapping names), quoted fields with line breaks, one row after the other."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from identity_graph.errors import InputError
from identity_graph_loaders.readers.long import LongRow
from identity_graph_loaders.readers.open import reading, shown
from identity_graph_loaders.readers.rows import FIELD_MAX_CHARS, ROW_MAX_CHARS, BadRow, RawRow, Row, Table
from identity_graph_loaders.readers.text import escaped, undecodable


class _RowTooLong(Exception):
    """The row at hand has more than `ROW_MAX_CHARS`; raised through `csv.reader` and caught by its caller."""


class _Lines:
    """Physical lines for `csv.reader`, remembering those of the row at hand."""

    __slots__ = ("chars", "count", "pending", "readline")

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.readline = stream.readline
        self.count = 0
        self.chars = 0
        self.pending: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.readline(ROW_MAX_CHARS + 1)
        if not line:
            raise StopIteration
        self.count += 1
        self.pending.append(line)
        self.chars += len(line)
        if self.chars > ROW_MAX_CHARS:
            raise _RowTooLong
        return line

    def next_row(self) -> int:
        """Forget the row at hand; the line number the next one begins at."""
        self.pending.clear()
        self.chars = 0
        return self.count + 1

    def skip(self, line: int, limit: str) -> BadRow | None:
        """Read past a row that is too long; ``None`` where its quoted field never ends."""
        row = LongRow(line, self.pending)
        piece = self.pending[-1]
        while not piece.endswith(("\n", "\r")) or row.quotes % 2:
            ended = piece.endswith(("\n", "\r"))
            piece = self.readline(ROW_MAX_CHARS)
            if not piece:
                return None if row.quotes % 2 else row.bad_row(limit)
            self.count += ended
            row.add(piece)
        return row.bad_row(limit)


def read_csv(address: str, stream: io.TextIOWrapper, columns: Sequence[str], delimiter: str) -> Table:
    """The rows of a CSV file. ``columns`` where the file has no header line.

    Raises `InputError` for a header that is missing, cannot be decoded, or names a column twice.
    """
    csv.field_size_limit(FIELD_MAX_CHARS)
    rows = _rows(address, stream, delimiter)
    if columns:
        return Table(tuple(columns), _keyed(tuple(columns), rows))
    with reading(address):
        first = next(rows, None)
    if first is None:
        raise InputError(f"{shown(address)}: has no header line")
    if isinstance(first, BadRow):
        raise InputError(f"{shown(address)}: the header line cannot be used: {first.reason}")
    header = tuple(name.strip() or f"column_{i}" for i, name in enumerate(first[1], start=1))
    twice = sorted(name for name, times in Counter(header).items() if times > 1)
    if twice:
        raise InputError(
            f"{shown(address)}: the header names these columns more than once: {', '.join(twice)}; rename them"
        )
    return Table(header, _keyed(header, rows))


_Fields = tuple[int, list[str], str]


def _keyed(columns: tuple[str, ...], rows: Iterator[_Fields | BadRow]) -> Iterator[Row]:
    width = len(columns)
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        line, fields, raw = row
        if len(fields) == width:
            yield RawRow(line, dict(zip(columns, fields, strict=True)), raw)
        else:
            yield BadRow(line, f"{len(fields)} fields where {width} columns are named", raw)


def _rows(address: str, stream: io.TextIOWrapper, delimiter: str) -> Iterator[_Fields | BadRow]:
    """Line number, fields and raw text of each row that is not blank."""
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    encoding = stream.encoding
    while True:
        line = lines.next_row()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except (_RowTooLong, csv.Error) as error:
            yield _broken(address, lines, line, error, encoding)
            continue
        raw = "".join(lines.pending).rstrip("\r\n")
        why = undecodable(raw, encoding)
        if why:
            yield BadRow(line, why + r"; in raw such bytes are written \xNN", escaped(raw))
        elif "\0" in raw:
            yield BadRow(line, "the row holds a NUL character", raw)
        elif fields:
            yield line, fields, raw


def _broken(address: str, lines: _Lines, line: int, error: Exception, encoding: str) -> BadRow:
    too_long = isinstance(error, _RowTooLong)
    if not too_long and "field larger" not in str(error):
        raw = "".join(lines.pending).rstrip("\r\n")
        said = "a quote is never closed" if "unexpected end" in str(error) else f"not CSV: {error}"
        return BadRow(line, said, escaped(raw) if undecodable(raw, encoding) else raw)
    limit = (
        f"longer than {ROW_MAX_CHARS} characters"
        if too_long
        else f"a field is longer than {FIELD_MAX_CHARS} characters"
    )
    skipped = lines.skip(line, limit)
    if skipped is None:
        raise InputError(
            f"{shown(address)}: a quote opened in the row at line {line} is never closed, so the {lines.count - line}"
            " lines after it cannot be told apart; mend the quote and load again (what stood before it is loaded)"
        )
    return skipped
