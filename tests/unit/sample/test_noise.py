"""Noise stays within its bounds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from identity_graph.sample.dice import Dice, Weighted, scattered
from identity_graph.sample.noise import misdated, misnumbered, typo


@given(st.integers(), st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_typo_keeps_the_first_letter_and_nearly_the_length(seed: int, word: str) -> None:
    slipped = typo(Dice(seed), word)
    assert slipped[0] == word[0]
    assert abs(len(slipped) - len(word)) <= 1


@given(st.integers(), st.dates(date(1930, 1, 1), date(2010, 12, 31)))
def test_a_wrong_date_is_still_a_date(seed: int, day: date) -> None:
    assert date.fromisoformat(misdated(Dice(seed), day)).year - day.year in (-10, -1, 0, 1)


def test_most_values_are_unharmed() -> None:
    dice, day = Dice(1), date(1980, 5, 4)
    assert sum(misdated(dice, day) == "1980-05-04" for _ in range(2000)) > 1880
    assert sum(misnumbered(dice, "55501234") == "55501234" for _ in range(2000)) > 1950


def test_scattered_serials_do_not_repeat() -> None:
    assert len({scattered(serial, 10_000, 3) for serial in range(10_000)}) == 10_000


def test_earlier_names_are_more_frequent() -> None:
    dice, bag = Dice(2), Weighted.zipf(["first", *map(str, range(60))], offset=1.0)
    drawn = [dice.weighted(bag) for _ in range(2000)]
    assert drawn.count("first") > drawn.count("50") * 5
