"""Decisions: thresholds, precedence of rules, and what is kept."""

from itertools import combinations

import numpy as np
import pytest
from people import decided, person, prior_model, sample, sample_model

from identity_graph.resolution import LINK_PROBABILITY, REVIEW_PROBABILITY, Decided, Rule, probability
from identity_graph.resolution.decisions import LINK_WEIGHT, REVIEW_WEIGHT, Pattern, outcome_of

MUST, CANNOT, REVIEW = (Rule(effect, bool) for effect in ("must-link", "cannot-link", "needs-review"))


def everything_of(size: int = 60) -> Decided:
    return decided(sample_model(), *sample()[:size], pairs=list(combinations(range(size), 2)))


def test_weights_and_probabilities_of_the_thresholds_agree() -> None:
    assert probability(LINK_WEIGHT) == pytest.approx(LINK_PROBABILITY)
    assert probability(REVIEW_WEIGHT) == REVIEW_PROBABILITY


@pytest.mark.parametrize(
    ("weight", "rules", "outcome"),
    [
        (LINK_WEIGHT, [], "same"),
        (LINK_WEIGHT - 0.01, [], "review"),
        (REVIEW_WEIGHT, [], "review"),
        (REVIEW_WEIGHT - 0.01, [], "unrelated"),
        (-30, [MUST], "same"),
        (30, [CANNOT], "different"),
        (30, [REVIEW], "review"),
        (30, [MUST, REVIEW], "review"),
        (30, [MUST, REVIEW, CANNOT], "different"),
        (-30, [MUST, CANNOT], "different"),
    ],
)
def test_weight_and_rules(weight: float, rules: list[Rule], outcome: str) -> None:
    assert outcome_of(weight, rules) == outcome
    assert outcome_of(weight, rules[::-1]) == outcome


def test_the_effect_of_a_pattern_is_its_strongest_rule() -> None:
    assert Pattern({}, {}, (MUST, REVIEW)).effect == "needs-review"
    assert Pattern({}, {}, ()).effect is None


def test_a_pair_as_a_value_is_its_row() -> None:
    found = everything_of()
    for row, pair in enumerate(found.pairs()):
        assert pair == found.pair_at(row)
        assert pair.outcome == outcome_of(pair.weight, pair.pattern.rules)
        said = sum(weight for _, _, weight in pair.evidence())
        assert said + sample_model().prior_weight == pytest.approx(pair.weight, abs=1e-4)


def test_what_is_kept() -> None:
    found = everything_of()
    kept = {(pair.left, pair.right) for pair in found.only_worth_keeping().pairs()}
    for pair in found.pairs():
        wanted = pair.outcome in {"same", "review"} or (pair.outcome == "different" and pair.weight >= 0)
        assert ((pair.left, pair.right) in kept) == wanted


def test_taking_parts_and_putting_them_together_again() -> None:
    found = everything_of()
    again = Decided.together([found.take(np.arange(0, 100)), found.take(np.arange(100, len(found)))])
    assert list(again.pairs()) == list(found.pairs())
    assert {pair.outcome for pair in found.having("unrelated").pairs()} == {"unrelated"}


def test_no_pairs_at_all() -> None:
    found = decided(prior_model(), *sample()[:2], pairs=[])
    assert (len(found), list(found.pairs()), found.cluster_weight.tolist()) == (0, [], [])


def test_evidence_holds_no_values() -> None:
    found = decided(prior_model(), *(person(n, "Karl Weber", emails="karl@weber.de") for n in "12")).pair_at(0)
    assert "weber" not in found.evidence_json()
    assert '"email":["same",' in found.evidence_json()
