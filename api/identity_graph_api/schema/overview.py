"""The graph as a whole: its size, its tiers, its communities."""

import inspect
import re
from collections.abc import Callable, Mapping
from typing import Final, Self

import strawberry

from identity_graph.graph import CommunityView
from identity_graph.model import Node
from identity_graph.trust import TIERS_VERSION, attribute_tier, identity_tier, link_tier
from identity_graph_api.context import ApiInfo
from identity_graph_api.schema.enums import Tier, TierOf
from identity_graph_api.schema.fields import field
from identity_graph_api.schema.identities import Identity
from identity_graph_api.schema.properties import whole

_DEFINED_BY: Final[Mapping[TierOf, Callable[..., object]]] = {
    TierOf.LINK: link_tier,
    TierOf.IDENTITY: identity_tier,
    TierOf.ATTRIBUTE: attribute_tier,
}
_DEFINITION: Final = re.compile(r"^- \*\*([A-D])\*\*: (.+?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)


@strawberry.type(description="How many there are of something.")
class Count:
    """A kind of node or a type of link, and how many there are."""

    name: str
    count: int

    @classmethod
    def all(cls, counts: Mapping[str, int]) -> list[Self]:
        """One for each name, by name."""
        return [cls(name=name, count=count) for name, count in sorted(counts.items())]


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


@strawberry.type(description="Identities that share identifiers.")
class Community:
    """A community; its members came with it."""

    member_nodes: strawberry.Private[tuple[Node, ...]]
    id: strawberry.ID
    size: int = strawberry.field(description="How many identities it has.")
    signals: list[Count] = strawberry.field(description="What they share, of each kind.")

    @classmethod
    def of(cls, view: CommunityView) -> Self:
        """From the graph's view of it."""
        size = whole(view.node.properties["identities"]) or len(view.members)
        return cls(
            member_nodes=view.members, id=strawberry.ID(view.node.id), size=size, signals=Count.all(view.signals)
        )

    @field
    def members(self, info: ApiInfo, limit: int = 50) -> list[Identity]:
        """Its identities, by id: the first `limit` of `size`."""
        shown = sorted(self.member_nodes, key=lambda node: node.id)[: info.context.limit(limit)]
        return [Identity.of(node, node.id, info.context) for node in shown]
