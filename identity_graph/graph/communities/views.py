"""Communities as a person sees them: what holds them together, and who is in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from identity_graph.errors import NotFound
from identity_graph.model import Node
from identity_graph.stores import GraphStore


@dataclass(frozen=True, slots=True)
class CommunityView:
    """A community, what holds it together (identifiers of each kind), and its members."""

    node: Node
    signals: dict[str, int]
    members: tuple[Node, ...]


def largest_communities(store: GraphStore, run: str, limit: int) -> list[Node]:
    """A run's largest communities, largest first; of rings those least likely by chance first."""
    nodes = communities_of_run(store, run)
    return sorted(nodes, key=lambda node: (node.properties.get("p_value", 0.0), -size_of(node), node.id))[:limit]


def community_views(store: GraphStore, nodes: Sequence[Node]) -> list[CommunityView]:
    """Communities with their members."""
    return [_view(store, node) for node in nodes]


def community(store: GraphStore, id: str) -> CommunityView:
    """A community by its id. Raises `NotFound`."""
    node = store.nodes([id]).get(id)
    if node is None or node.kind != "Community":
        raise NotFound(f"no community with this id in {store.url}")
    return _view(store, node)


def communities_of_run(store: GraphStore, run: str) -> list[Node]:
    """All communities of a run (its whole id)."""
    return list(store.find("Community", "run", run, limit=store.counts().nodes["Community"] or 1))


def size_of(community: Node) -> int:
    """How many identities it has."""
    size = community.properties["identities"]
    return size if isinstance(size, int) else 0


def _view(store: GraphStore, node: Node) -> CommunityView:
    members = [link.source for link in store.links([node.id], ["MEMBER_OF"], "in")]
    return CommunityView(node, json.loads(str(node.properties["signals"])), tuple(store.nodes(members).values()))
