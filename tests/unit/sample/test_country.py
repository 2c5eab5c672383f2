"""The country files are complete and their spellings are in the right scripts."""

import pytest

from identity_graph.sample import COUNTRIES
from identity_graph.sample.country import load_country
from identity_graph.sample.spelling import Spelling, is_latin, parse_spelling


@pytest.mark.parametrize("code", COUNTRIES)
def test_country_has_enough_names(code: str) -> None:
    country = load_country(code)
    assert min(len(country.given[sex].items) for sex in ("male", "female")) >= 60
    assert len(country.family["male"].items) == len(country.family["female"].items) >= 120
    assert len(country.cities.items) >= 12


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_name_has_a_latin_form(code: str) -> None:
    country = load_country(code)
    names = [*country.given["male"].items, *country.given["female"].items, *country.family["female"].items]
    assert all(name.latin and all(is_latin(word) for word in name.latin) for name in names)
    assert all(street.latin and is_latin(street.latin[0]) for street in country.streets)


@pytest.mark.parametrize("code", ["ru", "eg", "in", "cn", "jp"])
def test_names_have_a_script_of_their_own(code: str) -> None:
    country = load_country(code)
    assert not any(is_latin(name.native) for name in country.family["male"].items)


def test_tables_add_romanizations() -> None:
    tables = [{"ж": "zh", "у": "u", "к": "k", "о": "o", "в": "v"}, {"ж": "j", "у": "u", "к": "k", "о": "o", "в": "w"}]
    assert parse_spelling("Жуков", tables) == Spelling("Жуков", ("Zhukov", "Jukow"))
    assert parse_spelling("佐藤|Satō", [{"ō": "o"}, {"ō": "oh"}]).latin == ("Satō", "Sato", "Satoh")


def test_russian_family_names_follow_sex() -> None:
    family = load_country("ru").family
    assert (family["male"].items[0].latin[0], family["female"].items[0].latin[0]) == ("Ivanov", "Ivanova")


@pytest.mark.parametrize("code", COUNTRIES)
def test_phone_ranges_are_equally_wide(code: str) -> None:
    ranges = load_country(code).phone.ranges
    assert len({(pattern.count("#"), pattern.count("N")) for pattern in ranges}) == 1
