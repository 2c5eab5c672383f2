"""Why two records are, or are not, one: each comparison with its level, weight and values, and what would change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from identity_graph.normalize import Comparable, blocking_keys
from identity_graph.resolution.decisions import LINK_PROBABILITY, LINK_WEIGHT, Outcome, PairDecision, decide
from identity_graph.resolution.match_model import MatchModel
from identity_graph.resolution.scoring import PairScorer

_VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "given_name": ("given",),
    "family_name": ("family",),
    "organization_name": ("full",),
    "document": ("documents",),
    "phone": ("phones",),
    "email": ("emails",),
    "account": ("accounts",),
    "address": ("streets", "postal_codes", "cities"),
    "nationality": ("nationalities",),
}
"""The comparable values each comparison looks at, where they are not called as it is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison of an explanation. ``weight`` includes ``adjustment``, its part for how common the value is;
    ``left`` and ``right`` are the values compared (personal data)."""

    comparison: str
    level: str
    weight: float
    adjustment: float
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class RuleFired:
    """A rule that applied, with its published reason."""

    name: str
    effect: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """Why two records (node ids) are decided as they are.

    ``prior_weight`` plus the evidence's weights is ``weight``; ``probability`` is that weight as a probability.
    ``shared_keys`` names the blocking keys that brought them together (none: they would never have been compared).
    ``would_change`` says, one sentence each, what single change of the evidence would have changed the outcome.
    """

    left: str
    right: str
    outcome: Outcome
    probability: float
    weight: float
    prior_weight: float
    threshold: float
    evidence: tuple[Evidence, ...]
    rules: tuple[RuleFired, ...]
    shared_keys: tuple[str, ...]
    would_change: tuple[str, ...]
    model: str
    unsaid: tuple[str, ...] = field(default=())


def explain_pair(left: Comparable, right: Comparable, model: MatchModel) -> PairExplanation:
    """Explain the decision about two records with the very scorer that made it."""
    with PairScorer(model, threads=1) as scorer:
        scorer.add([left, right])
        scorer.pair([0], [1])
        pair = decide(next(iter(scorer.scored())), model).pair_at(0)
    return PairExplanation(
        left=left.record,
        right=right.record,
        outcome=pair.outcome,
        probability=pair.probability,
        weight=pair.weight,
        prior_weight=model.prior_weight,
        threshold=LINK_PROBABILITY,
        evidence=tuple(_evidence(pair, left, right)),
        rules=tuple(RuleFired(rule.name, rule.effect, rule.reason) for rule in pair.pattern.rules),
        shared_keys=_shared_keys(left, right),
        would_change=tuple(_would_change(pair, model)),
        model=model.id,
        unsaid=tuple(name for name, level in pair.pattern.levels.items() if level == "not said"),
    )


def _evidence(pair: PairDecision, left: Comparable, right: Comparable) -> Iterable[Evidence]:
    said = [
        Evidence(name, level, weight, pair.adjustments.get(name, 0.0), _shown(left, name), _shown(right, name))
        for name, level, weight in pair.evidence()
    ]
    return sorted(said, key=lambda evidence: -abs(evidence.weight))


def _shown(comparable: Comparable, comparison: str) -> str:
    values = (getattr(comparable, name) for name in _VALUES.get(comparison, (comparison,)))
    return "; ".join(", ".join(value) if isinstance(value, tuple) else str(value) for value in values if value)


def _shared_keys(left: Comparable, right: Comparable) -> tuple[str, ...]:
    ours, theirs = blocking_keys(left), blocking_keys(right)
    return tuple(sorted({label for key, label in ours.items() if key in theirs}))


def _would_change(pair: PairDecision, model: MatchModel) -> Iterable[str]:
    deciding = [rule for rule in pair.pattern.rules if rule.effect == pair.pattern.effect]
    for rule in deciding:
        yield f"without the rule {rule.name} the weight alone would decide: {_by_weight(pair.weight)}"
    if deciding:
        return
    linked = pair.weight >= LINK_WEIGHT
    for name, level, weight in pair.evidence():
        without = pair.weight - weight
        if (without >= LINK_WEIGHT) != linked:
            yield f'had {name} ("{level}", {weight:+.1f}) not been said: {_by_weight(without)}'
    if not linked:
        yield from _would_link(pair, model)


def _would_link(pair: PairDecision, model: MatchModel) -> Iterable[str]:
    for comparison in model.comparisons:
        best = comparison.levels[1]
        now = pair.pattern.weights[comparison.name] + pair.adjustments.get(comparison.name, 0.0)
        if pair.weight - now + best.weight >= LINK_WEIGHT:
            yield f'had {comparison.name} been "{best.name}" ({best.weight:+.1f}): linked'


def _by_weight(weight: float) -> str:
    return "linked" if weight >= LINK_WEIGHT else "for review" if weight >= 0 else "not linked"
