"""Kinds and counts as people say them."""

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "Identity": ("identity", "identities"),
    "Document": ("document", "documents"),
    "Phone": ("phone", "phones"),
    "Email": ("e-mail", "e-mails"),
    "Address": ("address", "addresses"),
    "BankAccount": ("bank account", "bank accounts"),
    "MobileAccount": ("mobile account", "mobile accounts"),
    "Device": ("device", "devices"),
    "IpAddress": ("IP address", "IP addresses"),
    "Account": ("account", "accounts"),
    "FaceTemplate": ("face template", "face templates"),
}
_MILLION: Final = 1e6


def word(kind: str) -> str:
    """One of a kind."""
    return KINDS.get(kind, (kind, kind))[0]


def counted(kind: str, count: int) -> str:
    """``2 devices``."""
    return f"{count:,} {KINDS.get(kind, (kind, kind))[count != 1]}"


def listed(words: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def odds(p_value: float) -> str:
    """A small probability as one of so many."""
    if p_value <= 0 or 1 / p_value >= 1e15:
        return "less than 1 of a million billion"
    many = 1 / p_value
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (_MILLION, "million")):
        if many >= size:
            return f"1 of {many / size:.3g} {name}"
    return f"1 of {many:,.0f}"
