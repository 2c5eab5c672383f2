"""Why two records are, or are not, one."""

from functools import partial
from typing import Self

import strawberry

from identity_graph import graph, normalize, resolution
from identity_graph_api.context import RequestContext
from identity_graph_api.masking import Masking
from identity_graph_api.schema.enums import Outcome, RuleEffect
from identity_graph_api.schema.identities import Record


@strawberry.type(description="One comparison of an explanation.")
class Evidence:
    """A comparison with the values compared."""

    comparison: str
    level: str = strawberry.field(description="The agreement level the two values reach.")
    weight: float = strawberry.field(description="In bits, with its adjustment.")
    adjustment: float = strawberry.field(description="The part of the weight for how common the value is.")
    left: str = strawberry.field(description="What was compared; masked unless personal data is shown.")
    right: str = strawberry.field(description="What was compared; masked unless personal data is shown.")

    @classmethod
    def of(cls, said: resolution.Evidence, masking: Masking) -> Self:
        """From the evidence."""
        left, right = masking.said(said.left), masking.said(said.right)
        return cls(
            comparison=said.comparison,
            level=said.level,
            weight=said.weight,
            adjustment=said.adjustment,
            left=left,
            right=right,
        )


@strawberry.type(description="A rule that applied.")
class RuleFired:
    """A rule with its published reason."""

    name: str
    effect: RuleEffect
    reason: str


@strawberry.type(description="How one value of a record was understood.")
class ReadValue:
    """A value as read, with what was done to it."""

    field: str
    read: str = strawberry.field(description="What was made of it; masked unless personal data is shown.")
    changes: list[str] = strawberry.field(description="What was done; masked unless personal data is shown.")
    warnings: list[str] = strawberry.field(description="Why it is no evidence, or what contradicts it; masked too.")
    confidence: float = strawberry.field(description="How sure the reading is, from 0 to 1.")
    tables: str = strawberry.field(description="The editions of the tables that did it.")

    @classmethod
    def of(cls, value: normalize.ReadValue, masking: Masking) -> Self:
        """From the reading."""
        return cls(
            field=value.field,
            read=masking.said(value.read),
            changes=[masking.said(change) for change in value.changes],
            warnings=[masking.said(warning) for warning in value.warnings],
            confidence=value.confidence,
            tables=value.tables,
        )


@strawberry.type(description="Why two records are, or are not, one identity.")
class Explanation:
    """The decision about two records as the model makes it today, and how they stand in the graph."""

    left: Record
    right: Record
    same_identity: bool = strawberry.field(description="Whether they are one identity today.")
    outcome: Outcome = strawberry.field(description="What is decided about this pair alone.")
    probability: float
    weight: float = strawberry.field(description="The prior and all evidence together: log2 of the odds.")
    prior: float = strawberry.field(description="The weight of two records nothing is known of.")
    threshold: float = strawberry.field(description="From this probability on they are linked without a person.")
    model: str
    evidence: list[Evidence] = strawberry.field(description="The strongest first.")
    not_said: list[str] = strawberry.field(description="Comparisons one of the two says nothing about.")
    rules: list[RuleFired]
    shared_keys: list[str] = strawberry.field(description="Why they were compared at all; empty: they never were.")
    would_change: list[str] = strawberry.field(description="What single change would have changed the outcome.")
    path: list[strawberry.ID] = strawberry.field(description="The records by which they were joined, both included.")
    left_readings: list[ReadValue] = strawberry.field(description="How the values of the left record were read.")
    right_readings: list[ReadValue] = strawberry.field(description="How the values of the right record were read.")

    @classmethod
    def of(cls, found: graph.Explanation, context: RequestContext) -> Self:
        """From the graph's explanation."""
        pair = found.pair
        return cls(
            left=Record.of(found.left.node, context),
            right=Record.of(found.right.node, context),
            same_identity=found.same_identity,
            outcome=Outcome(pair.outcome),
            probability=pair.probability,
            weight=pair.weight,
            prior=pair.prior_weight,
            threshold=pair.threshold,
            model=pair.model,
            evidence=[Evidence.of(said, context.masking) for said in pair.evidence],
            not_said=list(pair.unsaid),
            rules=[RuleFired(name=r.name, effect=RuleEffect(r.effect), reason=r.reason) for r in pair.rules],
            shared_keys=list(pair.shared_keys),
            would_change=list(pair.would_change),
            path=[strawberry.ID(id) for id in found.path],
            left_readings=[ReadValue.of(value, context.masking) for value in found.left_readings],
            right_readings=[ReadValue.of(value, context.masking) for value in found.right_readings],
        )


async def explanation_of(left: str, right: str, context: RequestContext) -> Explanation:
    """The explanation of two records. Raises `NotFound`, `InputError`, `ModelError`."""
    found = await context.reader.call(partial(context.reader.graph.explain, left, right))
    return Explanation.of(found, context)
