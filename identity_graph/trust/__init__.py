"""How far a link, an identity or one of its identifiers can be trusted: tiers with a written definition."""

from identity_graph.trust.caption import caption
from identity_graph.trust.identities import attribute_tier, identity_tier
from identity_graph.trust.links import TIERS, TIERS_VERSION, Tier, link_tier, weakest

__all__ = [
    "TIERS",
    "TIERS_VERSION",
    "Tier",
    "attribute_tier",
    "caption",
    "identity_tier",
    "link_tier",
    "weakest",
]
