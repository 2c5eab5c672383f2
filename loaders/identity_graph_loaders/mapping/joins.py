"""Small files beside the loaded one, held in memory and hung under the rows they belong to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from identity_graph.errors import InputError, MappingError
from identity_graph_loaders.mapping.model import Join
from identity_graph_loaders.readers import BadRow, RawRow, Row, format_of, open_table, text_of
from identity_graph_loaders.readers.open import beside, is_remote, shown

JOIN_MAX_ROWS: Final = 1_000_000
"""A side file with more rows is refused: it would not fit in memory."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The side files' rows by join and key, and the rows of them that could not be read."""

    rows: Mapping[str, tuple[str, Mapping[str, list[dict[str, Any]]]]]
    bad: tuple[BadRow, ...]

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows with the side files' rows hung under them."""
        for row in rows:
            if isinstance(row, RawRow):
                more = {name: by_key.get(text_of(row.values.get(on)), []) for name, (on, by_key) in self.rows.items()}
                yield RawRow(row.line, {**row.values, **more}, row.raw)
            else:
                yield row


def read_joins(address: str, joins: Mapping[str, Join], encoding: str | None) -> Joined:
    """Read the side files of the file at ``address``. Raises `InputError` where one is missing or too big."""
    bad: list[BadRow] = []
    found = {name: (join.on, _by_key(address, join, encoding, bad)) for name, join in joins.items()}
    return Joined(found, tuple(bad))


def _by_key(address: str, join: Join, encoding: str | None, bad: list[BadRow]) -> dict[str, list[dict[str, Any]]]:
    side = beside(address, join.file)
    by_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if not is_remote(side) and not Path(side).exists():
        if join.optional:
            return by_key
        raise InputError(f"{shown(side)}: the mapping joins this file to {shown(address)}; put it beside it")
    key = join.key or join.on
    with open_table(side, format_of(side), encoding=encoding, columns=join.columns) as table:
        if table.columns is not None and key not in table.columns:
            raise MappingError(f"{shown(side)}: has no column {key} to join by; it has: {', '.join(table.columns)}")
        for count, row in enumerate(table.rows, start=1):
            if count > JOIN_MAX_ROWS:
                raise InputError(f"{shown(side)}: more than {JOIN_MAX_ROWS} rows; joined files are held in memory")
            if isinstance(row, BadRow):
                bad.append(BadRow(row.line, row.reason, row.raw, shown(side)))
            else:
                by_key[text_of(row.values.get(key))].append({k: v for k, v in row.values.items() if k != key})
    return by_key
