"""Rows from files of every kind the loader reads, one at a time, whatever is wrong in them told row by row."""

from identity_graph_loaders.readers.rows import (
    FIELD_MAX_CHARS,
    ROW_MAX_CHARS,
    BadRow,
    RawRow,
    Row,
    Table,
    raw_text,
    text_of,
)
from identity_graph_loaders.readers.table import FORMATS, Format, format_of, open_table

__all__ = [
    "FIELD_MAX_CHARS",
    "FORMATS",
    "ROW_MAX_CHARS",
    "BadRow",
    "Format",
    "RawRow",
    "Row",
    "Table",
    "format_of",
    "open_table",
    "raw_text",
    "text_of",
]
