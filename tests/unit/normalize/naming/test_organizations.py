"""Laws of organizations' names: abbreviations, other names, numbers, and what a further word tells."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.normalize import compare_names
from identity_graph.normalize.naming.abbreviations import initials_of, made_of_beginnings

words = st.text(string.ascii_lowercase, min_size=3, max_size=9)


def score(one: str, other: str) -> float:
    return compare_names(one, other, kind="organization").score


@given(st.lists(words, min_size=2, max_size=8))
def test_first_letters_are_initials_whatever_small_words_stand_between(found: list[str]) -> None:
    short = "".join(word[0] for word in found)
    with_small = [text for word in found for text in (word, "of")]
    assert initials_of(short, found, [False] * len(found))
    assert initials_of(short, with_small, [False, True] * len(found))
    assert not initials_of(short + "0", found, [False] * len(found))


@given(words, words, st.integers(2, 4), st.integers(3, 4))
def test_beginnings_make_a_name(first: str, second: str, of_first: int, of_second: int) -> None:
    short = first[:of_first] + second[:of_second]
    assert made_of_beginnings(short, (first, second)) == (len(short) >= 5)
    assert not made_of_beginnings(short, (first,))


@given(st.text(max_size=60), st.text(max_size=60))
def test_scores_are_shares_and_do_not_depend_on_which_comes_first(one: str, other: str) -> None:
    found = score(one, other)
    assert 0.0 <= found <= 1.0
    assert found == score(other, one)


@pytest.mark.parametrize("between", ["formerly", "aka", "d/b/a", "also known as"])
def test_a_name_told_beside_another_is_a_name(between: str) -> None:
    assert score(f"Meta Platforms, Inc. {between} Thefacebook Ltd", "Thefacebook Ltd") > 0.9
    assert score(f"Meta Platforms, Inc. {between} Thefacebook Ltd", "Meta Platforms") > 0.9


@pytest.mark.parametrize(("roman", "digits"), [("II", "2"), ("IV", "4"), ("I", "1")])
def test_numbers_are_the_same_however_they_are_written(roman: str, digits: str) -> None:
    assert score(f"Alpha Fund {roman} LP", f"Alpha Fund {digits} LP") > 0.9
    assert score(f"Alpha Fund {roman} LP", "Alpha Fund 7 LP") < 0.5


def test_a_word_ahead_of_what_is_shared_tells_less_than_one_behind() -> None:
    assert score("Robert Bosch GmbH", "Bosch GmbH") > score("Siemens Healthineers AG", "Siemens AG")
    assert score("Zhejiang Geely", "Geely") > score("Geely Zhejiang", "Geely")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Российские железные дороги", "Russian Railways"),
        ("Εθνική Τράπεζα της Ελλάδος", "National Bank of Greece"),
        ("Österreichische Nationalbank AG", "Osterreichische Nationalbank"),
        ("الخطوط الجوية القطرية", "Qatar Airways"),
        ("LG전자", "LG Electronics"),
    ],
)
def test_descriptive_words_are_known_in_many_languages(one: str, other: str) -> None:
    assert score(one, other) > 0.9


def test_words_for_a_body_stand_for_each_other_and_lines_of_business_do_not() -> None:
    assert score("Al-Salah Association", "Al-Salah Organization") > 0.5
    assert score("Ford Motor", "Ford Foundation") < 0.5
