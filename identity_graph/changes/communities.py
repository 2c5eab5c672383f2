"""Communities as nodes: who is a member, and what holds the group together."""

import json
from collections.abc import Sequence

from identity_graph.analytics import CommunityFound
from identity_graph.model import Cause, ChangeSet, Link, Node, Value, node_id


def community_changes(cause: Cause, run: str, found: Sequence[CommunityFound], stored: Sequence[str]) -> ChangeSet:
    """Write the communities of a run in place of those (ids) of the runs before it."""
    nodes = [_community(run, community) for community in found]
    links = [
        Link("MEMBER_OF", identity, node.id)
        for node, community in zip(nodes, found, strict=True)
        for identity in community.identities
    ]
    gone = set(stored) - {node.id for node in nodes}
    return ChangeSet(cause, nodes=tuple(nodes), links=tuple(links), removed_nodes=tuple(sorted(gone)))


def _community(run: str, community: CommunityFound) -> Node:
    properties: dict[str, Value] = {
        "run": run,
        "label": community.label,
        "algorithm": community.algorithm,
        "identities": len(community.identities),
        "signals": json.dumps(dict(community.signals), sort_keys=True),
    }
    return Node(node_id("Community", run, community.label), "Community", properties)
