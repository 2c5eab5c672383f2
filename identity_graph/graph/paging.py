"""Reading all of something without holding all of it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from identity_graph.model import Link, Node
from identity_graph.stores import GraphStore

Item = TypeVar("Item")


def batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in batches of at most ``size``, in order."""
    return (items[start : start + size] for start in range(0, len(items), size))


def every_node(store: GraphStore, kind: str, page: int) -> Iterator[Sequence[Node]]:
    """All nodes of a kind in pages, in the order of their ids."""
    after = ""
    while nodes := store.page_nodes(kind, after, page):
        yield nodes
        after = nodes[-1].id


def every_link(store: GraphStore, type: str, page: int) -> Iterator[Sequence[Link]]:
    """All links of a type in pages, in the order of their keys."""
    after = None
    while links := store.page_links(type, after, page):
        yield links
        after = links[-1].key
