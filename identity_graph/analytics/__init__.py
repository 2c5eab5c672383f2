"""Groups around identities. Pure: links in, groups out."""

from identity_graph.analytics.communities import CommunityFound, shared_signal_communities

__all__ = ["CommunityFound", "shared_signal_communities"]
