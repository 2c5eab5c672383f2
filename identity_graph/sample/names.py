"""A person's name in its own script and in the Latin spelling the person uses."""

from __future__ import annotations

from dataclasses import dataclass

from identity_graph.sample.country import Country
from identity_graph.sample.dice import Dice
from identity_graph.sample.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name: ``latin`` is the spelling its bearer uses, ``variants`` all that are in use."""

    native: str
    latin: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """``middle`` holds second given names, patronymics, or the names of father and grandfather."""

    given: Part
    middle: tuple[Part, ...]
    family: tuple[Part, ...]
    family_joiner: str
    native: str


def draw_name(
    dice: Dice, country: Country, sex: str, family: tuple[Part, ...], father: Part | None = None
) -> PersonName:
    """A name by the country's custom, with the family name given."""
    given = _given(dice, country, sex)
    return named(country, given, _middle(dice, country, sex, father), family)


def named(country: Country, given: Part, middle: tuple[Part, ...], family: tuple[Part, ...]) -> PersonName:
    """Put the parts together in the country's order."""
    custom = country.custom
    joiner = custom.double_joiner if custom.double_family else " "
    last = joiner.join(part.native for part in family)
    first = [part.native for part in (given, *middle)]
    words = [last, *first] if custom.family_first else [*first, last]
    return PersonName(given, middle, family, joiner, custom.native_joiner.join(words))


def draw_family(dice: Dice, country: Country, sex: str) -> tuple[Part, ...]:
    """One family name, or two where the custom has two."""
    bag = country.family[sex]
    first = used(dice, dice.weighted(bag))
    if country.custom.two_families or dice.chance(country.custom.double_family):
        return (first, used(dice, dice.weighted(bag)))
    return (first,)


def gendered_family(dice: Dice, country: Country, family: tuple[Part, ...], sex: str) -> tuple[Part, ...]:
    """The same family name as borne by the other sex; only some languages change it."""
    if country.family["male"].items[0].native == country.family["female"].items[0].native:
        return family
    return tuple(_gendered(dice, country, part, sex) for part in family)


def used(dice: Dice, spelling: Spelling) -> Part:
    """The spelling with the Latin form its bearer uses, mostly the usual one."""
    latin = spelling.latin
    chosen = latin[0] if len(latin) == 1 or dice.chance(0.7) else dice.pick(latin)
    return Part(spelling.native, chosen, latin)


def latin_given(name: PersonName, with_middle: bool = True) -> str:
    """Given and middle names in Latin letters."""
    if not with_middle or not name.middle:
        return name.given.latin
    return " ".join([name.given.latin, *(part.latin for part in name.middle)])


def latin_family(name: PersonName) -> str:
    """Family names in Latin letters."""
    return name.family_joiner.join(part.latin for part in name.family)


def _given(dice: Dice, country: Country, sex: str) -> Part:
    bag = country.given[sex]
    if not dice.chance(country.custom.compose_given):
        return used(dice, dice.weighted(bag))
    return _composed(used(dice, dice.weighted(bag)), used(dice, dice.weighted(bag)))


def _composed(first: Part, second: Part) -> Part:
    end = second.latin.lower()
    latin = f"{first.latin}{end}"
    return Part(first.native + second.native, latin, (latin, f"{first.latin} {second.latin}", f"{first.latin}-{end}"))


def _middle(dice: Dice, country: Country, sex: str, father: Part | None) -> tuple[Part, ...]:
    custom = country.custom
    if dice.chance(custom.patronymic):
        return (used(dice, dice.weighted(country.patronymics[sex])),)
    if dice.chance(custom.father_given):
        fathers = (father or used(dice, dice.weighted(country.given["male"])),)
        more = dice.chance(custom.grandfather_given)
        return (*fathers, used(dice, dice.weighted(country.given["male"]))) if more else fathers
    if dice.chance(custom.second_given):
        return (used(dice, dice.weighted(country.given[sex])),)
    return ()


def _gendered(dice: Dice, country: Country, part: Part, sex: str) -> Part:
    other = "female" if sex == "male" else "male"
    for bag in (country.family[other], country.family[sex]):
        for place, spelling in enumerate(bag.items):
            if spelling.native == part.native:
                return used(dice, country.family[sex].items[place])
    return part
