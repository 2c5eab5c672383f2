"""Papers people hold, and the bank accounts they own."""

from __future__ import annotations

from dataclasses import dataclass

from identity_graph.sample.country import Country
from identity_graph.sample.dice import Dice


@dataclass(frozen=True, slots=True)
class Document:
    """``kind`` is ``passport``, ``national_id`` or ``driving_licence``; ``country`` is the issuer, ISO-2 upper case."""

    kind: str
    country: str
    number: str


def draw_passport(dice: Dice, country: Country) -> Document:
    """A passport by one of the country's patterns."""
    return Document("passport", country.code.upper(), dice.pattern(dice.pick(country.passport)))


def draw_driving_licence(dice: Dice, country: Country) -> Document:
    """A driving licence by one of the country's patterns."""
    return Document("driving_licence", country.code.upper(), dice.pattern(dice.pick(country.driving_licence)))


def draw_iban(dice: Dice, country: Country) -> str:
    """An account number valid modulo 97, or nothing where the country has no IBAN."""
    if not country.bban:
        return ""
    filled = dice.pattern(country.bban.replace("{bank}", "%")).replace("%", dice.pick(country.banks))
    bban = _national_check(country.bban_check, filled)
    return f"{country.code.upper()}{iban_check(country.code, bban)}{bban}"


def iban_check(country_code: str, bban: str) -> str:
    """ISO 13616 check digits: 98 minus the remainder by 97 of the number with the country moved to its end."""
    digits = (bban if bban.isdigit() else _lettered(bban)) + _lettered(country_code) + "00"
    return f"{98 - int(digits) % 97:02d}"


def _lettered(text: str) -> str:
    # A is 10, Z is 35.
    return "".join([str(int(sign, 36)) for sign in text])


def _national_check(scheme: str, body: str) -> str:
    if scheme == "fr.rib":
        return body + f"{97 - (int(body) * 100) % 97:02d}"
    if scheme == "es.ccc":
        return body[:8] + _ccc_digit("00" + body[:8]) + _ccc_digit(body[8:18]) + body[8:18]
    return body


def _ccc_digit(body: str) -> str:
    remainder = sum(int(digit) * 2**place for place, digit in enumerate(body)) % 11
    return str(remainder if remainder < 2 else 11 - remainder)
