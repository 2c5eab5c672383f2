"""What can be asked."""

import asyncio
from functools import partial

import strawberry

from identity_graph.model import record_node_id
from identity_graph.schema import SCHEMA_VERSION
from identity_graph_api.context import ApiInfo
from identity_graph_api.schema.communities import (
    Community,
    Run,
    communities_of,
    community_by,
    newest_runs,
)
from identity_graph_api.schema.counts import Count
from identity_graph_api.schema.decisions import Decision
from identity_graph_api.schema.explanations import Explanation, explanation_of
from identity_graph_api.schema.fields import field
from identity_graph_api.schema.identities import Identity, Record, identity_by, record_by
from identity_graph_api.schema.neighbourhood import Neighbourhood, neighbourhood_of
from identity_graph_api.schema.overview import Stats, TierDefinition, tier_definitions


@strawberry.type(description="The identity graph.")
class Query:
    """The root of every query."""

    @field
    async def identity(self, info: ApiInfo, id: strawberry.ID) -> Identity | None:
        """An identity by its id, an older id, or a record's id; null where there is none."""
        return await identity_by(id, info.context)

    @field
    async def identities(self, info: ApiInfo, ids: list[strawberry.ID]) -> list[Identity | None]:
        """Several identities at once, in the order of the ids; null for what is not there."""
        info.context.limit(max(len(ids), 1))
        return await asyncio.gather(*(identity_by(id, info.context) for id in ids))

    @field
    async def record(self, info: ApiInfo, source: str, record_id: str) -> Record | None:
        """A record by its source and its id there; null where there is none."""
        return await record_by(record_node_id(source, record_id), info.context)

    @field
    async def lookup(self, info: ApiInfo, scheme: str, value: str, country: str | None = None) -> list[Identity]:
        """The identities that have an identifier: a document's scheme (passport …), `phone` or `email`."""
        reader = info.context.reader
        found = await reader.call(partial(reader.graph.find, scheme, value, country))
        return [Identity.of(node, node.id, info.context) for node in await reader.nodes(found)]

    @field
    async def explain(self, info: ApiInfo, left: str, right: str) -> Explanation | None:
        """Why two records are, or are not, one. Each is SOURCE:RECORD_ID, a record id or an identity id."""
        return await explanation_of(left, right, info.context)

    @field
    async def neighbourhood(
        self, info: ApiInfo, id: strawberry.ID, hops: int = 2, limit: int = 200
    ) -> Neighbourhood | None:
        """What is around any node."""
        return await neighbourhood_of(id, hops, limit, info.context)

    @field
    async def communities(self, info: ApiInfo, limit: int = 10, run: str | None = None) -> list[Community]:
        """The largest communities of a run (by default the newest that is not of rings), largest first."""
        return await communities_of(run, limit, info.context)

    @field
    async def rings(self, info: ApiInfo, limit: int = 10, run: str | None = None) -> list[Community]:
        """The rings of a run (by default the newest), the least likely by chance first."""
        return await communities_of(run, limit, info.context, rings=True)

    @field
    async def community(self, info: ApiInfo, id: strawberry.ID) -> Community | None:
        """A community or ring by its id; null where there is none."""
        return await community_by(id, info.context)

    @field
    async def community_runs(self, info: ApiInfo, limit: int = 10) -> list[Run]:
        """The runs whose communities are in the graph, the newest first."""
        return await newest_runs(limit, info.context)

    @field
    async def review(self, info: ApiInfo, limit: int = 20) -> list[Decision]:
        """Pairs of records that wait for a person, the likeliest first."""
        waiting = await info.context.reader.call(info.context.reader.graph.links_for_review)
        return [Decision.of(link) for link in waiting[: info.context.limit(limit)]]

    @field
    def tiers(self) -> list[TierDefinition]:
        """The quality tiers with their definitions."""
        return tier_definitions()

    @field
    async def stats(self, info: ApiInfo) -> Stats:
        """The size of the graph."""
        counts = await info.context.reader.call(info.context.reader.graph.counts)
        return Stats(schema_version=SCHEMA_VERSION, nodes=Count.all(counts.nodes), links=Count.all(counts.links))
