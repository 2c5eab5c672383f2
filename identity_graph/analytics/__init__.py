"""Groups around identities. Pure: links in, groups out."""

from identity_graph.analytics.communities import CommunityFound, communities_of, rings_of

__all__ = ["CommunityFound", "communities_of", "rings_of"]
