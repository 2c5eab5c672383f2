"""The bank's customer file: split Latin names, address fields, contacts, documents of the country of residence."""

from __future__ import annotations

from identity_graph.sample.days import day_since
from identity_graph.sample.dice import Dice
from identity_graph.sample.noise import maybe, misdated, misnumbered
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.reach import email_on_file, home_on_file, phone_on_file, street_on_file
from identity_graph.sample.spoken import written_names

KEY = "customer_no"
COLUMNS = (
    KEY,
    *("given_name", "family_name", "birth_date", "sex", "street", "house_number", "city", "postal_code", "region"),
    *("country", "phone", "email", "national_id", "passport", "opened_on"),
)


def row(dice: Dice, person: SamplePerson, turn: int) -> dict[str, object]:
    """The columns after the key, in order."""
    given, family = written_names(dice, person, plain_rate=0.35)
    home = home_on_file(dice, person)
    return {
        "given_name": given,
        "family_name": family,
        "birth_date": maybe(dice, misdated(dice, person.birth_date), 0.03),
        "sex": maybe(dice, "F" if person.female else "M", 0.10),
        "street": maybe(dice, street_on_file(dice, person, home.street.latin[0]), 0.05),
        "house_number": maybe(dice, home.number, 0.07),
        "city": maybe(dice, dice.pick(home.city.name.latin), 0.04),
        "postal_code": maybe(dice, home.postal_code, 0.08),
        "region": maybe(dice, home.city.region, 0.25),
        "country": person.country.code.upper(),
        "phone": phone_on_file(dice, person, 0.15),
        "email": email_on_file(dice, person, turn, 0.25),
        "national_id": maybe(dice, misnumbered(dice, person.national_id.number), 0.35),
        "passport": maybe(dice, misnumbered(dice, dice.pick(person.passports).number), 0.75),
        "opened_on": day_since(dice, 2005),
    }
