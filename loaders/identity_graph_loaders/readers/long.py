"""Rows that are too long to hold: what of them stands in the quarantine file."""

import hashlib
from collections.abc import Iterable
from typing import Any

from identity_graph_loaders.readers.rows import FIELD_MAX_CHARS, RAW_KEPT_CHARS, BadRow, RawRow, raw_text


def bad_row(row: RawRow, reason: str) -> BadRow:
    """A row that was read but cannot be used; raw is cut where it is too long to keep."""
    raw = raw_text(row)
    return BadRow(row.line, reason, raw) if len(raw) <= FIELD_MAX_CHARS else LongRow(row.line, [raw]).bad_row(reason)


class LongRow:
    """The length, hash and beginning of a row that is read on piece by piece only to get past it."""

    def __init__(self, line: int, pieces: Iterable[str]) -> None:
        self._line = line
        self._kept = ""
        self._chars = 0
        self._digest: Any = hashlib.sha256()
        self.quotes = 0
        for piece in pieces:
            self.add(piece)

    def add(self, piece: str) -> None:
        """Take one more piece of it."""
        if len(self._kept) < RAW_KEPT_CHARS:
            self._kept = (self._kept + piece)[:RAW_KEPT_CHARS]
        self._chars += len(piece)
        self.quotes += piece.count('"')
        self._digest.update(piece.encode("utf-8", "surrogatepass"))

    def bad_row(self, limit: str) -> BadRow:
        """It, for the quarantine file."""
        reason = (
            f"{limit}; the row has {self._chars} characters, sha256 {self._digest.hexdigest()}; raw holds the first"
            f" {len(self._kept)}"
        )
        return BadRow(self._line, reason, self._kept.encode("utf-8", "replace").decode())
