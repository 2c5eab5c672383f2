"""Labelled pairs over the world's customs, in aggregate, and the examples the guide promises, one by one."""

from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from identity_graph.normalize import compare_names

PAIRS: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("kind", "f1"), [("person", 0.97), ("organization", 0.94)])
def test_labelled_pairs(kind: Literal["person", "organization"], f1: float) -> None:
    verdicts = [(pair["same"], compare_names(*pair["names"], kind=kind).score > 0.5) for pair in PAIRS[kind]]
    right = sum(same and found for same, found in verdicts)
    wrong = sum(same != found for same, found in verdicts)
    assert 2 * right / (2 * right + wrong) >= f1


SAME = [
    ("Bob Smith", "Robert Smith", "known short form"),
    ("Саша Иванов", "Aleksandr Ivanov", "known short form"),
    ("Pepe García", "José García", "known short form"),
    ("Анна Иванова", "Anna Ivanov", "ending of the other sex"),
    ("Zhang Wei", "Cheung Wei", "regional spelling"),
    ("张伟", "Zhang Wei", "Han and Latin"),
    ("Чайковский Пётр", "Čajkovskij Pjotr", "Cyrillic"),
    ("Mao Zedong", "Mao Tse-tung", "romanized"),
    ("محمد بن سلمان", "Mohammed bin Salman", "Arabic and Latin"),
    ("Jürgen Müller", "Juergen Mueller", "marks"),
    ("SMITH, John", "John Smith", "same given name"),
    ("J. Smith", "John Smith", "initial"),
    ("María de la Cruz", "Maria Delacruz", "particle"),
    ("Kim Jong-un", "김정은", "Hangul and Latin"),
    ("Taro Yamada", "山田太郎", "Han"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME)
def test_one_person_with_a_reason(one: str, other: str, reason: str) -> None:
    found = compare_names(one, other)
    assert found.score > 0.5
    assert reason in "; ".join(found.reasons)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("John Smith Sr.", "John Smith Jr.", "generation"),
        ("Ahmed bin Khalid", "Khalid bin Ahmed", "parent and child"),
        ("Ivan Petrovich Sidorov", "Sergei Petrovich Sidorov", "different given names"),
        ("Mohammed Ali", "Mahmoud Ali", "different given names"),
        ("Mario Rossi", "Maria Rossi", "other sex"),
        ("Juan García López", "Juan García Pérez", "different family names"),
    ],
)
def test_two_people_with_a_reason(one: str, other: str, reason: str) -> None:
    found = compare_names(one, other)
    assert found.score < 0.5
    assert reason in "; ".join(found.reasons)


def test_names_that_are_the_same_score_one() -> None:
    assert compare_names("Anna Maria Weber", "Anna Maria Weber").score == 1.0
    assert compare_names("", "Anna").score == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lars Hansen", "Lars Jensen"),
        ("Julia Roberts", "Julian Roberts"),
        ("Mr John Smith", "Mrs John Smith"),
        ("Trần Thị Mai", "Trần Văn Mai"),
        ("Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov"),
    ],
)
def test_near_names_of_two_people(one: str, other: str) -> None:
    assert compare_names(one, other).score < 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [("Arthur Lake", "Arthur Laje"), ("Ann Clark", "Ann Clarke"), ("Khadija Benali", "Khadidja Ben Ali")],
)
def test_slips_and_spellings_beside_known_names(one: str, other: str) -> None:
    assert compare_names(one, other).score > 0.5


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("Khamis Berdimuhamedow", "Khamis Berdymukhammedov"), ("Mustafa Demir", "Mustafa Demirel")),
        (("Sara Novak", "Sara Nováková"), ("Sara Ivanov", "Sara Ivanenko")),
        (("Park Geun-hye", "박근혜"), ("Park Geun-young", "박근혜")),
        (("Kim Jeong-il", "Kim Jong-il"), ("Kim Jong-un", "Kim Jong-il")),
        (("Deng Xiaoping", "Teng Hsiao-p'ing"), ("Wang Jianlin", "Wang Jianmin")),
        (("Ivan Hryhoravich Orlov", "Ivan Grigoryevich Orlov"), ("Ivan Petrovich Orlov", "Ivan Pavlovich Orlov")),
        (("Hassan Muhammad Saleh", "Muhammad Hassan Saleh"), ("Saddam Hussein Ali", "Uday Saddam Hussein Ali")),
    ],
)
def test_one_custom_brings_together_what_another_keeps_apart(near: tuple[str, str], far: tuple[str, str]) -> None:
    assert compare_names(*near).score > max(0.5, compare_names(*far).score)


def test_a_lone_word_tells_the_more_the_rarer_it_is() -> None:
    given, family, rare = (
        compare_names(*names).score
        for names in (("Thomas", "Thomas Cannon"), ("Kovacs", "Robert Kovacs"), ("Zwintscher", "Robert Zwintscher"))
    )
    assert given < family < rare
