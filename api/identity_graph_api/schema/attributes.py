"""Identifiers that identities and records have."""

from typing import Self

import strawberry

from identity_graph.model import Link, Node
from identity_graph_api.context import RequestContext
from identity_graph_api.masking import Masking
from identity_graph_api.schema.enums import Tier
from identity_graph_api.schema.properties import label, text, texts, tier, truth, whole


@strawberry.type(description="An identifier: a document, a phone, an address, an account, a device …")
class Attribute:
    """An identifier of an identity or a record, with how often and by whom it was said."""

    id: strawberry.ID = strawberry.field(description="Everybody who has this identifier has the same id here.")
    kind: str = strawberry.field(description="Document, Phone, Email, Address, BankAccount …")
    value: str | None = strawberry.field(description="The identifier itself; masked unless personal data is shown.")
    scheme: str | None = strawberry.field(description="Of a document: passport, national_id, tax_id …")
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-2.")
    valid: bool | None = strawberry.field(description="Check digit; null where there is none that we know.")
    tier: Tier | None = strawberry.field(description="Null on a record: tiers are given to what identities have.")
    records: int | None = strawberry.field(description="How many of the identity's records say so.")
    sources: list[str] = strawberry.field(description="Who says so.")
    first_seen: str | None = strawberry.field(description="ISO date.")
    last_seen: str | None = strawberry.field(description="ISO date.")

    @classmethod
    def of(cls, node: Node, link: Link, masking: Masking) -> Self:
        """From the identifier's node and the link to it."""
        return cls(
            id=strawberry.ID(node.id),
            kind=node.kind,
            value=label(node, masking),
            scheme=text(node.properties.get("scheme")),
            country=text(node.properties.get("country")),
            valid=truth(node.properties.get("valid")),
            tier=tier(link),
            records=whole(link.properties.get("records")),
            sources=texts(link.properties.get("sources", ())),
            first_seen=text(link.properties.get("first_seen")),
            last_seen=text(link.properties.get("last_seen")),
        )


async def attributes_of(id: str, context: RequestContext) -> list[Attribute]:
    """The identifiers of an identity or a record, by kind."""
    links = await context.reader.has.load(id)
    nodes = {node.id: node for node in await context.reader.nodes([link.target for link in links])}
    return [Attribute.of(nodes[link.target], link, context.masking) for link in links if link.target in nodes]
