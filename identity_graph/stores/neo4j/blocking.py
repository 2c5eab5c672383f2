"""The index of blocking keys: which records are worth comparing."""

from collections.abc import Sequence

from identity_graph.stores.neo4j.server import Transaction


def blocking_keys(tx: Transaction, records: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The keys of records."""
    return {record: tuple(sorted(keys)) for record, keys in tx.rows("read/blocking_keys", records=records)}


def block_sizes(tx: Transaction, keys: Sequence[int]) -> dict[int, int]:
    """The sizes of blocks that have any record."""
    return {key: size for key, size in tx.rows("read/block_sizes", keys=list(dict.fromkeys(keys))) if size}


def block_records(tx: Transaction, keys: Sequence[int]) -> frozenset[str]:
    """The records of blocks."""
    return frozenset(record for (record,) in tx.rows("read/block_records", keys=list(dict.fromkeys(keys))))


def candidates(tx: Transaction, records: Sequence[str], generic_over: int) -> list[tuple[str, str]]:
    """The pairs worth comparing. The server gives the records of each block; pairs of them are made here, because
    there are many more."""
    asked = frozenset(records)
    blocks = tx.rows("read/candidates", records=records, generic_over=generic_over, one_more=generic_over + 1)
    pairs = {
        (one, other) if one < other else (other, one)
        for (sharing,) in blocks
        for one in asked.intersection(sharing)
        for other in sharing
        if other != one
    }
    return sorted(pairs)


def after(tx: Transaction, last: str, limit: int) -> list[tuple[str, list[int]]]:
    """The next records with their keys, in the order of their ids."""
    return tx.rows("read/all_blocking_keys", after=last, limit=limit)
