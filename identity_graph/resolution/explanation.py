"""Why two records are, or are not, one: each comparison with its level, weight and values, and what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from identity_graph.normalize import Comparable, blocking_keys
from identity_graph.resolution.decisions import LINK_PROBABILITY, Outcome, PairDecision, decide, outcome_of
from identity_graph.resolution.match_model import MatchModel
from identity_graph.resolution.rules import fired
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
_ONLY_OF: Final[Mapping[str, str]] = {
    "given_name": "person",
    "family_name": "person",
    "organization_name": "organization",
}
"""The kind of entity a comparison speaks of, where it is not of both."""
_SAID: Final[Mapping[Outcome, str]] = {
    "same": "linked",
    "review": "for review",
    "different": "kept apart",
    "unrelated": "not linked",
}


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
    ``would_change`` says, one sentence each, what single change of rules or evidence would have changed the outcome.
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
        would_change=tuple(_would_change(pair, model, {left.kind, right.kind})),
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


def _would_change(pair: PairDecision, model: MatchModel, kinds: set[str]) -> Iterator[str]:
    """Each change is decided anew, by weight and rules, and said only where the outcome is another."""
    levels, rules = pair.pattern.levels, pair.pattern.rules
    for rule in rules:
        changed = outcome_of(pair.weight, [other for other in rules if other is not rule])
        if changed != pair.outcome:
            yield f"without the rule {rule.name}: {_SAID[changed]}"
    for name, level, weight in pair.evidence():
        changed = outcome_of(pair.weight - weight, fired({**levels, name: "not said"}))
        if changed != pair.outcome:
            yield f'had {name} ("{level}", {weight:+.1f}) not been said: {_SAID[changed]}'
    if pair.outcome != "same":
        yield from _would_link(pair, model, kinds)


def _would_link(pair: PairDecision, model: MatchModel, kinds: set[str]) -> Iterator[str]:
    for comparison in model.comparisons:
        name, best = comparison.name, comparison.levels[1]
        weight = pair.weight - pair.pattern.weights[name] - pair.adjustments.get(name, 0.0) + best.weight
        possible = kinds <= {_ONLY_OF.get(name, kind) for kind in kinds} and pair.pattern.levels[name] != best.name
        if possible and outcome_of(weight, fired({**pair.pattern.levels, name: best.name})) == "same":
            yield f'had {name} been "{best.name}" ({best.weight:+.1f}): {_SAID["same"]}'
