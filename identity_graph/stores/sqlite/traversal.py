"""What hangs together: neighbourhoods and components.

`CROSS JOIN` fixes the order of the loops: left to itself, the planner may read all links once it has statistics.
A test pins the plans.
"""

import json
from collections.abc import Sequence
from typing import Final

import apsw

from identity_graph.errors import StoreError
from identity_graph.model import Subgraph
from identity_graph.stores.sqlite.reading import fetched, ids_of, links_between, nodes, numbers_of, type_filter
from identity_graph.stores.sqlite.tables import Layout

NEIGHBOURS: Final = """WITH beside(n) AS (
        SELECT l.target FROM json_each(:numbers) j CROSS JOIN link l ON l.source = j.value{of_types}
        UNION
        SELECT l.source FROM json_each(:numbers) j CROSS JOIN link l INDEXED BY link_reverse
            ON l.target = j.value{of_types}
    )
    SELECT i.id, i.n FROM beside CROSS JOIN node i ON i.n = beside.n
    WHERE i.n NOT IN (SELECT value FROM json_each(:seen)) ORDER BY i.id LIMIT :limit"""

COMPONENT: Final = """WITH RECURSIVE reached(n) AS (
        SELECT value FROM json_each(:numbers)
        UNION
        SELECT l.target FROM reached CROSS JOIN link l ON l.source = reached.n{of_types}
        UNION
        SELECT l.source FROM reached CROSS JOIN link l INDEXED BY link_reverse ON l.target = reached.n{of_types}
    )
    SELECT n FROM reached LIMIT :limit"""


def neighbourhood(
    connection: apsw.Connection, layout: Layout, ids: Sequence[str], hops: int, types: Sequence[str], limit: int
) -> Subgraph:
    """Hop by hop, each in the order of ids, until the limit."""
    of_types, wanted = type_filter(layout, types)
    statement = NEIGHBOURS.format(of_types=of_types)
    start = numbers_of(connection, ids)
    seen = dict(sorted(start.items())[:limit])
    frontier, truncated = list(seen.values()), len(start) > limit
    for _ in range(hops):
        if truncated or not frontier:
            break
        bindings: dict[str, str | int] = {
            "numbers": json.dumps(frontier),
            "seen": json.dumps(list(seen.values())),
            "types": wanted,
            "limit": limit - len(seen) + 1,
        }
        found: list[tuple[str, int]] = fetched(connection, statement, bindings)
        truncated = len(seen) + len(found) > limit
        frontier = [number for _, number in found[: limit - len(seen)]]
        seen.update(found[: limit - len(seen)])
    members = nodes(connection, layout, list(seen))
    return Subgraph(tuple(members.values()), tuple(links_between(connection, layout, seen, types)), truncated)


def component(
    connection: apsw.Connection, layout: Layout, ids: Sequence[str], types: Sequence[str], limit: int
) -> frozenset[str]:
    """One recursive query over numbers."""
    of_types, wanted = type_filter(layout, types)
    bindings = {
        "numbers": json.dumps(list(numbers_of(connection, ids).values())),
        "types": wanted,
        "limit": limit + 1,
    }
    reached = [number for (number,) in connection.execute(COMPONENT.format(of_types=of_types), bindings)]
    if len(reached) > limit:
        raise StoreError(f"more than {limit} nodes hang together here; ask with a higher limit, or for fewer types")
    return frozenset(ids_of(connection, reached).values())
