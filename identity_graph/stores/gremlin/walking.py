"""What hangs together: neighbourhoods and components."""

from collections.abc import Sequence

from identity_graph.errors import StoreError
from identity_graph.model import Subgraph
from identity_graph.stores.gremlin.reading import askable, links_between, nodes, pieces
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.shape import Shape
from identity_graph.stores.gremlin.traversals import reading as traversals


def neighbourhood(
    requests: Requests, shape: Shape, ids: Sequence[str], hops: int, types: Sequence[str], limit: int
) -> Subgraph:
    """Hop by hop, each in the order of ids, until the limit."""
    known = shape.types(types)
    start = sorted(id for found in requests.ask_each(map(traversals.nodes_known, pieces(askable(ids)))) for id in found)
    seen = dict.fromkeys(start[:limit])
    frontier, truncated = list(seen), len(start) > limit
    for _ in range(hops):
        if truncated or not frontier:
            break
        # Of the first limit + 1 at most those seen are not new, so that enough are.
        asked = (traversals.neighbourhood(part, known, limit + 1) for part in pieces(frontier))
        found = sorted({id for ids in requests.ask_each(asked) for id in ids} - seen.keys())
        truncated = len(seen) + len(found) > limit
        frontier = found[: limit - len(seen)]
        seen.update(dict.fromkeys(frontier))
    members = nodes(requests, shape, list(seen))
    return Subgraph(tuple(members.values()), tuple(links_between(requests, shape, seen, types)), truncated)


def component(requests: Requests, shape: Shape, ids: Sequence[str], types: Sequence[str], limit: int) -> frozenset[str]:
    """One traversal for some starts at a time."""
    known = shape.types(types)
    reached: set[str] = set()
    for part in pieces(askable(ids)):
        left = [id for id in part if id not in reached]
        if left:
            reached.update(requests.ask(traversals.component(left, known, limit + 1)))
    if len(reached) > limit:
        raise StoreError(f"more than {limit} nodes hang together here; ask with a higher limit, or for fewer types")
    return frozenset(reached)
