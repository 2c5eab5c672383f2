"""Communities and rings, and the runs of procedures that found them."""

import json
from functools import partial
from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from identity_graph.graph import CommunityRun
from identity_graph.model import Node, kind_of
from identity_graph_api.context import ApiInfo, RequestContext
from identity_graph_api.schema.counts import Count
from identity_graph_api.schema.fields import field
from identity_graph_api.schema.properties import real, whole

if TYPE_CHECKING:
    from identity_graph_api.schema.identities import Identity

MemberIdentity = Annotated["Identity", strawberry.lazy("identity_graph_api.schema.identities")]


@strawberry.type(description="Identities that share identifiers, as one run of a procedure found them.")
class Community:
    """A community or a ring; its members are read when they are asked for."""

    id: strawberry.ID
    run: strawberry.ID = strawberry.field(description="The run that found it.")
    algorithm: str = strawberry.field(description="wcc, cdlp, label_propagation, leiden, or rings.")
    stable_id: strawberry.ID = strawberry.field(
        description="The same from run to run of one question, as long as a community goes on."
    )
    size: int = strawberry.field(description="How many identities it has.")
    signals: list[Count] = strawberry.field(description="What they share, of each kind.")
    shared: int | None = strawberry.field(description="Of a ring: links between its members and what they share.")
    expected: float | None = strawberry.field(description="Of a ring: such links beyond a tree, by chance.")
    p_value: float | None = strawberry.field(description="Of a ring: the chance of as many or more.")

    @classmethod
    def of(cls, node: Node) -> Self:
        """From its node."""
        said = node.properties
        return cls(
            id=strawberry.ID(node.id),
            run=strawberry.ID(str(said["run"])),
            algorithm=str(said["algorithm"]),
            stable_id=strawberry.ID(str(said["stable"])),
            size=whole(said["identities"]) or 0,
            signals=Count.all(json.loads(str(said["signals"]))),
            shared=whole(said.get("shared")),
            expected=real(said.get("expected")),
            p_value=real(said.get("p_value")),
        )

    @field
    async def members(self, info: ApiInfo, limit: int = 50) -> list[MemberIdentity]:
        """Its identities, by id: the first `limit` of `size`."""
        from identity_graph_api.schema.identities import Identity

        links = await info.context.reader.community_members.load(self.id)
        ids = sorted(link.source for link in links)[: info.context.limit(limit)]
        return [Identity.of(node, node.id, info.context) for node in await info.context.reader.nodes(ids)]


@strawberry.type(name="CommunityRun", description="A procedure that ran on the graph, and what it found.")
class Run:
    """A run whose communities are in the graph."""

    id: strawberry.ID
    algorithm: str
    parameters: str = strawberry.field(description="JSON: all parameters of the algorithm.")
    engine: str = strawberry.field(description="What ran it: local, cypher, gds, gremlin or spark.")
    communities: int = strawberry.field(description="How many it found.")
    identities: int = strawberry.field(description="Members of all of them.")
    written_at: str | None = strawberry.field(description="UTC, ISO 8601.")

    @classmethod
    def of(cls, run: CommunityRun) -> Self:
        """From the graph's view of it."""
        return cls(
            id=strawberry.ID(run.id),
            algorithm=run.analysis.algorithm,
            parameters=json.dumps(dict(run.analysis.parameters), sort_keys=True),
            engine=run.analysis.engine,
            communities=run.communities,
            identities=run.identities,
            written_at=run.written_at or None,
        )


async def community_by(id: str, context: RequestContext) -> Community | None:
    """The community with this id."""
    node = await context.reader.node.load(id) if kind_of(id) == "Community" else None
    return Community.of(node) if node else None


async def communities_with(identity: str, algorithm: str | None, context: RequestContext) -> list[Community]:
    """The communities an identity is in, those of the newest graph first."""
    links = await context.reader.communities.load(identity)
    nodes = await context.reader.nodes([link.target for link in links])
    wanted = [node for node in nodes if algorithm is None or node.properties["algorithm"] == algorithm]
    return [Community.of(node) for node in sorted(wanted, key=_newest_first)]


def _newest_first(node: Node) -> tuple[int, str]:
    return -(whole(node.properties.get("sequence")) or 0), node.id


async def communities_of(
    run: str | None, limit: int, context: RequestContext, *, rings: bool = False
) -> list[Community]:
    """The largest of a run, by default of the newest that is not of rings; with ``rings`` of the newest that is, the
    least likely by chance first. Raises `NotFound` for a run there is not."""
    ask = partial(context.reader.graph.community_nodes, context.limit(limit), run, rings=rings)
    return [Community.of(node) for node in await context.reader.call(ask)]


async def newest_runs(limit: int, context: RequestContext) -> list[Run]:
    """All kinds of runs, the newest first."""
    runs = await context.reader.call(context.reader.graph.community_runs)
    return [Run.of(run) for run in runs[: context.limit(limit)]]
