"""Where people live."""

from __future__ import annotations

from dataclasses import dataclass

from identity_graph.sample.country import City, Country
from identity_graph.sample.dice import Dice
from identity_graph.sample.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Home:
    """One dwelling, in both scripts."""

    city: City
    street: Spelling
    number: str
    unit: str
    postal_code: str
    line: Spelling


def draw_city(dice: Dice, country: Country) -> City:
    """A city by its size."""
    return dice.weighted(country.cities)


def draw_home(dice: Dice, country: Country, city: City) -> Home:
    """A dwelling in the city."""
    street = dice.pick(country.streets)
    number = str(dice.between(1, country.house_number_max))
    unit = str(dice.between(1, 120))
    line = Spelling(
        _line(country.line.native, street.native, number, unit), (_latin_line(country, street, number, unit),)
    )
    return Home(city, street, number, unit, dice.pattern(city.postal), line)


def _latin_line(country: Country, street: Spelling, number: str, unit: str) -> str:
    return _line(country.line.latin[0] if country.line.latin else country.line.native, street.latin[0], number, unit)


def _line(template: str, street: str, number: str, unit: str) -> str:
    return template.replace("{street}", street).replace("{number}", number).replace("{unit}", unit)


def native_street(home: Home) -> str:
    """The address line in the country's own script."""
    return home.line.native


def latin_street(home: Home) -> str:
    """The address line in Latin letters."""
    return home.line.latin[0]
