"""One row as a reader hands it on: its values, or why it is none."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

FIELD_MAX_CHARS: Final = 1024 * 1024
"""One value may have this many characters; the row of a longer one is quarantined."""

ROW_MAX_CHARS: Final = 4 * 1024 * 1024
"""One row (a CSV row with its quoted line breaks, a JSON line) may have this many characters."""

RAW_KEPT_CHARS: Final = 2_000
"""Of a row that is too long, this much stands in the quarantine file, with the length and hash of the whole."""

_UNFIT: Final = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row that could be read. ``line`` counts from 1 and is the row's first physical line (Parquet: the row).

    ``raw`` is the row as it stands in the file; ``None`` where the file has no text (Parquet), see `raw_text`.
    """

    line: int
    values: Mapping[str, Any]
    raw: str | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be used. ``reason`` never holds a value of the row. ``file``: where not the loaded one."""

    line: int
    reason: str
    raw: str
    file: str | None = None


Row = RawRow | BadRow


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with what is known about them beforehand: ``columns`` is ``None`` where each row names its own."""

    columns: tuple[str, ...] | None
    rows: Iterator[Row]


def raw_text(row: RawRow) -> str:
    """The row as text for the quarantine file."""
    return row.raw if row.raw is not None else json.dumps(row.values, ensure_ascii=False, default=text_of)


def text_of(value: Any) -> str:
    """Any value of any reader as text without outer blanks; empty for none, NaN and empty lists.

    A whole float is written without ``.0`` (pandas makes whole numbers floats where one is missing), midnight without
    a zone is written as its date.
    """
    if value.__class__ is str:
        return str(value.strip())
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() and value.tzinfo is None else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=text_of)
    return str(value) if isinstance(value, int | Decimal) else str(value).strip()


def unfit_text(value: Any) -> str | None:
    """Why a value (looked through to its ends) cannot be stored as text, or ``None`` where it can."""
    if value.__class__ is str:
        if len(value) > FIELD_MAX_CHARS:
            return f"a field of {len(value)} characters is longer than {FIELD_MAX_CHARS}"
        found = _UNFIT.search(value)
        if found is None:
            return None
        return "a field holds a NUL character" if found.group() == "\x00" else "a field holds half a surrogate pair"
    if isinstance(value, dict):
        return next((why for item in value.items() for part in item if (why := unfit_text(part))), None)
    if isinstance(value, list):
        return next((why for item in value if (why := unfit_text(item))), None)
    return None
