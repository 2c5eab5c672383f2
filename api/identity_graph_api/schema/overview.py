"""The graph as a whole: its size, its tiers."""

import inspect
import re
from collections.abc import Callable, Mapping
from typing import Final

import strawberry

from identity_graph.trust import TIERS_VERSION, attribute_tier, identity_tier, link_tier
from identity_graph_api.schema.counts import Count
from identity_graph_api.schema.enums import Tier, TierOf

_DEFINED_BY: Final[Mapping[TierOf, Callable[..., object]]] = {
    TierOf.LINK: link_tier,
    TierOf.IDENTITY: identity_tier,
    TierOf.ATTRIBUTE: attribute_tier,
}
_DEFINITION: Final = re.compile(r"^- \*\*([A-D])\*\*: (.+?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)


@strawberry.type(description="The size of the graph.")
class Stats:
    """How many nodes of each kind and links of each type there are."""

    schema_version: int
    nodes: list[Count]
    links: list[Count]


@strawberry.type(description="A quality tier and when it is given.")
class TierDefinition:
    """The definition, in the words of the function that gives the tier."""

    of: TierOf
    tier: Tier
    definition: str
    version: str


def tier_definitions() -> list[TierDefinition]:
    """All tiers of links, identities and attributes, best first."""
    return [
        TierDefinition(of=of, tier=Tier(letter), definition=" ".join(words.split()), version=TIERS_VERSION)
        for of, giver in _DEFINED_BY.items()
        for letter, words in _DEFINITION.findall(inspect.getdoc(giver) or "")
    ]
