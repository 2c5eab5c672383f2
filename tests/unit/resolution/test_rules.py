"""Rules on people one can picture, through the real scorer, under the untrained and the trained model."""

from typing import Any

import pytest
from people import decided, person, prior_model, sample_model

from identity_graph.model import Identifier, PostalAddress
from identity_graph.resolution import RULES, PairDecision, Rule, rules
from identity_graph.resolution.rules import fired

HOME = PostalAddress(street="Lindenstrasse 5", postal_code="10115", city="Berlin", country="DE")
PASSPORT = Identifier("passport", "C01X00T47", "DE")
KARL = {"given": "Karl", "family": "Weber", "birth_dates": "1980-05-17"}
FATHER = KARL | {"birth_dates": "1950-02-03", "addresses": HOME}
UNSAID = dict.fromkeys((c.name for c in prior_model().comparisons), "not said")
NAMES = {rule.name for rule in RULES}

MODELS = pytest.mark.parametrize("model", [prior_model, sample_model], ids=["prior", "trained"])


def pair(model: Any, left: dict[str, Any], right: dict[str, Any]) -> tuple[str, set[str]]:
    found: PairDecision = decided(model(), person("1", **left), person("2", **right)).pair_at(0)
    return found.outcome, {rule.name for rule in found.pattern.rules}


@MODELS
def test_a_shared_passport_under_a_married_name_links(model: Any) -> None:
    wife = KARL | {"given": "Anna", "identifiers": PASSPORT}
    assert pair(model, wife, wife | {"family": "Koch"}) == ("same", {"shared_strong_document"})


@MODELS
def test_a_shared_passport_links_even_where_nothing_else_is_said(model: Any) -> None:
    outcome, fired_names = pair(model, {"identifiers": PASSPORT, "full": "Karl Weber"}, {"identifiers": PASSPORT})
    assert outcome == "same"
    assert "shared_strong_document" in fired_names


@MODELS
def test_a_shared_passport_of_somebody_else_never_links(model: Any) -> None:
    other = {"given": "Mohamed", "family": "Okafor", "birth_dates": "1955-07-19", "identifiers": PASSPORT}
    outcome, names = pair(model, KARL | {"identifiers": PASSPORT}, other)
    assert outcome != "same"
    assert "strong_document_but_other_name" in names
    assert "shared_strong_document" not in names


@MODELS
def test_a_shared_passport_with_another_birth_date_is_no_must_link(model: Any) -> None:
    other = KARL | {"birth_dates": "1951-11-30", "identifiers": PASSPORT}
    assert "shared_strong_document" not in pair(model, KARL | {"identifiers": PASSPORT}, other)[1]


@MODELS
def test_father_and_son_of_one_name_are_kept_apart(model: Any) -> None:
    assert pair(model, FATHER, KARL | {"addresses": HOME, "phones": "+493012345678"})[0] == "different"


@MODELS
def test_twins_never_link(model: Any) -> None:
    outcome, names = pair(model, KARL | {"addresses": HOME}, KARL | {"given": "Emil", "addresses": HOME})
    assert outcome in {"review", "different"}
    assert "different_given_names" in names


@MODELS
def test_spouses_with_one_telephone_never_link(model: Any) -> None:
    spouse = {"given": "Sabine", "family": "Weber", "birth_dates": "1982-06-18", "phones": "+493012345678"}
    assert pair(model, KARL | {"phones": "+493012345678"}, spouse)[0] != "same"


@MODELS
def test_a_name_alone_never_links(model: Any) -> None:
    outcome, names = pair(model, {"given": "Karl", "family": "Weber"}, {"given": "Karl", "family": "Weber"})
    assert outcome != "same"
    assert "nothing_but_the_name" in names


@MODELS
def test_a_name_and_a_year_never_link(model: Any) -> None:
    outcome, names = pair(model, KARL, KARL | {"birth_dates": "1980"})
    assert outcome != "same"
    assert "name_and_uncertain_birth_date" in names


@MODELS
def test_placeholders_are_no_agreement(model: Any) -> None:
    nothing = {
        "phones": "0000000000",
        "emails": "none@none.com",
        "identifiers": Identifier("passport", "000000000", "DE"),
        "birth_dates": "1900-01-01",
        "country": "DE",
    }
    found = decided(model(), person("1", "Karl Weber", **nothing), person("2", "Olu Okafor", **nothing)).pair_at(0)
    assert found.outcome in {"unrelated", "different"}
    assert {found.pattern.levels[name] for name in ("phone", "email", "document")} <= {"not said", "different"}


@MODELS
def test_a_mistyped_name_at_the_same_address_links(model: Any) -> None:
    one = {"given": "Katharina", "family": "Weber", "birth_dates": "1980-05-17", "addresses": HOME}
    assert pair(model, one, one | {"given": "Katarina"})[0] == "same"


def test_order_of_the_two_does_not_matter_for_rules() -> None:
    son = KARL | {"addresses": HOME}
    assert pair(prior_model, FATHER, son) == pair(prior_model, son, FATHER)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_readable_reason(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert len(rule.reason.split()) > 8
    assert "\n" not in rule.reason


def test_names_of_rules_are_unique_and_in_the_module() -> None:
    assert len(NAMES) == len(RULES)
    assert all(hasattr(rules, name) for name in NAMES)


def test_nothing_said_fires_nothing() -> None:
    assert fired(UNSAID) == ()


def test_a_document_answers_for_birth_dates_far_apart() -> None:
    apart = UNSAID | {"birth_date": "different", "given_name": "same", "family_name": "same"}
    names = [{rule.name for rule in fired(apart | {"document": level})} for level in ("same document", "not said")]
    assert ["incompatible_birth_dates" in found for found in names] == [False, True]
