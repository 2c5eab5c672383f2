"""Identity checks: the full name in Latin and often in its own script, and the documents shown."""

from __future__ import annotations

from identity_graph.sample.addresses import latin_street, native_street
from identity_graph.sample.days import day_since
from identity_graph.sample.dice import Dice
from identity_graph.sample.documents import Document
from identity_graph.sample.names import latin_family, latin_given
from identity_graph.sample.noise import folded, misdated, misnumbered, misspelled
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.reach import email_on_file, home_on_file, phone_on_file, street_on_file
from identity_graph.sample.spelling import is_latin
from identity_graph.sample.spoken import written_given

KEY = "applicant_id"
Entry = dict[str, object]


def row(dice: Dice, person: SamplePerson, turn: int) -> Entry:
    """The fields after the key; those not known are left out."""
    entry: Entry = {"full_name": _full_name(dice, person)}
    if _has_own_script(person) and dice.chance(0.75):
        entry["native_name"] = person.name.native
    if not dice.chance(0.01):
        entry["date_of_birth"] = misdated(dice, person.birth_date)
    if not dice.chance(0.08):
        entry["nationality"] = person.country.code.upper()
    if not dice.chance(0.12):
        entry["residence"] = _residence(dice, person)
    entry["documents"] = [_shown(dice, document) for document in _documents(dice, person)]
    _add(entry, "phone", phone_on_file(dice, person, 0.30))
    _add(entry, "email", email_on_file(dice, person, turn, 0.30))
    entry["checked_on"] = day_since(dice, 2016)
    return entry


def _full_name(dice: Dice, person: SamplePerson) -> str:
    # A fifth of the checks on people with a script of their own typed that script only.
    if _has_own_script(person) and dice.chance(0.20):
        return person.name.native
    given = latin_given(person.name) if dice.chance(0.6) else written_given(dice, person)
    family = misspelled(dice, latin_family(person.name), 0.015)
    full = f"{family} {given}" if person.country.custom.family_first and dice.chance(0.6) else f"{given} {family}"
    return folded(full) if dice.chance(0.25) else full


def _has_own_script(person: SamplePerson) -> bool:
    return not is_latin(person.name.native[:1])


def _residence(dice: Dice, person: SamplePerson) -> Entry:
    home = home_on_file(dice, person)
    own_script = dice.chance(0.4)
    line = native_street(home) if own_script else street_on_file(dice, person, latin_street(home))
    city = home.city.name.native if own_script else dice.pick(home.city.name.latin)
    return {"line": line, "city": city, "postal_code": home.postal_code, "country": person.country.code.upper()}


def _documents(dice: Dice, person: SamplePerson) -> list[Document]:
    shown: list[Document] = []
    if dice.chance(0.55):
        shown.append(dice.pick(person.passports))
    if dice.chance(0.55):
        shown.append(person.national_id)
    if dice.chance(0.20):
        shown.append(person.driving_licence)
    return shown


def _shown(dice: Dice, document: Document) -> Entry:
    return {"type": document.kind, "country": document.country, "number": misnumbered(dice, document.number)}


def _add(entry: Entry, key: str, value: str) -> None:
    if value:
        entry[key] = value
