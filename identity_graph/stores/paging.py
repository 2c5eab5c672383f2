"""Reading all of something without holding all of it."""

from collections.abc import Iterator, Sequence

from identity_graph.model import ID_PREFIXES, LedgerEntry, Link, LinkKey, Node
from identity_graph.stores.protocol import GraphStore


def every_node(store: GraphStore, kind: str, page: int) -> Iterator[Sequence[Node]]:
    """All nodes of a kind in pages, in the order of their ids."""
    after = ""
    while nodes := store.page_nodes(kind, after, page):
        yield nodes
        after = nodes[-1].id


def every_link(store: GraphStore, type: str, page: int, source_kind: str | None = None) -> Iterator[Sequence[Link]]:
    """All links of a type in pages, in the order of their keys; only those that start at nodes of a kind, where one is
    given: these lie together, so nothing else is read but the end of the last page."""
    prefix = f"{ID_PREFIXES[source_kind]}_" if source_kind else ""
    after: LinkKey | None = (type, prefix, "") if prefix else None
    while links := store.page_links(type, after, page):
        wanted = [link for link in links if link.source.startswith(prefix)] if prefix else links
        if wanted:
            yield wanted
        if len(wanted) < len(links):
            return
        after = links[-1].key


def every_entry(store: GraphStore, page: int) -> Iterator[Sequence[LedgerEntry]]:
    """The whole ledger in pages, oldest first."""
    after = 0
    while entries := store.ledger(after, page):
        yield entries
        after = entries[-1].sequence
