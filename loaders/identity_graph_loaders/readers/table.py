"""Which reader a file wants, and its rows."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final, Literal, get_args

from identity_graph.errors import InputError
from identity_graph_loaders.readers.csv import read_csv
from identity_graph_loaders.readers.jsonl import read_jsonl
from identity_graph_loaders.readers.open import file_name, open_bytes, open_raw, reading, shown
from identity_graph_loaders.readers.parquet import read_parquet
from identity_graph_loaders.readers.rows import Row, Table
from identity_graph_loaders.readers.text import text_stream

Format = Literal["csv", "jsonl", "parquet", "senzing", "ftm"]
FORMATS: Final[tuple[str, ...]] = get_args(Format)

_ENDINGS: Final[dict[str, Format]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}


def format_of(address: str) -> Format:
    """The format by the ending (``.gz`` and ``.zst`` looked through). Raises `InputError` where it tells nothing."""
    name = file_name(address).lower().removesuffix(".gz").removesuffix(".zst")
    for ending, found in _ENDINGS.items():
        if name.endswith(ending):
            return found
    raise InputError(f"{shown(address)}: the name does not tell the format; give --format ({', '.join(FORMATS)})")


@contextmanager
def open_table(
    address: str,
    format: Format,
    *,
    encoding: str | None = None,
    columns: Sequence[str] = (),
    delimiter: str | None = None,
) -> Generator[Table]:
    """The rows of a file, closed at the end. Senzing and FollowTheMoney are JSON Lines here.

    ``columns`` are those of a CSV without a header line; ``delimiter`` a tab for ``.tsv``, else a comma.
    """
    with ExitStack() as stack:
        if format == "parquet":
            table = read_parquet(address, stack.enter_context(open_raw(address)))
        else:
            newline = "" if format == "csv" else "\n"
            bytes_ = stack.enter_context(open_bytes(address))
            stream = text_stream(address, bytes_, encoding, newline)
            stack.callback(stream.detach)
            if format == "csv":
                tabbed = ".tsv" in file_name(address).lower()
                table = read_csv(address, stream, columns, delimiter or ("\t" if tabbed else ","))
            else:
                table = read_jsonl(address, stream)
        yield Table(table.columns, _guarded(address, table.rows))


def _guarded(address: str, rows: Iterator[Row]) -> Iterator[Row]:
    with reading(address):
        yield from rows
