"""What is around a node."""

from functools import partial
from typing import Self

import strawberry

from identity_graph.model import Link, Node, Subgraph
from identity_graph_api.context import RequestContext
from identity_graph_api.masking import Masking
from identity_graph_api.schema.enums import Tier
from identity_graph_api.schema.properties import label, real, tier


@strawberry.type(description="A node of the graph.")
class GraphNode:
    """A node as a picture of the graph shows it."""

    id: strawberry.ID
    kind: str = strawberry.field(description="Identity, Record, Document, Phone, Device, Community …")
    label: str | None = strawberry.field(description="What to write on it; masked unless personal data is shown.")
    tier: Tier | None = strawberry.field(description="Of an identity.")

    @classmethod
    def of(cls, node: Node, masking: Masking) -> Self:
        """From a node."""
        return cls(id=strawberry.ID(node.id), kind=node.kind, label=label(node, masking), tier=tier(node))


@strawberry.type(description="A link of the graph.")
class GraphLink:
    """A link between two of the nodes."""

    type: str = strawberry.field(description="RESOLVES_TO, SAME_AS, HAS_PHONE, MEMBER_OF …")
    source: strawberry.ID
    target: strawberry.ID
    probability: float | None
    tier: Tier | None

    @classmethod
    def of(cls, link: Link) -> Self:
        """From a link."""
        return cls(
            type=link.type,
            source=strawberry.ID(link.source),
            target=strawberry.ID(link.target),
            probability=real(link.properties.get("probability")),
            tier=tier(link),
        )


@strawberry.type(description="What is within some hops of a node, nearest first, and all links among it.")
class Neighbourhood:
    """A piece of the graph."""

    nodes: list[GraphNode]
    links: list[GraphLink]
    truncated: bool = strawberry.field(description="Whether `limit` cut it: there is more.")

    @classmethod
    def of(cls, found: Subgraph, masking: Masking) -> Self:
        """From a subgraph."""
        return cls(
            nodes=[GraphNode.of(node, masking) for node in found.nodes],
            links=[GraphLink.of(link) for link in found.links],
            truncated=found.truncated,
        )


async def neighbourhood_of(id: str, hops: int, limit: int, context: RequestContext) -> Neighbourhood:
    """The neighbourhood of a node. Raises `NotFound`, `InputError`."""
    ask = partial(context.reader.graph.neighbourhood, id, context.hops(hops), context.limit(limit))
    return Neighbourhood.of(await context.reader.call(ask), context.masking)
