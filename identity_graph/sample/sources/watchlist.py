"""Listed people: names with aliases, birth dates often only in part, few documents."""

from __future__ import annotations

from identity_graph.sample.days import day_since
from identity_graph.sample.dice import Dice
from identity_graph.sample.names import latin_family
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.spoken import written_family, written_given

KEY = "entry_id"


def row(dice: Dice, person: SamplePerson, _turn: int) -> dict[str, object]:
    """The fields after the key; those not known are left out."""
    name = f"{written_given(dice, person)} {latin_family(person.name)}"
    entry: dict[str, object] = {"name": name, "aliases": _aliases(dice, person, name)}
    born = _birth_date(dice, person)
    if born:
        entry["birth_date"] = born
    if not dice.chance(0.10):
        entry["nationality"] = person.country.code.upper()
    entry["documents"] = _documents(dice, person)
    entry["listed_on"] = day_since(dice, 2010)
    return entry


def _aliases(dice: Dice, person: SamplePerson, name: str) -> list[str]:
    known = [f"{written_given(dice, person)} {written_family(dice, person)}" for _ in range(dice.below(4))]
    if dice.chance(0.5):
        known.append(person.name.native)
    return [alias for alias in dict.fromkeys(known) if alias != name]


def _birth_date(dice: Dice, person: SamplePerson) -> str:
    draw = dice.random()
    if draw < 0.50:
        return person.birth_date.isoformat()
    if draw < 0.85:
        return str(person.birth_date.year)
    return person.birth_date.isoformat()[:7] if draw < 0.93 else ""


def _documents(dice: Dice, person: SamplePerson) -> list[dict[str, object]]:
    held = dice.pick((*person.passports, person.national_id))
    if not dice.chance(0.3):
        return []
    return [{"type": held.kind, "country": held.country, "number": held.number}]
