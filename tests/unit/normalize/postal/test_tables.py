"""The tables hold together: countries are countries, shapes fit their own examples, every table has an edition."""

import re

import pytest

from identity_graph.normalize.postal.codes import fits, shape
from identity_graph.normalize.postal.data import lines, table, version
from identity_graph.normalize.postal.gazetteer import cities, countries, region_of

TABLES = ("words", "subdivisions", "eastern", "countries", "regions", "cities", "postal_codes")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_an_edition(name: str) -> None:
    assert re.fullmatch(rf"{name} \d+", version(name))


def test_every_country_is_two_letters() -> None:
    codes = set(countries().values()) | {
        row[0] for name in ("regions", "cities", "postal_codes") for row in lines(name)
    }
    assert {code for code in codes if not re.fullmatch("[A-Z]{2}", code)} == set()
    assert set(table("subdivisions")["territories"]) <= codes


def test_the_examples_of_postal_codes_have_their_countrys_shape() -> None:
    own = table("subdivisions")["postal_codes"]
    examples = [
        (country, row[0]) for country, _, *row in lines("postal_codes") if row and row[0] and country not in own
    ]
    assert len(examples) > 120
    assert [pair for pair in examples if not fits(pair[1], pair[0])] == []
    assert shape("XX") is None


def test_places_are_known_by_every_name() -> None:
    for names in (("munich", "munchen", "monaco di baviera"), ("moscow", "moskva"), ("tokyo", "dongjing")):
        assert len({cities()[name][0].name for name in names}) == 1
    assert region_of("nsw", "AU") == region_of("new south wales", None)
    assert region_of("ca", None) is None
