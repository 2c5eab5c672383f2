"""CSV as RFC 4180 has it: UTF-8, texts in quotes, an absent value an empty field without quotes.

The `csv` module of Python 3.11 cannot write the difference between an absent value and an empty text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from identity_graph.bulk.table import Column, Row, Table, Unwritable
from identity_graph.errors import StoreError
from identity_graph.model import Value


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows, the bytes of the longest, and whether some field goes over several lines."""

    rows: int
    longest: int
    multiline: bool

    def with_page(self, page: "Written") -> "Written":
        """This and one more page."""
        return Written(
            self.rows + page.rows, max(self.longest, page.longest), multiline=self.multiline or page.multiline
        )


def quoted(value: Value) -> str:
    """A text, in quotes."""
    return '"' + str(value).replace('"', '""') + '"'


def number(value: Value) -> str:
    """An integer or a real, in the shortest form that reads back as the same."""
    return repr(value)


def boolean(value: Value) -> str:
    """``true`` or ``false``."""
    return "true" if value else "false"


def write_csv(table: Table, file: BinaryIO) -> Iterator[Written]:
    """Write the table with a header, page by page. Raises `StoreError` naming file, column and id of a value the format
    cannot hold."""
    file.write((",".join(column.header for column in table.columns) + "\n").encode())
    for page in table.pages:
        lines = [_line(table, row) for row in page]
        if lines:
            file.write(b"\n".join(lines) + b"\n")
            yield Written(len(lines), max(map(len, lines)), any(b"\n" in line or b"\r" in line for line in lines))


def _line(table: Table, row: Row) -> bytes:
    try:
        fields = [
            "" if value is None else column.encode(value) for column, value in zip(table.columns, row, strict=True)
        ]
        return ",".join(fields).encode()
    except (Unwritable, UnicodeEncodeError):
        raise _refusal(table, row) from None


def _refusal(table: Table, row: Row) -> StoreError:
    """Found by a second look: the first one has no time for names."""
    ids = " → ".join(str(value) for column, value in zip(table.columns, row, strict=True) if not column.name)
    for column, value in zip(table.columns, row, strict=True):
        reason = _reason(column, value)
        if reason:
            return StoreError(f"{table.name} {ids}: {column.name or column.header} {reason}")
    return StoreError(f"{table.name} {ids}: this format cannot hold it")


def _reason(column: Column, value: Value) -> str | None:
    try:
        if value is not None:
            column.encode(value).encode()
    except Unwritable as error:
        return str(error)
    except UnicodeEncodeError:
        return "holds half a character (a lone surrogate), which is not UTF-8"
    return None
