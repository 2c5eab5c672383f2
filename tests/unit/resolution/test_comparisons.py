"""The levels of agreement that two records reach."""

import pytest
from people import decided, person, prior_model

from identity_graph.normalize import Comparable

SWAPPED = "whole name nearly the same, swapped"
SLIP = "one digit or day and month swapped"


def reached(one: Comparable, other: Comparable) -> dict[str, str]:
    """The level of each comparison that says something; who is named first does not matter."""
    found, turned = (decided(prior_model(), *pair).pair_at(0).evidence() for pair in ((one, other), (other, one)))
    assert found == turned
    return {comparison: level for comparison, level, _ in found}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("Elizabeth", "Stephenson"), ("Stephenson", "Elizbeth"), SWAPPED),
        (("Elizabeth", "Stephenson"), ("Stephenson", "Margaret"), "different"),
        (("Elizabeth", "Stephenson"), ("Stephenson", "Elizabeth"), "whole name the same, swapped or an alias"),
    ],
)
def test_swapped_parts_with_a_slip(one: tuple[str, str], other: tuple[str, str], level: str) -> None:
    pair = (person(str(n), given=given, family=family) for n, (given, family) in enumerate((one, other)))
    found = reached(*pair)
    assert found["given_name"] == level
    assert ("family_name" in found) == (level == "different")  # swapped, it is one observation


def test_parts_that_are_alike_as_they_stand_are_not_swapped() -> None:
    pair = (person("1", given="Robert", family="Roberts"), person("2", given="Roberts", family="Robertz"))
    found = reached(*pair)
    assert found["given_name"] != SWAPPED
    assert found["family_name"] == "nearly the same"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1918-07-01", "1981-07-01", "digits of the year swapped, of a day which may stand for it"),
        ("1961-07-01", "1981-07-01", "years apart, roughly said"),
        ("1961-01-01", "1981-01-01", "years apart, roughly said"),
        ("1918-07-02", "1981-07-02", SLIP),
        ("1961-07-02", "1981-07-02", SLIP),
    ],
)
def test_a_slip_in_the_year_of_a_day_that_may_stand_for_it(one: str, other: str, level: str) -> None:
    pair = (person(day, "Lauren Frahn", birth_dates=day, country="AU") for day in (one, other))
    assert reached(*pair)["birth_date"] == level
