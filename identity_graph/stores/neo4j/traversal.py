"""What hangs together: neighbourhoods and components, hop by hop. A node's place (the server's number for it) leads
to it at once; places are good within one transaction only and never leave this package."""

from collections.abc import Iterable, Sequence
from typing import Final

from identity_graph.errors import StoreError
from identity_graph.model import Node, Subgraph
from identity_graph.schema import Schema
from identity_graph.stores.neo4j.reading import by_kind, link_of, node_of, type_names
from identity_graph.stores.neo4j.server import Transaction

HOPS_EACH_MAX: Final = 16
"""Hops taken one by one, for all nodes at once. What is longer is a chain: one statement goes to its end."""


def neighbourhood(
    tx: Transaction, schema: Schema, ids: Sequence[str], hops: int, types: Sequence[str], limit: int
) -> Subgraph:
    """Hop by hop, each in the order of ids, until the limit."""
    names = type_names(schema, types)
    start = sorted(
        (
            row
            for kind, some in by_kind(schema, ids)
            for row in tx.rows("read/neighbourhood_start", ("Kind", kind), ids=some)
        ),
        key=lambda row: row[1]["id"],
    )
    seen: dict[int, Node] = {place: node_of(properties) for place, properties in start[:limit]}
    frontier, truncated = list(seen), len(start) > limit
    for _ in range(hops):
        if truncated or not frontier:
            break
        found = tx.rows("read/neighbourhood", *names, frontier=frontier, seen=list(seen), limit=limit - len(seen) + 1)
        truncated = len(seen) + len(found) > limit
        ring = {place: node_of(properties) for place, properties in found[: limit - len(seen)]}
        frontier = list(ring)
        seen |= ring
    links = sorted(
        map(link_of, tx.rows("read/neighbourhood_links", *names, places=list(seen)) if seen else ()),
        key=lambda link: link.key,
    )
    return Subgraph(tuple(seen.values()), tuple(links), truncated)


def component(tx: Transaction, schema: Schema, ids: Sequence[str], types: Sequence[str], limit: int) -> frozenset[str]:
    """Hop by hop from all nodes at once; what is farther than some hops, from one node after the other."""
    names = type_names(schema, types)
    reached: dict[int, str] = {}
    frontier = _new(
        (
            row
            for kind, some in by_kind(schema, ids)
            for row in tx.rows("read/component_start", ("Kind", kind), ids=some)
        ),
        reached,
        limit,
    )
    for _ in range(HOPS_EACH_MAX):
        if frontier:
            frontier = _new(tx.rows("read/component", *names, frontier=frontier), reached, limit)
    left = set(frontier)
    while left:
        whole = tx.rows("read/component_whole", *names, place=left.pop(), limit=limit + 1)
        left.difference_update(place for place, _ in whole)
        _new(whole, reached, limit)
    return frozenset(reached.values())


def _new(rows: Iterable[tuple[int, str]], reached: dict[int, str], limit: int) -> list[int]:
    new = {place: id for place, id in rows if place not in reached}
    reached |= new
    if len(reached) > limit:
        raise StoreError(f"more than {limit} nodes hang together here; ask with a higher limit, or for fewer types")
    return list(new)
