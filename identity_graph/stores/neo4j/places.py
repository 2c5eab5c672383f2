"""Where nodes are: the server's own numbers, which lead to a node without an index."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from identity_graph.stores.neo4j.batches import joined, pieces
from identity_graph.stores.neo4j.server import Transaction
from identity_graph.stores.neo4j.statements import Part

Places = dict[str, str]
"""The number of the node with an id, as the digits in which it comes and goes. Good within one transaction."""
Linked = set[tuple[str, str]]
"""Sources with the types of links that start there already. A link of another type, or at another source, is certainly
new, which spares the server half of the work."""
_Row = tuple[str, list[str], list[int] | None, list[tuple[int, list[str]]]]


def places_of(
    tx: Transaction, ids: Mapping[str, Sequence[str]], types: Sequence[str], sources: Collection[str | None]
) -> tuple[Places, Linked]:
    """The places of those of these ids (by kind) that are there; and, of the kinds in ``sources``, at which of them
    links of these types start."""
    found: Places = {}
    linked: Linked = set()
    for asked in _asked(ids):
        parts = tuple(_part(kind, types if kind in sources else ()) for kind in sorted(asked))
        about = {kind: _question(kind, some) for kind, some in asked.items()}
        rows: list[_Row] = tx.rows_together(*parts, asked=about)
        for kind, texts, numbers, starting in rows:
            some = asked[kind]
            there = some if numbers is None else [some[number] for number in numbers]
            found.update(zip(there, numbers_in(texts), strict=True))
            linked.update((some[number], type) for number, each in starting for type in each)
    return found, linked


def numbers_in(texts: Sequence[str]) -> list[str]:
    """The numbers in the texts. The driver takes over half a microsecond to unpack each of many values."""
    return "".join(texts).split()


def _asked(ids: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Sequence[str]]]:
    """What one statement asks for, by kind."""
    for together in zip_longest(*map(pieces, ids.values()), fillvalue=()):
        yield {kind: some for kind, some in zip(ids, together, strict=True) if some}


def _part(kind: str, types: Sequence[str]) -> Part:
    if not types:
        return "write/apply_places", (("Kind", kind),)
    return "write/apply_places_linked", (("Kind", kind), *(("Types", type) for type in types))


def _question(kind: str, ids: Sequence[str]) -> dict[str, Any]:
    text, separator = joined(ids)
    return {"kind": kind, "ids": text, "separator": separator, "count": len(ids)}
