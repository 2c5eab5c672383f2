"""Accounts, devices and network addresses: in the one form under which the same thing is the same value."""

import ipaddress
import re
from functools import lru_cache
from typing import Final, NamedTuple

from identity_graph.normalize.contacts import usable_phones
from identity_graph.normalize.countries import UNKNOWN_COUNTRY
from identity_graph.normalize.documents import placeholder_reason
from identity_graph.normalize.documents.company_checks import iban
from identity_graph.normalize.text import RECORDS_CACHE_SIZE, alphanumerics, fold, tidy

TOKEN_MAX: Final = 256
"""Characters of an id somebody issued; longer ones are none."""

_IBAN_SHAPE: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_HEX_ID: Final = re.compile(r"[0-9A-Fa-f:-]{12,}")
_HAS_DIGIT: Final = re.compile("[0-9]")
_NO_TOKEN: Final = frozenset({"", "none", "null", "nil", "unknown", "na", "n a", "undefined", "test", "no", "tbd"})
_PRIVATE: Final = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
_PLAIN_IP: Final = re.compile(
    r"(?:[1-9]|[1-9]\d|1[013-9]\d|12[0-689]|2[01]\d|22[0-3])(?:\.(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])){3}", re.ASCII
)
"""IPv4 of one computer, as everybody writes it; loopback and multicast are left to ``ipaddress``."""
_MAY_BE_PRIVATE: Final = ("10.", "172.", "192.168.", "169.254.")


class BankAccount(NamedTuple):
    """An IBAN, or another number with the country it is held in (``ZZ`` where unknown)."""

    number: str
    country: str


@lru_cache(RECORDS_CACHE_SIZE)
def normalize_bank_account(text: str, country: str | None = None) -> BankAccount | None:
    """An IBAN (ISO 13616) must pass its check, other numbers are only cleaned; ``None`` for what can be no account."""
    number = alphanumerics(text).removeprefix("IBAN")
    if placeholder_reason(number):
        return None
    if _IBAN_SHAPE.fullmatch(number):
        return BankAccount(number, number[:2]) if iban(number) else None
    return BankAccount(number, country or UNKNOWN_COUNTRY) if any(c.isdecimal() for c in number) else None


@lru_cache(RECORDS_CACHE_SIZE)
def normalize_mobile_account(text: str, country: str | None = None) -> str | None:
    """``operator:+254712345678``, or the number alone: mobile money is held under a phone number."""
    operator, _, number = tidy(text).rpartition(":")
    phone = next(iter(usable_phones([number], country)), None)
    held = phone or alphanumerics(number)
    if not phone and placeholder_reason(held):
        return None
    return f"{folded}:{held}" if (folded := fold(operator)) else held


def normalize_token(text: str) -> str | None:
    """An opaque id (device, account, face template) as issued, without blanks around it; hexadecimal in lower case.

    ``None`` for placeholders, such as the zeroed advertising id of a phone that forbids tracking.
    """
    token = tidy(text)
    if len(token) >= TOKEN_MAX or (not _HAS_DIGIT.search(token) and fold(token) in _NO_TOKEN):
        return None
    if not _HEX_ID.fullmatch(token):
        return token
    return token.lower() if token.strip("0:-") else None


def normalize_ip(text: str) -> str | None:
    """The canonical form (RFC 5952 for IPv6, IPv4 where mapped); ``None`` for invalid, private and local addresses."""
    if _PLAIN_IP.fullmatch(text) and not text.startswith(_MAY_BE_PRIVATE):
        return text
    try:
        address = ipaddress.ip_address(tidy(text).strip("[]").partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_unspecified or address.is_loopback or address.is_multicast or address.is_link_local:
        return None
    return None if any(address in network for network in _PRIVATE) else str(address)
