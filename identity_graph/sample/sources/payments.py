"""Payment accounts: the full name in one field, contacts, and the signals of the last session."""

from __future__ import annotations

from identity_graph.sample.days import day_since
from identity_graph.sample.dice import Dice
from identity_graph.sample.noise import maybe, misdated
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.reach import email_on_file, phone_on_file
from identity_graph.sample.spoken import in_one_field, written_names

KEY = "account_id"
COLUMNS = (
    KEY,
    *("holder_name", "country", "birth_date", "phone", "email", "iban", "device_id", "ip_address", "last_seen"),
)


def row(dice: Dice, person: SamplePerson, turn: int) -> dict[str, object]:
    """The columns after the key, in order. A ring's shared signals are never missing."""
    given, family = written_names(dice, person, plain_rate=0.55)
    lost = 0.0 if person.ring else 0.15
    return {
        "holder_name": in_one_field(dice, person, given, family),
        "country": person.country.code.upper(),
        "birth_date": maybe(dice, misdated(dice, person.birth_date), 0.30),
        "phone": phone_on_file(dice, person, lost),
        "email": email_on_file(dice, person, turn, lost),
        "iban": maybe(dice, person.ibans[turn % len(person.ibans)], lost),
        "device_id": maybe(dice, person.devices[turn % len(person.devices)], lost),
        "ip_address": maybe(dice, person.ip_addresses[turn % len(person.ip_addresses)], lost),
        "last_seen": day_since(dice, 2022),
    }
