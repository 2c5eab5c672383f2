"""E-mail addresses, to the form under which one mailbox is one value."""

import re
from functools import lru_cache
from typing import Final

from identity_graph.normalize.table_files import mapping, words
from identity_graph.normalize.text import CACHE_SIZE, tidy

EMAIL_MAX: Final = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3)."""
NAME_MAX: Final = 256
"""Characters of a person's name that may stand before it."""

_SHAPE: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,10}[\w-]{2,63}")
_NOT_LETTER: Final = re.compile(r"[^a-z]")
_DOTS_IGNORED: Final = frozenset(words("emails", "dots_ignored"))
_TAGS_IGNORED: Final = frozenset(words("emails", "tags_ignored"))
_SAME_DOMAIN: Final = mapping("emails", "same_domain")
_PLACEHOLDER_NAMES: Final = frozenset(words("emails", "placeholder_names"))
_PLACEHOLDER_DOMAINS: Final = frozenset(words("emails", "placeholder_domains"))
_PLACEHOLDER_ENDINGS: Final = frozenset(words("emails", "placeholder_endings"))
_ROLE_NAMES: Final = frozenset(words("emails", "role_names"))


@lru_cache(CACHE_SIZE)
def normalize_email(text: str) -> str | None:
    """The address in lower case, or ``None`` where it has not the shape of one.

    Dots and ``+tags`` are dropped where the provider ignores them (Gmail, help page "Dots don't matter"; Outlook,
    iCloud, Fastmail and Proton for tags). International domains stand in their ASCII form (RFC 3490).
    """
    address = _bare(tidy(text[: EMAIL_MAX + NAME_MAX]).lower())
    if len(address) > EMAIL_MAX or not _SHAPE.fullmatch(address) or ".." in address:
        return None
    name, _, domain = address.rpartition("@")
    ascii_domain = _ascii(_SAME_DOMAIN.get(domain, domain))
    canonical = _mailbox(name, ascii_domain or "")
    return f"{canonical}@{ascii_domain}" if canonical and ascii_domain else None


def _bare(text: str) -> str:
    """The address of ``Jane Doe <jane@example.org>`` (RFC 5322, 3.4) or ``mailto:jane@example.org``."""
    _, opened, address = text.rpartition("<")
    return (address if opened else text).removeprefix("mailto:").strip(" <>\"';,")


def is_placeholder(address: str) -> bool:
    """Whether a normalized address says only that there is none (``noemail@…``, ``…@test.com``)."""
    name, _, domain = address.rpartition("@")
    letters = _NOT_LETTER.sub("", name)
    if letters in _PLACEHOLDER_NAMES or (not letters and len(set(name)) == 1):
        return True
    return domain in _PLACEHOLDER_DOMAINS or domain.rpartition(".")[2] in _PLACEHOLDER_ENDINGS


def is_role(address: str) -> bool:
    """Whether a normalized address belongs to a desk, not a person (RFC 2142): it tells companies apart, not people."""
    return address.partition("@")[0] in _ROLE_NAMES


def _mailbox(name: str, domain: str) -> str:
    if domain in _TAGS_IGNORED:
        name = name.partition("+")[0]
    return name.replace(".", "") if domain in _DOTS_IGNORED else name.strip(".")


def _ascii(domain: str) -> str | None:
    """The domain in ASCII, if it is one whichever way it is written."""
    try:
        found = domain if domain.isascii() else domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return None if "_" in found or any(label[:1] == "-" or label[-1:] == "-" for label in found.split(".")) else found
