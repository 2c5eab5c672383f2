"""Postal addresses of records, to components that compare: columns first, what they leave open from the free text."""

from functools import lru_cache
from typing import Final, NamedTuple

from identity_graph.model import PostalAddress
from identity_graph.normalize.countries import UNKNOWN_COUNTRY, country_code
from identity_graph.normalize.postal.forms import expanded, house_numbers, plain_number, town_name
from identity_graph.normalize.postal.reading import parse_address
from identity_graph.normalize.postal.result import ParsedAddress
from identity_graph.normalize.postal_codes import normalize_postal_code
from identity_graph.normalize.text import RECORDS_CACHE_SIZE, fold, tidy

BOX: Final = "po box"
"""The street of a post office box, whose number is the house number."""


class NormalAddress(NamedTuple):
    """Components, folded; ``country`` is alpha-2, ``postal_code`` without blanks."""

    house_number: str | None = None
    street: str | None = None
    unit: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None

    @property
    def line(self) -> str | None:
        """House number and street, as words: ``10 2 nihombashi``."""
        if not self.house_number:
            return self.street
        house = self.house_number.replace("-", " ")
        return f"{house} {self.street}" if self.street else house

    @property
    def key(self) -> tuple[str, ...] | None:
        """What its node's id is made of; ``None`` without a street and one of city and code. See `address_key`."""
        if not self.street or not (self.city or self.postal_code):
            return None
        city = "" if self.postal_code and self.country else self.city or ""
        house, unit = self.house_number or "", self.unit or ""
        return (self.country or UNKNOWN_COUNTRY, self.postal_code or "", city, self.street, house, unit)


def address_key(address: PostalAddress, country_hint: str | None = None) -> tuple[str, ...] | None:
    """Country, postal code, city, street, house number, unit; or ``None`` without a street and one of city and code.

    A postal code together with its country says the city, whose spelling is then left out of the key.
    """
    return normalize_address(address, country_hint).key


@lru_cache(RECORDS_CACHE_SIZE)
def normalize_address(address: PostalAddress, country_hint: str | None = None) -> NormalAddress:
    """Columns first; what they leave open is read from ``street``, else from ``full``. ``country_hint`` is alpha-2."""
    stated = country_code(address.country)
    free = parse_address(address.street or address.full or "", stated or country_hint)
    country = stated or free.country
    house, street = _line(free, column=bool(address.street))
    unit = fold(address.unit) if address.unit else None
    city = address.city or free.city
    region = address.region or free.region
    return NormalAddress(
        house_number=(_house(address.house_number) if address.house_number else None) or house,
        street=fold(expanded(street, country)) or None if street else None,
        unit=_unit(unit) or plain_number(free.unit or free.level),
        city=fold(town_name(city, country)) or None if city else None,
        region=fold(region) or None if region else None,
        postal_code=normalize_postal_code(address.postal_code or "", country)
        or normalize_postal_code(free.postal_code or "", country),
        country=country,
    )


def address_text(address: PostalAddress) -> str:
    """The address as the source wrote it, in one line."""
    if address.full:
        return tidy(address.full)
    line = " ".join([part for part in (address.house_number, address.street) if part])
    town = " ".join([part for part in (address.postal_code, address.city) if part])
    parts = (line, address.unit, address.district, town, address.region, address.country)
    return ", ".join([tidied for part in parts if part and (tidied := tidy(part))])


def _line(free: ParsedAddress, *, column: bool) -> tuple[str | None, str | None]:
    """House number and street. Where there are no streets the quarter or block is one, in front of a box ``po box``;
    a house without a number has its name. A street's column holds a street, whatever it looks like."""
    house = _house(free.house_number) if free.house_number else None
    if free.road:
        return house or (fold(free.building) if free.building else None), free.road
    if free.po_box:
        return plain_number(free.po_box), BOX
    places = (free.suburb, free.district, free.block, *((free.city, free.building, free.region) if column else ()))
    place = next((text for text in (*places, free.rest) if text), None)
    return (house, place) if house or column or free.rest else (None, None)


def _house(text: str) -> str | None:
    """``10-2`` and ``5a``, from ``10 2`` and ``5 a``."""
    found = ""
    for part in house_numbers(text):
        found += f"-{part}" if found and part[0].isdecimal() else part
    return found or None


def _unit(unit: str | None) -> str | None:
    """A flat's column without the word that tells it."""
    if not unit:
        return None
    return plain_number(parse_address(unit, None).unit) or unit.removeprefix("unit ") or None
