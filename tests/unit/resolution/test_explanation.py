"""Explanations: they add up, they say what is true, and they say it for any two records."""

import re
from itertools import combinations, islice

import pytest
from people import decided, person, prior_model, sample, sample_model

from identity_graph.model import Identifier, PostalAddress
from identity_graph.normalize import Comparable
from identity_graph.resolution import MatchModel, PairExplanation, explain_pair, probability
from identity_graph.resolution.explanation import _SAID

HOME = PostalAddress(street="Lindenstrasse 5", postal_code="10115", city="Berlin", country="DE")
PASSPORT = Identifier("passport", "C01X00T47", "DE")
KARL = person("1", given="Karl", family="Weber", birth_dates="1980-05-17", addresses=HOME, identifiers=PASSPORT)
CARL = person("2", given="Carl", family="Weber", birth_dates="1980-05-17", addresses=HOME, identifiers=PASSPORT)
SON = person("3", given="Karl", family="Weber", birth_dates="2008-11-02", addresses=HOME)
TWIN = person("4", given="Emil", family="Weber", birth_dates="1980-05-17", addresses=HOME)
OTHER = person("5", given="Olu", family="Okafor", birth_dates="1961-01-19", nationalities="NG")
FIRM = person("6", "Weber Karl GmbH")._replace(kind="organization")

FIELDS = {
    "given_name": {"given": None},
    "family_name": {"family": None},
    "birth_date": {"birth_date": None},
    "document": {"documents": (), "strong_documents": ()},
    "phone": {"phones": ()},
    "email": {"emails": ()},
    "address": {"streets": (), "postal_codes": (), "cities": ()},
}
"""How a comparison is made to say nothing."""
UNSAID = re.compile(r'had (\w+) \("[^"]*", [-+.\d]+\) not been said: (.+)')


def some_pairs(count: int) -> list[tuple[Comparable, Comparable]]:
    """Hand-made pairs, and pairs of the sample that share something."""
    named = list(combinations((KARL, CARL, SON, TWIN, OTHER), 2))
    alike = ((a, b) for a, b in combinations(sample(), 2) if set(a.name_codes) & set(b.name_codes))
    return [*named, *islice((pair for number, pair in enumerate(alike) if number % 97 == 0), count)]


def test_evidence_and_prior_are_the_weight() -> None:
    for left, right in some_pairs(8):
        found = explain_pair(left, right, sample_model())
        assert found.prior_weight + sum(e.weight for e in found.evidence) == pytest.approx(found.weight, abs=1e-4)
        assert found.probability == probability(found.weight)
        assert {e.comparison for e in found.evidence}.isdisjoint(found.unsaid)
        assert len(found.evidence) + len(found.unsaid) == len(sample_model().comparisons)


def test_it_is_the_decision_of_the_batch() -> None:
    pairs = list(combinations(range(5), 2))
    batch = decided(sample_model(), KARL, CARL, SON, TWIN, OTHER, pairs=pairs)
    people = (KARL, CARL, SON, TWIN, OTHER)
    for pair in batch.pairs():
        found = explain_pair(people[pair.left], people[pair.right], sample_model())
        assert (found.outcome, found.weight) == (pair.outcome, pytest.approx(pair.weight))


def test_both_orders_say_the_same() -> None:
    for left, right in some_pairs(5):
        one, other = (explain_pair(*pair, sample_model()) for pair in ((left, right), (right, left)))
        assert (one.outcome, one.weight, one.rules) == (other.outcome, pytest.approx(other.weight), other.rules)
        assert set(one.would_change) == set(other.would_change)
        assert one.shared_keys == other.shared_keys
        assert {(e.left, e.right) for e in one.evidence} == {(e.right, e.left) for e in other.evidence}


def test_the_values_compared_are_shown() -> None:
    found = {e.comparison: (e.left, e.right) for e in explain_pair(KARL, CARL, prior_model()).evidence}
    assert found["given_name"] == ("karl", "carl")
    assert found["birth_date"] == ("1980-05-17", "1980-05-17")
    assert all("linden" in shown and "10115" in shown for shown in found["address"])
    assert "C01X00T47" in found["document"][1].upper()


def test_what_it_says_would_change_does() -> None:
    """Each "had it not been said" is done, and the pair decided again."""
    tried = 0
    for model in (prior_model(), sample_model()):
        for left, right in combinations((KARL, CARL, SON, TWIN), 2):
            for name, outcome in unsaid_changes(explain_pair(left, right, model)):
                if name in FIELDS and name not in ("given_name", "family_name"):
                    again = explain_pair(*(seen._replace(**FIELDS[name]) for seen in (left, right)), model)
                    assert _SAID[again.outcome] == outcome, (left, right, name)
                    tried += 1
    assert tried >= 4


def test_what_it_does_not_say_would_not_change() -> None:
    for left, right in combinations((KARL, CARL, SON, TWIN), 2):
        found = explain_pair(left, right, sample_model())
        said = {name for name, _ in unsaid_changes(found)}
        for name in ("birth_date", "document", "address"):
            again = explain_pair(*(seen._replace(**FIELDS[name]) for seen in (left, right)), sample_model())
            assert (again.outcome != found.outcome) == (name in said)


@pytest.mark.parametrize("model", [prior_model(), sample_model()], ids=["prior", "trained"])
def test_every_change_is_another_outcome(model: MatchModel) -> None:
    for left, right in some_pairs(8):
        found = explain_pair(left, right, model)
        assert not [change for change in found.would_change if change.endswith(f": {_SAID[found.outcome]}")]
        assert not [change for change in found.would_change if "organization_name" in change]


def test_rules_are_explained() -> None:
    (rule,) = explain_pair(KARL, SON, prior_model()).rules
    assert (rule.name, rule.effect) == ("incompatible_birth_dates", "cannot-link")
    assert rule.reason.startswith("Both birth dates")
    assert explain_pair(KARL, SON, sample_model()).would_change[0].startswith("without the rule incompatible")


def test_unrelated_records() -> None:
    found = explain_pair(KARL, OTHER, prior_model())
    assert (found.shared_keys, found.evidence[0].weight < 0) == ((), True)
    assert found.outcome in {"unrelated", "different"}
    assert found.probability < 0.001


def test_a_person_and_a_firm_and_records_that_say_nothing() -> None:
    empty = Comparable("rec_a", "s", "person"), Comparable("rec_b", "s", "person")
    for left, right in ((KARL, FIRM), empty):
        found = explain_pair(left, right, prior_model())
        assert found.outcome == "unrelated"
    assert found.evidence == ()
    assert found.weight == pytest.approx(found.prior_weight)


def test_shared_keys_name_what_brought_them_together() -> None:
    assert "document" in explain_pair(KARL, CARL, prior_model()).shared_keys


def unsaid_changes(found: PairExplanation) -> list[tuple[str, str]]:
    return [match.groups() for text in found.would_change if (match := UNSAID.fullmatch(text))]
