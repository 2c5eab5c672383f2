"""Communities of the graph: found, written, read."""

import json
import secrets
from dataclasses import dataclass

from identity_graph.analytics import shared_signal_communities
from identity_graph.changes import HAS_LINKS, community_changes
from identity_graph.graph.paging import every_link, every_node
from identity_graph.model import Cause, Link, Node, content_hash, kind_of
from identity_graph.stores import GraphStore

_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class CommunityView:
    """A community, what holds it together (identifiers of each kind), and its members."""

    node: Node
    signals: dict[str, int]
    members: tuple[Node, ...]


def find_communities(store: GraphStore) -> int:
    """Find communities over what identities share and write them in place of the last ones. Returns how many."""
    links = [link for type in HAS_LINKS.values() for link in _identity_links(store, type)]
    found = shared_signal_communities(links)
    run = content_hash(*(f"{c.label}:{','.join(c.identities)}" for c in found))
    stored = [node.id for nodes in every_node(store, "Community", _PAGE) for node in nodes]
    store.apply(community_changes(Cause("analytics", secrets.token_hex(8)), run, found, stored))
    return len(found)


def largest_communities(store: GraphStore, limit: int) -> list[CommunityView]:
    """The largest communities, largest first."""
    nodes = [node for nodes in every_node(store, "Community", _PAGE) for node in nodes]
    nodes.sort(key=lambda node: (-_size(node), node.id))
    return [_view(store, node) for node in nodes[:limit]]


def _view(store: GraphStore, node: Node) -> CommunityView:
    members = [link.source for link in store.links([node.id], ["MEMBER_OF"], "in")]
    return CommunityView(node, json.loads(str(node.properties["signals"])), tuple(store.nodes(members).values()))


def _size(node: Node) -> int:
    size = node.properties["identities"]
    return size if isinstance(size, int) else 0


def _identity_links(store: GraphStore, type: str) -> list[Link]:
    pages = every_link(store, type, _PAGE)
    return [link for links in pages for link in links if kind_of(link.source) == "Identity"]
