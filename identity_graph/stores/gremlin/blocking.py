"""The index of blocking keys: values of one property of records, by which a server finds them."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from identity_graph.stores.gremlin.reading import askable, pieces
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.traversals import reading as traversals

KEYS_AT_ONCE: Final = 50


def blocking_keys(requests: Requests, records: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The keys of records, in the order asked."""
    wanted = askable(records)
    found: dict[str, tuple[int, ...]] = {}
    for rows in requests.ask_each(map(traversals.blocking_keys, pieces(wanted))):
        found.update((row["id"], tuple(sorted(row["keys"]))) for row in rows)
    return {record: found[record] for record in wanted if record in found}


def block_sizes(requests: Requests, keys: Sequence[int]) -> dict[int, int]:
    """The sizes of blocks that have any record."""
    asked = map(traversals.block_sizes, pieces(dict.fromkeys(keys), KEYS_AT_ONCE))
    return {int(key): size for (sizes,) in requests.ask_each(asked) for key, size in sizes.items() if size}


def block_records(requests: Requests, keys: Sequence[int]) -> frozenset[str]:
    """The records of blocks."""
    asked = map(traversals.block_records, pieces(dict.fromkeys(keys), KEYS_AT_ONCE))
    return frozenset(id for ids in requests.ask_each(asked) for id in ids)


def candidates(requests: Requests, records: Sequence[str], generic_over: int) -> list[tuple[str, str]]:
    """The pairs worth comparing. Reading stops one past the limit: a generic key can have millions of records."""
    of_record = blocking_keys(requests, records)
    keys = sorted({key for each in of_record.values() for key in each})
    pairs: set[tuple[str, str]] = set()
    asked = (traversals.candidates(part, generic_over + 1) for part in pieces(keys, KEYS_AT_ONCE))
    for (blocks,) in requests.ask_each(asked):
        for block in blocks.values():
            if len(block) <= generic_over:
                pairs.update((a, b) for a, b in combinations(sorted(block), 2) if a in of_record or b in of_record)
    return sorted(pairs)
