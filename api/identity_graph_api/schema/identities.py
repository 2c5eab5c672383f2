"""Identities and the records they are made of."""

from functools import cached_property
from typing import Self

import strawberry

from identity_graph import model
from identity_graph.model import Node, founding_record_of, kind_of, record_from_json
from identity_graph.trust import caption
from identity_graph_api.context import ApiInfo, RequestContext
from identity_graph_api.schema.attributes import Attribute, attributes_of
from identity_graph_api.schema.communities import Community, communities_with
from identity_graph_api.schema.decisions import Decision, decisions_of
from identity_graph_api.schema.enums import EntityKind, Tier
from identity_graph_api.schema.fields import field
from identity_graph_api.schema.neighbourhood import Neighbourhood, neighbourhood_of
from identity_graph_api.schema.properties import label, real, text, texts, tier, whole


@strawberry.type(description="A person or an organization we believe in, made of records.")
class Identity:
    """An identity; its lists are read when they are asked for."""

    id: strawberry.ID
    asked_for: strawberry.ID = strawberry.field(
        description="The id it was found by: an older id of this identity, or a record's, leads here too."
    )
    kind: EntityKind
    caption: str | None = strawberry.field(description="The name to read first; masked unless personal data is shown.")
    tier: Tier | None
    probability: float | None = strawberry.field(description="Of its weakest join; null for a single record.")
    sources: list[str]
    record_count: int | None
    model: str | None = strawberry.field(description="The match model that decided.")

    @classmethod
    def of(cls, node: Node, asked_for: str, context: RequestContext) -> Self:
        """From its node."""
        return cls(
            id=strawberry.ID(node.id),
            asked_for=strawberry.ID(asked_for),
            kind=EntityKind(node.properties["kind"]),
            caption=label(node, context.masking),
            tier=tier(node),
            probability=real(node.properties.get("probability")),
            sources=texts(node.properties["sources"]),
            record_count=whole(node.properties.get("records")),
            model=text(node.properties.get("model")),
        )

    @field
    async def records(self, info: ApiInfo) -> list["Record"]:
        """What sources said, one record each."""
        members = await info.context.reader.members.load(self.id)
        nodes = await info.context.reader.nodes([link.source for link in members])
        return [Record.of(node, info.context) for node in nodes]

    @field
    async def attributes(self, info: ApiInfo) -> list[Attribute]:
        """The identifiers it is believed to have."""
        return await attributes_of(self.id, info.context)

    @field
    async def decisions(self, info: ApiInfo) -> list[Decision]:
        """The decisions that hold it together, speak against it or wait for a person."""
        members = await info.context.reader.members.load(self.id)
        return await decisions_of([link.source for link in members], info.context)

    @field
    async def communities(self, info: ApiInfo, algorithm: str | None = None) -> list[Community]:
        """The communities and rings it is in (of one algorithm), those found in the newest graph first."""
        return await communities_with(self.id, algorithm, info.context)

    @field
    async def neighbourhood(self, info: ApiInfo, hops: int = 2, limit: int = 200) -> Neighbourhood:
        """What is around it."""
        return await neighbourhood_of(self.id, hops, limit, info.context)


@strawberry.type(description="A name as a source wrote it.")
class RecordName:
    """One name of a record."""

    text: str
    type: str = strawberry.field(description="primary, alias, maiden, native …")


@strawberry.type(description="What one source said once. Personal values are masked unless personal data is shown.")
class Record:
    """A record; what it says is read out of its node when it is asked for."""

    node: strawberry.Private[Node]
    id: strawberry.ID
    source: str
    record_id: str | None
    kind: EntityKind
    country: str | None
    observed_on: str | None = strawberry.field(description="ISO date at which the source says this was true.")

    @classmethod
    def of(cls, node: Node, context: RequestContext) -> Self:
        """From its node."""
        said = node.properties
        return cls(
            node=node,
            id=strawberry.ID(node.id),
            source=str(said["source"]),
            record_id=context.masking.property("Record", "record_id", said["record_id"]),
            kind=EntityKind(said["kind"]),
            country=text(said.get("country")),
            observed_on=text(said.get("observed_on")),
        )

    @cached_property
    def said(self) -> model.Record:
        """The record in the source's own spelling."""
        said = self.node.properties
        return record_from_json(self.source, str(said["record_id"]), self.kind.value, str(said["data"]))

    @field
    def names(self, info: ApiInfo) -> list[RecordName]:
        """Its names, in the source's order."""
        named = ((caption([name]), name.type) for name in self.said.names)
        return [RecordName(text=info.context.masking.said(text), type=type) for text, type in named if text]

    @field
    def birth_dates(self, info: ApiInfo) -> list[str]:
        """Its birth dates, ISO where the mapping knew the format."""
        return [info.context.masking.said(date) for date in self.said.birth_dates]

    @field
    def nationalities(self, info: ApiInfo) -> list[str]:
        """Its nationalities."""
        return [info.context.masking.said(nationality) for nationality in self.said.nationalities]

    @field
    async def attributes(self, info: ApiInfo) -> list[Attribute]:
        """The identifiers it has."""
        return await attributes_of(self.id, info.context)

    @field
    async def decisions(self, info: ApiInfo) -> list[Decision]:
        """The decisions about it."""
        return await decisions_of([self.id], info.context)

    @field
    async def identity(self, info: ApiInfo) -> Identity | None:
        """The identity it belongs to; null before it is resolved."""
        return await identity_by(self.id, info.context)


async def identity_by(id: str, context: RequestContext) -> Identity | None:
    """The identity an identity id (also an older one) or a record id leads to today."""
    kind = kind_of(id)
    if kind not in {"Identity", "Record"}:
        return None
    resolved = await context.reader.resolved.load(founding_record_of(id) if kind == "Identity" else id)
    node = await context.reader.node.load(resolved[0].target) if resolved else None
    return Identity.of(node, id, context) if node else None


async def record_by(id: str, context: RequestContext) -> Record | None:
    """The record with this node id."""
    node = await context.reader.node.load(id) if kind_of(id) == "Record" else None
    return Record.of(node, context) if node else None
