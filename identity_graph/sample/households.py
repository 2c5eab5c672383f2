"""Who lives with whom: the hard negatives, people alike who are not the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

from identity_graph.sample.addresses import draw_home
from identity_graph.sample.contacts import phone_number
from identity_graph.sample.country import Country, all_countries
from identity_graph.sample.dice import Dice, Weighted
from identity_graph.sample.names import PersonName, draw_family, gendered_family, named
from identity_graph.sample.people import (
    TODAY,
    Birth,
    Household,
    SamplePerson,
    draw_birth_date,
    draw_household,
    draw_person,
)


@dataclass(slots=True)
class Registry:
    """Hands out serials, so that every person and number is its own."""

    dice: Dice
    offset: int
    serials: Iterator[int]

    def household(self, country: Country) -> Household:
        """A new household."""
        return draw_household(self.dice, country, next(self.serials), self.offset)

    def person(self, household: Household, birth: Birth) -> SamplePerson:
        """A new person of the household."""
        return draw_person(self.dice, household, birth, next(self.serials), self.offset)


def new_registry(seed: int) -> Registry:
    """A registry whose numbers depend on the seed."""
    return Registry(Dice(seed), seed % 99_991, count(1))


def population(registry: Registry) -> Iterator[SamplePerson]:
    """People without end, household by household."""
    countries = all_countries()
    dice = registry.dice
    while True:
        yield from dice.weighted(_KINDS)(registry, dice.weighted(countries))


def _single(registry: Registry, country: Country) -> list[SamplePerson]:
    return [_adult(registry, registry.household(country), registry.dice.chance(0.5))]


def _couple(registry: Registry, country: Country) -> list[SamplePerson]:
    household = registry.household(country)
    return [_adult(registry, household, False), _adult(registry, household, True)]


def _family(registry: Registry, country: Country) -> list[SamplePerson]:
    dice = registry.dice
    household = registry.household(country)
    father, mother = _parent(registry, household, False), _parent(registry, household, True)
    children = [_child(registry, household, father, dice.chance(0.5)) for _ in range(dice.between(1, 3))]
    return [father, mother, *children]


def _twins(registry: Registry, country: Country) -> list[SamplePerson]:
    household = registry.household(country)
    born = draw_birth_date(registry.dice, 18, 60)
    pair = [_sibling(registry, household, born, registry.dice.chance(0.5)) for _ in range(2)]
    while pair[1].name.given.native == pair[0].name.given.native:
        pair[1] = _sibling(registry, household, born, pair[1].female)
    return pair


def _father_and_namesake_son(registry: Registry, country: Country) -> list[SamplePerson]:
    household = registry.household(country)
    father = _parent(registry, household, False)
    born = _later(father.birth_date, registry.dice.between(19, 38))
    return [father, registry.person(household, Birth(False, born, household.family, name=father.name))]


def _namesakes(registry: Registry, country: Country) -> list[SamplePerson]:
    dice = registry.dice
    household = registry.household(country)
    first = _adult(registry, household, dice.chance(0.5))
    elsewhere = _neighbour(registry, household)
    same = Birth(
        first.female, draw_birth_date(dice), first.name.family, name=_without_middle(dice, country, first.name)
    )
    return [first, registry.person(elsewhere, same)]


def _neighbour(registry: Registry, household: Household) -> Household:
    serial = next(registry.serials)
    other = draw_household(registry.dice, household.country, serial, registry.offset)
    home = draw_home(registry.dice, household.country, household.home.city)
    return replace(other, home=home, phone=phone_number(household.country, serial, 2, registry.offset))


def _without_middle(dice: Dice, country: Country, name: PersonName) -> PersonName:
    return named(country, name.given, (), name.family) if dice.chance(0.5) else name


def _adult(registry: Registry, household: Household, female: bool) -> SamplePerson:
    dice = registry.dice
    own = draw_family(dice, household.country, "female" if female else "male")
    shared = gendered_family(dice, household.country, household.family, "female") if female else household.family
    return registry.person(household, Birth(female, draw_birth_date(dice), shared if dice.chance(0.7) else own))


def _parent(registry: Registry, household: Household, female: bool) -> SamplePerson:
    family = (
        gendered_family(registry.dice, household.country, household.family, "female") if female else household.family
    )
    return registry.person(household, Birth(female, draw_birth_date(registry.dice, 42, 70), family))


def _child(registry: Registry, household: Household, father: SamplePerson, female: bool) -> SamplePerson:
    dice = registry.dice
    family = gendered_family(dice, household.country, household.family, "female") if female else household.family
    born = _later(father.birth_date, dice.between(20, 34))
    return registry.person(household, Birth(female, born, family, father=father.name.given))


def _sibling(registry: Registry, household: Household, born: date, female: bool) -> SamplePerson:
    dice = registry.dice
    family = gendered_family(dice, household.country, household.family, "female") if female else household.family
    return registry.person(household, Birth(female, born, family))


def _later(born: date, years: int) -> date:
    return min(born + timedelta(days=years * 365 + 137), TODAY - timedelta(days=365))


_KINDS: Weighted[Callable[[Registry, Country], list[SamplePerson]]] = Weighted.of(
    (_single, _couple, _family, _twins, _father_and_namesake_son, _namesakes),
    (0.70, 0.13, 0.10, 0.02, 0.02, 0.03),
)
