"""How a person's name is written down by somebody else: another romanization, a nickname, initials, slips."""

from __future__ import annotations

from identity_graph.sample.dice import Dice
from identity_graph.sample.names import Part
from identity_graph.sample.noise import folded, misspelled
from identity_graph.sample.people import SamplePerson

_OTHER_SPELLING = 0.15
_TYPO = 0.03
_SWAPPED = 0.02


def written_names(dice: Dice, person: SamplePerson, plain_rate: float) -> tuple[str, str]:
    """Given and family name in Latin letters; diacritics are lost at ``plain_rate``."""
    given, family = written_given(dice, person), written_family(dice, person)
    if dice.chance(plain_rate):
        given, family = folded(given), folded(family)
    return (family, given) if dice.chance(_SWAPPED) else (given, family)


def written_given(dice: Dice, person: SamplePerson) -> str:
    """Given and middle names; middle names are often left out or cut to an initial."""
    name = person.name
    first = misspelled(dice, _called(dice, person), _TYPO)
    draw = dice.random()
    if not name.middle or draw < 0.35:
        return first
    if draw < 0.45:
        return " ".join([first, *(part.latin[0] + "." for part in name.middle)])
    return " ".join([first, *(_spelled(dice, part) for part in name.middle)])


def written_family(dice: Dice, person: SamplePerson) -> str:
    """The family name; of two, the second is now and then left out."""
    parts = person.name.family
    shown = parts[:1] if len(parts) > 1 and dice.chance(0.18) else parts
    whole = person.name.family_joiner.join(_spelled(dice, part) for part in shown)
    return misspelled(dice, whole, _TYPO)


def in_one_field(dice: Dice, person: SamplePerson, given: str, family: str) -> str:
    """The full name in one of the orders and cases systems use."""
    draw = dice.random()
    if draw < 0.12:
        return f"{family}, {given}"
    family_first = person.country.custom.family_first
    full = f"{family} {given}" if family_first == (draw < 0.85) else f"{given} {family}"
    return full.upper() if draw > 0.70 else full


def _called(dice: Dice, person: SamplePerson) -> str:
    given = person.name.given
    draw = dice.random()
    if draw < 0.04:
        short = person.country.nicknames.get(given.variants[0])
        return dice.pick(short) if short else given.latin
    if draw < 0.06:
        return given.latin[0] + "."
    return _spelled(dice, given)


def _spelled(dice: Dice, part: Part) -> str:
    if len(part.variants) > 1 and dice.chance(_OTHER_SPELLING):
        return dice.pick(part.variants)
    return part.latin
