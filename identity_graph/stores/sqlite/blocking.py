"""The index of blocking keys: which records are worth comparing."""

import json
from collections.abc import Sequence
from typing import Final

import apsw

from identity_graph.stores.sqlite.reading import fetched, ids_of

_KEYS: Final = """SELECT i.id, b.key FROM json_each(?) j CROSS JOIN node i ON i.id = j.value
    CROSS JOIN blocking b ON b.record = i.n ORDER BY i.id, b.key"""
_SIZES: Final = """SELECT j.value, (SELECT count(*) FROM blocking b WHERE b.key = j.value)
    FROM json_each(?) j"""
_RECORDS: Final = """SELECT DISTINCT i.id FROM json_each(?) j
    CROSS JOIN blocking b INDEXED BY blocking_reverse ON b.key = j.value CROSS JOIN node i ON i.n = b.record"""
# Counting stops one past the limit: a generic key can have millions.
CANDIDATES: Final = """WITH asked(n, key) AS MATERIALIZED (
        SELECT i.n, b.key FROM json_each(:records) j CROSS JOIN node i ON i.id = j.value
        CROSS JOIN blocking b ON b.record = i.n
    ), telling(key) AS MATERIALIZED (
        SELECT key FROM (SELECT DISTINCT key FROM asked) a
        WHERE (SELECT count(*) FROM (SELECT 1 FROM blocking b WHERE b.key = a.key LIMIT :generic_over + 1))
            <= :generic_over
    )
    SELECT DISTINCT a.n, b.record
    FROM asked a CROSS JOIN blocking b INDEXED BY blocking_reverse ON b.key = a.key AND b.record <> a.n
    WHERE a.key IN telling"""
_ALL: Final = """SELECT b.record, b.key, i.id FROM blocking b CROSS JOIN node i ON i.n = b.record
    WHERE (b.record, b.key) > (?, ?) ORDER BY b.record, b.key LIMIT ?"""

Row = tuple[int, int, str]
"""(record's number, key, record's id)"""


def blocking_keys(connection: apsw.Connection, records: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The keys of records."""
    found: dict[str, list[int]] = {}
    for record, key in connection.execute(_KEYS, (json.dumps(list(dict.fromkeys(records))),)):
        found.setdefault(record, []).append(key)
    return {record: tuple(keys) for record, keys in found.items()}


def block_sizes(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, int]:
    """The sizes of blocks that have any record."""
    return {key: size for key, size in connection.execute(_SIZES, (json.dumps(list(keys)),)) if size}


def block_records(connection: apsw.Connection, keys: Sequence[int]) -> frozenset[str]:
    """The records of blocks."""
    return frozenset(id for (id,) in connection.execute(_RECORDS, (json.dumps(list(keys)),)))


def candidates(connection: apsw.Connection, records: Sequence[str], generic_over: int) -> list[tuple[str, str]]:
    """The pairs worth comparing."""
    bindings: dict[str, str | int] = {"records": json.dumps(list(records)), "generic_over": generic_over}
    pairs: list[tuple[int, int]] = fetched(connection, CANDIDATES, bindings)
    ids = ids_of(connection, {number for pair in pairs for number in pair})
    return sorted({(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in pairs})


def after(connection: apsw.Connection, last: tuple[int, int], limit: int) -> list[Row]:
    """Keys in the order of records' numbers, so that both tables are read from front to back."""
    return fetched(connection, _ALL, (*last, limit))
