"""People as they truly are; what sources say about them is in ``sources``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from identity_graph.sample.addresses import Home, draw_city, draw_home
from identity_graph.sample.contacts import device_id, email_address, ip_address, phone_number
from identity_graph.sample.country import Country
from identity_graph.sample.dice import Dice, Weighted
from identity_graph.sample.documents import Document, draw_driving_licence, draw_iban, draw_passport
from identity_graph.sample.names import Part, PersonName, draw_family, draw_name, latin_family, latin_given
from identity_graph.sample.national_ids import SCHEMES, Holder

TODAY = date(2025, 6, 30)  # fixed, so that a seed means the same bytes on any day
_RECORD_COUNTS = Weighted.of((1, 2, 3, 4, 5, 6), (0.55, 0.24, 0.12, 0.05, 0.025, 0.015))


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """The truth about one person. Lists run from the current to the former value."""

    entity_id: str
    serial: int
    country: Country
    female: bool
    birth_date: date
    name: PersonName
    homes: tuple[Home, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    national_id: Document
    passports: tuple[Document, ...]
    driving_licence: Document
    ibans: tuple[str, ...]
    devices: tuple[str, ...]
    ip_addresses: tuple[str, ...]
    sources: tuple[str, ...]
    ring: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """What people living together share."""

    country: Country
    home: Home
    family: tuple[Part, ...]
    phone: str
    ip_address: str
    device: str


@dataclass(frozen=True, slots=True)
class Birth:
    """What is fixed about a person before anything is drawn; an empty ``name`` is drawn too."""

    female: bool
    birth_date: date
    family: tuple[Part, ...]
    father: Part | None = None
    name: PersonName | None = None


def draw_birth_date(dice: Dice, youngest: int = 18, oldest: int = 88) -> date:
    """A day of birth for an age in years."""
    return TODAY - timedelta(days=dice.between(youngest * 365, oldest * 365))


def draw_household(dice: Dice, country: Country, serial: int, offset: int) -> Household:
    """A home with its own telephone, network address and tablet."""
    home = draw_home(dice, country, draw_city(dice, country))
    family = draw_family(dice, country, "male")
    return Household(country, home, family, phone_number(country, serial, 2, offset), ip_address(dice), device_id(dice))


def draw_person(dice: Dice, household: Household, birth: Birth, serial: int, offset: int) -> SamplePerson:
    """Everything about one person of the household."""
    country = household.country
    name = birth.name or draw_name(dice, country, "female" if birth.female else "male", birth.family, birth.father)
    sources = draw_sources(dice)
    return SamplePerson(
        entity_id=f"e{serial:07d}",
        serial=serial,
        country=country,
        female=birth.female,
        birth_date=birth.birth_date,
        name=name,
        homes=_homes(dice, household),
        phones=_phones(dice, household, serial, offset),
        emails=_emails(dice, country, name, serial + offset),
        national_id=_national_id(dice, country, birth, name, serial + offset),
        passports=_passports(dice, country),
        driving_licence=draw_driving_licence(dice, country),
        ibans=_ibans(dice, country, sources),
        devices=_devices(dice, household),
        ip_addresses=(household.ip_address, ip_address(dice)),
        sources=sources,
    )


def draw_sources(dice: Dice) -> tuple[str, ...]:
    """Where the person is on record; a watchlist names a person once at most."""
    drawn = [_source(dice.random()) for _ in range(dice.weighted(_RECORD_COUNTS))]
    listed = [place for place, source in enumerate(drawn) if source == "watchlist"]
    for place in listed[1:]:
        drawn[place] = "payments"
    return tuple(drawn)


def _source(draw: float) -> str:
    if draw < 0.36:
        return "core_banking"
    if draw < 0.60:
        return "kyc"
    return "payments" if draw < 0.95 else "watchlist"


def _homes(dice: Dice, household: Household) -> tuple[Home, ...]:
    if not dice.chance(0.3):
        return (household.home,)
    city = household.home.city if dice.chance(0.6) else draw_city(dice, household.country)
    return (household.home, draw_home(dice, household.country, city))


def _phones(dice: Dice, household: Household, serial: int, offset: int) -> tuple[str, ...]:
    own = phone_number(household.country, serial, 0, offset)
    second = phone_number(household.country, serial, 1, offset) if dice.chance(0.25) else own
    return (own, second, household.phone) if dice.chance(0.5) else (own, second)


def _emails(dice: Dice, country: Country, name: PersonName, serial: int) -> tuple[str, ...]:
    given, family = latin_given(name, with_middle=False), latin_family(name)
    first = email_address(dice, country, given, family, 2 * serial)
    return (first, email_address(dice, country, given, family, 2 * serial + 1)) if dice.chance(0.35) else (first,)


def _national_id(dice: Dice, country: Country, birth: Birth, name: PersonName, serial: int) -> Document:
    family = [part.latin for part in name.family] + [""]
    place = draw_city(dice, country).code
    holder = Holder(serial, birth.female, birth.birth_date, place, name.given.latin, family[0], family[1])
    return Document("national_id", country.code.upper(), SCHEMES[country.national_id](dice, holder))


def _passports(dice: Dice, country: Country) -> tuple[Document, ...]:
    current = draw_passport(dice, country)
    return (current, draw_passport(dice, country)) if dice.chance(0.3) else (current,)


def _ibans(dice: Dice, country: Country, sources: tuple[str, ...]) -> tuple[str, ...]:
    # Drawn only where a row will show one: account numbers are the dearest value here.
    if "payments" not in sources:
        return ("",)
    first = draw_iban(dice, country)
    return (first, draw_iban(dice, country)) if dice.chance(0.3) else (first,)


def _devices(dice: Dice, household: Household) -> tuple[str, ...]:
    own = device_id(dice)
    return (own, household.device) if dice.chance(0.2) else (own,)
