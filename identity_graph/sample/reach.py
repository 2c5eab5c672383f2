"""How a person can be reached, as a source has it on file."""

from __future__ import annotations

from identity_graph.sample.addresses import Home
from identity_graph.sample.contacts import PLACEHOLDER_EMAILS, national_format
from identity_graph.sample.dice import Dice
from identity_graph.sample.noise import misspelled
from identity_graph.sample.people import SamplePerson


def phone_on_file(dice: Dice, person: SamplePerson, missing: float) -> str:
    """One of the person's numbers in some format, or a number strangers share."""
    if dice.chance(missing):
        return ""
    if not person.ring and dice.chance(0.012):
        return dice.pick(person.country.phone.generic)
    phone = person.phones[0] if dice.chance(0.65) else dice.pick(person.phones)
    return phone if dice.chance(0.5) else national_format(dice, person.country, phone)


def email_on_file(dice: Dice, person: SamplePerson, turn: int, missing: float) -> str:
    """One of the person's addresses, or a placeholder."""
    if dice.chance(missing):
        return ""
    if not person.ring and dice.chance(0.012):
        return dice.pick(PLACEHOLDER_EMAILS)
    email = person.emails[turn % len(person.emails)] if person.ring or dice.chance(0.35) else person.emails[0]
    return email.upper() if dice.chance(0.03) else email


def home_on_file(dice: Dice, person: SamplePerson) -> Home:
    """Where the source believes the person lives, which may be the former address of one who moved."""
    return person.homes[0] if dice.chance(0.65) else person.homes[-1]


def street_on_file(dice: Dice, person: SamplePerson, street: str) -> str:
    """The street, sometimes abbreviated or misspelled."""
    if dice.chance(0.3):
        for long, short in person.country.abbreviations.items():
            street = street.replace(long, short)
    return misspelled(dice, street, 0.03)
