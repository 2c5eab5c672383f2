"""Parquet: row group by row group, a thousand rows at a time."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from identity_graph.errors import InputError
from identity_graph_loaders.readers.long import bad_row
from identity_graph_loaders.readers.open import STANDARD_INPUT, shown
from identity_graph_loaders.readers.rows import RawRow, Row, Table, unfit_text

PARQUET_ROWS: Final = 1_000
"""Rows turned into Python values at a time."""


def read_parquet(address: str, stream: BinaryIO) -> Table:
    """The rows of a Parquet file; the line number is the row's, from 1.

    Raises `InputError` where the stream cannot be sought in (Parquet keeps its index at the end) or is no Parquet.
    """
    if address == STANDARD_INPUT or not stream.seekable():
        raise InputError(f"{shown(address)}: Parquet cannot be read from a stream; save it as a file first")
    try:
        opened: Any = pq.ParquetFile(stream, pre_buffer=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"{shown(address)}: is not a Parquet file, or is damaged (Parquet is never gzipped)"
        ) from error
    columns = tuple(opened.schema_arrow.names)
    twice = sorted(name for name, times in Counter(columns).items() if times > 1)
    if twice:
        raise InputError(f"{shown(address)}: names these columns more than once: {', '.join(twice)}; rename them")
    return Table(columns, _rows(address, opened))


def _rows(address: str, opened: Any) -> Iterator[Row]:
    line = 0
    try:
        for batch in opened.iter_batches(batch_size=PARQUET_ROWS):
            for values in batch.to_pylist():
                line += 1
                row = RawRow(line, values, None)
                why = unfit_text(values)
                yield bad_row(row, why) if why else row
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"{shown(address)}: damaged after row {line} ({type(error).__name__}); fetch it again"
        ) from error
