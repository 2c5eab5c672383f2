"""From scores and rules to decisions about pairs."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from identity_graph.resolution.facets import agreeing_facets
from identity_graph.resolution.match_model import MatchModel
from identity_graph.resolution.rules import Effect, Rule, fired
from identity_graph.resolution.scoring import Numbers, ScoredPairs, Weights, probability

LINK_PROBABILITY: Final = 0.95
"""From this match probability on, two records are linked without a person."""
REVIEW_PROBABILITY: Final = 0.5
"""From this match probability on, a pair is worth a person's look."""
LINK_WEIGHT: Final = math.log2(LINK_PROBABILITY / (1 - LINK_PROBABILITY))
REVIEW_WEIGHT: Final = 0.0

Outcome = Literal["same", "review", "different", "unrelated"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("unrelated", "review", "same", "different")
_PRECEDENCE: Final[tuple[Effect, ...]] = ("cannot-link", "must-review", "needs-review", "must-link")


@dataclass(frozen=True)
class Pattern:
    """What all pairs with the same agreement levels have in common."""

    levels: Mapping[str, str]
    weights: Mapping[str, float]
    rules: tuple[Rule, ...]

    @cached_property
    def effect(self) -> Effect | None:
        """The strongest effect of its rules."""
        return _strongest(self.rules)

    @cached_property
    def said(self) -> tuple[tuple[str, str], ...]:
        """(comparison, level) of the comparisons that say something."""
        return tuple((name, level) for name, level in self.levels.items() if level != "not said")

    @cached_property
    def facets(self) -> frozenset[str]:
        """The independent facets in which such records agree."""
        return agreeing_facets(self.levels)

    @cached_property
    def evidence_template(self) -> str:
        """Its evidence as JSON, with a place for each weight."""
        levels = (f"{json.dumps(name)}:[{json.dumps(level).replace('%', '%%')},%r]" for name, level in self.said)
        return f"{{{','.join(levels)}}}"


@dataclass(frozen=True)
class Decided:
    """Decided pairs, column by column: ``outcome`` numbers `OUTCOMES`, ``pattern`` numbers ``patterns``."""

    scored: ScoredPairs
    patterns: tuple[Pattern, ...]
    pattern: Numbers
    outcome: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.scored)

    def take(self, rows: Numbers | npt.NDArray[np.bool_]) -> "Decided":
        """Only these rows."""
        return Decided(self.scored.take(rows), self.patterns, self.pattern[rows], self.outcome[rows])

    @classmethod
    def together(cls, parts: Sequence["Decided"]) -> "Decided":
        """All rows of these, in order; there must be at least one part."""
        offsets = np.cumsum([0, *(len(part.patterns) for part in parts)])[:-1]
        return cls(
            ScoredPairs.together([part.scored for part in parts]),
            tuple(pattern for part in parts for pattern in part.patterns),
            np.concatenate([part.pattern + offset for part, offset in zip(parts, offsets, strict=True)]),
            np.concatenate([part.outcome for part in parts]),
        )

    def only_worth_keeping(self) -> "Decided":
        """Without the pairs nobody will ask for, and the patterns only those had."""
        kept = self.take(self.worth_keeping)
        used, pattern = np.unique(kept.pattern, return_inverse=True)
        patterns = tuple(self.patterns[number] for number in used)
        return Decided(kept.scored, patterns, pattern.astype(np.int64), kept.outcome)

    def having(self, *outcomes: Outcome) -> "Decided":
        """Only the pairs with one of these outcomes."""
        return self.take(np.isin(self.outcome, [OUTCOMES.index(outcome) for outcome in outcomes]))

    @cached_property
    def cluster_weight(self) -> Weights:
        """The weight each pair counts with in clustering: at most none where a rule wants a person to look, all of it
        on a must-link."""
        effects = np.array([_EFFECT_NUMBER[pattern.effect] for pattern in self.patterns], dtype=np.int8)[self.pattern]
        waits = np.isin(effects, (_EFFECT_NUMBER["needs-review"], _EFFECT_NUMBER["must-review"]))
        weight = np.where(waits, np.minimum(self.scored.weight, 0), self.scored.weight)
        return np.where(effects == _EFFECT_NUMBER["must-link"], np.inf, weight)

    @cached_property
    def cannot_link(self) -> npt.NDArray[np.bool_]:
        """Which pairs a rule keeps apart."""
        kept_apart: npt.NDArray[np.bool_] = self.outcome == OUTCOMES.index("different")
        return kept_apart

    def pairs(self) -> Iterator["PairDecision"]:
        """Each pair as a value of its own."""
        return map(self.pair_at, range(len(self)))

    def pair_at(self, row: int) -> "PairDecision":
        """The pair in this row as a value of its own."""
        adjustments = {name: float(values[row]) for name, values in self.scored.adjustments.items()}
        return PairDecision(
            left=int(self.scored.left[row]),
            right=int(self.scored.right[row]),
            weight=float(self.scored.weight[row]),
            outcome=OUTCOMES[self.outcome[row]],
            pattern=self.patterns[self.pattern[row]],
            adjustments={name: adjustment for name, adjustment in adjustments.items() if adjustment},
        )

    @cached_property
    def worth_keeping(self) -> npt.NDArray[np.bool_]:
        """Which pairs were linked, wait for a person, or were kept apart although their weight was for a match."""
        alike = self.scored.weight >= REVIEW_WEIGHT
        decided: npt.NDArray[np.bool_] = np.isin(self.outcome, (1, 2)) | (self.cannot_link & alike)
        return decided


_EFFECT_NUMBER: Final[dict[Effect | None, int]] = {
    None: 0,
    "must-link": 1,
    "needs-review": 2,
    "must-review": 3,
    "cannot-link": 4,
}


@dataclass(frozen=True, slots=True)
class PairDecision:
    """The decision about one pair of records (numbered as in the scorer)."""

    left: int
    right: int
    weight: float
    outcome: Outcome
    pattern: Pattern
    adjustments: Mapping[str, float]

    @property
    def probability(self) -> float:
        """The match probability."""
        return probability(self.weight)

    def evidence(self) -> list[tuple[str, str, float]]:
        """(comparison, agreement level, weight with its adjustment) of all comparisons that say something."""
        return [(name, level, self._weight(name)) for name, level in self.pattern.said]

    def evidence_json(self) -> str:
        """The evidence as links carry it: comparison → [level, weight]; never a value of a record."""
        return self.pattern.evidence_template % tuple(self._weight(name) for name, _ in self.pattern.said)

    def _weight(self, name: str) -> float:
        return round(self.pattern.weights[name] + self.adjustments.get(name, 0.0), 6)


def decide(scored: ScoredPairs, model: MatchModel) -> Decided:
    """What weights and rules together say of each pair."""
    _, first, pattern = np.unique(_codes(scored, model), return_index=True, return_inverse=True)
    names = [comparison.name for comparison in model.comparisons]
    patterns = tuple(_pattern(model, [int(scored.levels[name][row]) for name in names]) for row in first)
    effects = np.array([_EFFECT_NUMBER[p.effect] for p in patterns], dtype=np.int8)[pattern]
    return Decided(scored, patterns, pattern.astype(np.int64), _outcomes(scored.weight, effects))


def outcome_of(weight: float, rules: Sequence[Rule]) -> Outcome:
    """What this weight and these rules say of one pair."""
    effect = np.array([_EFFECT_NUMBER[_strongest(rules)]], dtype=np.int8)
    return OUTCOMES[int(_outcomes(np.array([weight]), effect)[0])]


def _strongest(rules: Sequence[Rule]) -> Effect | None:
    effects = {rule.effect for rule in rules}
    return next((effect for effect in _PRECEDENCE if effect in effects), None)


def _codes(scored: ScoredPairs, model: MatchModel) -> Numbers:
    """One number for each distinct set of levels: mixed radix over the comparisons."""
    codes = np.zeros(len(scored), dtype=np.int64)
    for comparison in model.comparisons:
        codes = codes * len(comparison.levels) + scored.levels[comparison.name] + 1
    return codes


def _pattern(model: MatchModel, vector: list[int]) -> Pattern:
    reached = {c.name: c.level(number) for c, number in zip(model.comparisons, vector, strict=True)}
    levels = {name: level.name for name, level in reached.items()}
    return Pattern(levels, {name: level.weight for name, level in reached.items()}, fired(levels))


def _outcomes(weight: Weights, effects: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    unrelated, review, same, different = range(len(OUTCOMES))
    at_most_review = np.where(weight >= REVIEW_WEIGHT, review, unrelated)
    by_weight = np.where(weight >= LINK_WEIGHT, same, at_most_review)
    by_effect: dict[Effect, int | npt.NDArray[np.int64]] = {
        "must-link": same,
        "needs-review": at_most_review,
        "must-review": review,
        "cannot-link": different,
    }
    outcome = by_weight
    for effect, decided in by_effect.items():
        outcome = np.where(effects == _EFFECT_NUMBER[effect], decided, outcome)
    return outcome.astype(np.int8)
