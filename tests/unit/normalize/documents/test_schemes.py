"""The tables: every scheme is whole, takes its example, refuses another number, and keeps its normal form."""

import pytest

from identity_graph.normalize import UNKNOWN_COUNTRY
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.documents import parse_identifier
from identity_graph.normalize.documents.labels import meaning
from identity_graph.normalize.documents.schemes import STRENGTHS, Scheme, of, schemes, template_pattern
from identity_graph.normalize.documents.tables_read import mapping, read

GROUPS = {"yy", "yyy", "yyyy", "mm", "m", "dd", "ddd", "days", "region"}
"""Groups of a pattern that are read beside those in ``says`` and ``offsets``."""
CONDITIONS = {"c", "l36", "l57", "low", "y", "d", "k", "old", "cc", "plus"}
"""Groups that only choose among a pattern's branches, or name a part nobody reads yet."""
ALL = [pytest.param(scheme, id=scheme.id) for scheme in schemes()]


def read_as(scheme: Scheme, number: str) -> str | None:
    """How a number stands under the scheme."""
    found = parse_identifier(number, scheme=scheme.id, country=scheme.country)
    return found.standing if found.scheme == scheme.id else None


@pytest.mark.parametrize("scheme", ALL)
def test_examples_are_numbers_of_the_scheme(scheme: Scheme) -> None:
    for example in scheme.examples:
        assert read_as(scheme, example) == ("passed" if scheme.check else "format only")


@pytest.mark.parametrize("scheme", ALL)
def test_the_normal_form_is_its_own_normal_form(scheme: Scheme) -> None:
    number = parse_identifier(scheme.examples[0], scheme=scheme.id, country=scheme.country).number
    assert parse_identifier(number, scheme=scheme.id, country=scheme.country).number == number


@pytest.mark.parametrize("scheme", ALL)
def test_other_numbers_are_refused(scheme: Scheme) -> None:
    example = scheme.examples[0]
    assert read_as(scheme, f"{example}{example}{example}ZZZZ") is None
    if scheme.check and not scheme.soft:
        mistyped = [
            number
            for place, character in enumerate(example)
            for digit in "0123456789"
            if character.isdigit() and digit != character
            if scheme.pattern.fullmatch(number := f"{example[:place]}{digit}{example[place + 1 :]}")
        ]
        passing = [number for number in mistyped if read_as(scheme, number) == "passed"]
        assert len(passing) <= len(mistyped) * 0.6  # US accounts have their check in the routing number alone


@pytest.mark.parametrize("scheme", ALL)
def test_entries_are_whole(scheme: Scheme) -> None:
    assert scheme.country == UNKNOWN_COUNTRY or country_code(scheme.country) == scheme.country
    assert scheme.strength in STRENGTHS
    groups = scheme.pattern.groupindex.keys()
    assert groups >= scheme.offsets.keys()
    assert groups >= scheme.says.keys()
    assert groups <= GROUPS | CONDITIONS | scheme.says.keys() | scheme.offsets.keys()
    facts = {fact for table in (scheme.says, scheme.offsets) for said in table.values() for fact in said.values()}
    assert {word for fact in facts for word in fact.split()} <= {"M", "F", "18", "19", "20", "21", "22"}
    assert not scheme.regions or scheme.regions in read("regions")


def test_ids_are_unique_and_many_countries_are_there() -> None:
    ids = [scheme.id for scheme in schemes()]
    assert len(set(ids)) == len(ids)
    assert len({scheme.country for scheme in schemes() if scheme.kind != "passport"}) >= 100
    assert len({scheme.country for scheme in schemes() if scheme.kind == "passport"}) >= 150


def test_every_scheme_answers_to_its_own_labels() -> None:
    for scheme in schemes():
        for label in scheme.labels:
            means = meaning(label)
            assert means is not None, (scheme.id, label)
            assert scheme.kind == "passport" or scheme in means.schemes, (scheme.id, label)


def test_implied_countries_have_such_a_scheme() -> None:
    for word, country in mapping("labels", "implied").items():
        means = meaning(word)
        assert means is not None, word
        assert any(scheme.country == country for scheme in (*means.schemes, *of(country, means.kind))), word


def test_templates() -> None:
    assert template_pattern("A9X|tr99") == "[A-Z][0-9][A-Z0-9]|TR[0-9][0-9]"
