"""Stored decisions about two records, with their evidence."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Self

import strawberry

from identity_graph.model import Link
from identity_graph_api.context import ApiInfo, RequestContext
from identity_graph_api.schema.enums import DecisionType, Tier
from identity_graph_api.schema.fields import field
from identity_graph_api.schema.properties import text, texts, tier, truth

if TYPE_CHECKING:
    from identity_graph_api.schema.identities import Record

LazyRecord = Annotated["Record", strawberry.lazy("identity_graph_api.schema.identities")]


@strawberry.type(description="One comparison behind a decision; never a value of a record.")
class DecisionEvidence:
    """One comparison, the agreement level it reached, and its weight in bits."""

    comparison: str
    level: str
    weight: float


@strawberry.type(description="Two records were decided to be the same, or not; or it waits for a person.")
class Decision:
    """A decision about two records."""

    source: strawberry.ID = strawberry.field(description="Id of the one record.")
    target: strawberry.ID = strawberry.field(description="Id of the other.")
    type: DecisionType
    probability: float
    weight: float = strawberry.field(description="Match weight: log2 of the odds.")
    tier: Tier | None = strawberry.field(description="Null where they were decided to be different.")
    rules: list[str] = strawberry.field(description="Rules that applied; `explain` gives their reasons.")
    review: bool = strawberry.field(description="A person should look at it.")
    model: str | None = strawberry.field(description="The match model that decided.")
    evidence: list[DecisionEvidence] = strawberry.field(description="The strongest first.")

    @classmethod
    def of(cls, link: Link) -> Self:
        """From its link."""
        said = link.properties
        return cls(
            source=strawberry.ID(link.source),
            target=strawberry.ID(link.target),
            type=DecisionType(link.type),
            probability=float(str(said["probability"])),
            weight=float(str(said["weight"])),
            tier=tier(link),
            rules=texts(said["rules"]),
            review=truth(said.get("review")) or False,
            model=text(said.get("model")),
            evidence=_evidence(str(said["evidence"])),
        )

    @field
    async def source_record(self, info: ApiInfo) -> LazyRecord | None:
        """The one record."""
        return await _record(self.source, info.context)

    @field
    async def target_record(self, info: ApiInfo) -> LazyRecord | None:
        """The other record."""
        return await _record(self.target, info.context)


async def decisions_of(records: Sequence[str], context: RequestContext) -> list[Decision]:
    """The decisions about these records, each once, by type and records."""
    found = await context.reader.decisions.load_many(records)
    once = {link.key: link for links in found for link in links}
    return [Decision.of(once[key]) for key in sorted(once)]


def _evidence(stored: str) -> list[DecisionEvidence]:
    said = sorted(json.loads(stored).items(), key=lambda item: -abs(item[1][1]))
    return [DecisionEvidence(comparison=name, level=level, weight=weight) for name, (level, weight) in said]


async def _record(id: str, context: RequestContext) -> "Record | None":
    from identity_graph_api.schema.identities import record_by

    return await record_by(id, context)
