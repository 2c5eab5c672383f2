"""Reading everything in the order of ids, page by page.

No TinkerPop server can be relied on to have its ids in order. Every node says on which of 1024 pages its id is, and a
page is small enough to be ordered here. Where there are few of a kind, all their ids are asked for at once instead.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

from gremlin_python.process.graph_traversal import GraphTraversal

from identity_graph.model import ID_PREFIXES, Link, LinkKey, Node
from identity_graph.stores.gremlin import layout, reading
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.shape import Shape
from identity_graph.stores.gremlin.traversals import reading as traversals

FEW: Final = 4_096
Key = TypeVar("Key", str, LinkKey)
KeysOf = tuple[tuple[int, str], ...]
"""(key, record)"""


def page_nodes(requests: Requests, shape: Shape, kind: str, after: str, limit: int) -> list[Node]:
    """One page of a kind."""
    count = shape.head.nodes.get(shape.kind(kind).name, 0)
    ids = _in_order(
        requests, count, ID_PREFIXES[kind], after, traversals.page_nodes, lambda: traversals.page_nodes_all(kind)
    )
    return list(reading.nodes(requests, shape, _taken(ids, lambda node: node > after, limit)).values())


def page_links(requests: Requests, shape: Shape, type: str, after: LinkKey | None, limit: int) -> list[Link]:
    """One page of a type, by walking its possible sources in the order of their ids."""
    declared, count = shape.type(type), shape.head.links.get(type, 0)
    start = after or (type, "", "")
    if count <= FEW:
        found = requests.ask(traversals.page_links_all(type)) if count else []
        keys: Iterator[LinkKey] = iter(sorted(map(layout.link_key, found)))
    else:
        prefixes = sorted(ID_PREFIXES[kind] for kind in declared.sources)
        walked = chain.from_iterable(layout.pages(prefix, start[1]) for prefix in prefixes if start[1] < f"{prefix}`")
        answers = requests.ask_each(traversals.page_links(page, type) for page in walked)
        keys = (key for ids in answers for key in sorted(map(layout.link_key, ids)))
    wanted = [layout.link_id(*key) for key in _taken(keys, lambda key: key > start, limit)]
    rows = chain.from_iterable(requests.ask_each(traversals.links_of(part) for part in reading.pieces(wanted)))
    return reading.ordered(reading.link_of(shape.schema, row) for row in rows)


def unresolved(requests: Requests, shape: Shape, after: str, limit: int) -> list[str]:
    """Records without an identity."""
    count = shape.head.nodes.get("Record", 0)
    ids = _in_order(requests, count, ID_PREFIXES["Record"], after, traversals.unresolved, traversals.unresolved_all)
    return _taken(ids, lambda node: node > after, limit)


def all_blocking_keys(requests: Requests, pages: Sequence[str]) -> list[tuple[int, str]]:
    """The keys of the records on these pages; no page: of all records."""
    asked = [traversals.all_blocking_keys(page) for page in pages] or [traversals.all_blocking_keys_all()]
    rows = chain.from_iterable(requests.ask_each(asked))
    return [(key, row["id"]) for row in rows for key in row["keys"]]


def _in_order(
    requests: Requests,
    count: int,
    prefix: str,
    after: str,
    page: Callable[[str], GraphTraversal],
    everything: Callable[[], GraphTraversal],
) -> Iterator[str]:
    if not count:
        return iter(())
    if count <= FEW:
        return iter(sorted(requests.ask(everything())))
    answers = requests.ask_each(page(each) for each in layout.pages(prefix, after))
    return (id for ids in answers for id in sorted(ids))


def _taken(keys: Iterator[Key], wanted: Callable[[Key], bool], limit: int) -> list[Key]:
    taken: list[Key] = []
    for key in keys:
        if len(taken) >= limit:
            break
        if wanted(key):
            taken.append(key)
    return taken
