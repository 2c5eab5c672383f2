"""E-mail addresses, to the form under which one mailbox is one value, and what they say of who reads them."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from identity_graph.normalize.contacts.data import disposable_version, table, version
from identity_graph.normalize.contacts.domains import Domain, Provider, read_domain
from identity_graph.normalize.text import RECORDS_CACHE_SIZE, tidy

EMAIL_MAX: Final = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3)."""
FIELD_MAX: Final = 500
"""Characters of a field that are looked at."""
LOCAL_MAX: Final = 64

_LOCAL: Final = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_SPELT: Final = re.compile(
    r"\s*[\[({<]\s*(at|dot|punkt|punto|point|arroba)\s*[\])}>]\s*|\s+(at|dot|arroba)\s+", re.IGNORECASE
)
_NOT_LETTER: Final = re.compile(r"[\W\d_]")
_DOT_WORDS: Final = frozenset({"dot", "punkt", "punto", "point"})
_EVIDENCE: Final = {"placeholder": 0.05, "disposable": 0.3, "role": 0.4, "looks like": 0.6}
"""What a shared address of that sort says, against 1 for others. Beliefs, not measured."""
_AROUND: Final = frozenset(' <>"();,[]:\t')
"""Signs that stand around an address."""


class ReadEmail(NamedTuple):
    """An e-mail address as it was understood; ``address`` is ``None`` where the text has none.

    ``address``: the mailbox, without what its provider ignores; ``written``: as it stood there, in small letters.
    ``provider``: the public provider's domain, ``None`` for others. ``role``: a desk's address, weak evidence.
    ``looks_like``: a provider its domain may be taken for. ``evidence``: how much a shared address says, in [0, 1]."""

    address: str | None = None
    written: str | None = None
    domain: str | None = None
    tag: str | None = None
    name: str | None = None
    provider: str | None = None
    role: bool = False
    disposable: bool = False
    forwarder: bool = False
    placeholder: str | None = None
    looks_like: str | None = None
    confidence: float = 0.0
    evidence: float = 0.0
    changes: tuple[str, ...] = ()
    table: str = ""


def read_email(text: str) -> ReadEmail:
    """The first address of a field: ``Jane Doe <jane@example.org>``, ``mailto:…``, ``jane [at] example [dot] org``.
    Never raises."""
    return _read_email(text[: FIELD_MAX + 1])


def usable_emails(texts: Iterable[str], evidence_min: float = 0.0) -> list[str]:
    """The mailboxes of some fields, in their order; without those that nobody has and those that say less."""
    found = map(read_email, texts)
    return [
        email.address for email in found if email.address and not email.placeholder and email.evidence >= evidence_min
    ]


@lru_cache(RECORDS_CACHE_SIZE)
def _read_email(text: str) -> ReadEmail:
    plain = text if text.isascii() and text.isprintable() else tidy(text[:FIELD_MAX])
    name, bare, changes = _bare(plain.lower(), plain)
    local, _, host = bare.rpartition("@")
    if len(bare) > EMAIL_MAX or not 0 < len(local) <= LOCAL_MAX:
        return ReadEmail(table=_table())
    if not _LOCAL.fullmatch(local):
        local, changes = local.strip("."), (*changes, "dots around it left out")
        if not _LOCAL.fullmatch(local):
            return ReadEmail(table=_table())
    domain = read_domain(host.strip("."))
    if domain.ascii is None:
        return ReadEmail(table=_table())
    return _judged(local, bare, domain, name, changes)


def _judged(local: str, bare: str, domain: Domain, name: str | None, changes: tuple[str, ...]) -> ReadEmail:
    provider = domain.provider
    mailbox, tag, ignored = _mailbox(local, provider) if provider else (local, None, ())
    host = provider.name if provider else domain.ascii or ""
    if provider and provider.name != domain.ascii:
        ignored += (f"{domain.ascii} is {host}",)
    letters = mailbox if mailbox.isalpha() else _NOT_LETTER.sub("", mailbox)
    role, placeholder = letters in _words("role_names"), _placeholder(mailbox, letters, host)
    forwarder = host in _words("forwarders")
    marks: tuple[str, ...] = (f"domain looks like {domain.looks_like}: {domain.why}",) if domain.looks_like else ()
    marks += ("domain mixes scripts",) if domain.mixed else ()
    sure = 0.5 if placeholder else 0.8 if domain.looks_like or domain.mixed else 1.0
    return ReadEmail(
        f"{mailbox}@{host}",
        bare,
        host,
        tag,
        name,
        host if provider else None,
        role,
        domain.disposable,
        forwarder,
        placeholder,
        domain.looks_like,
        sure,
        _evidence(placeholder, domain, role=role),
        (*changes, *domain.changes, *ignored, *marks),
        _table(),
    )


def _evidence(placeholder: str | None, domain: Domain, *, role: bool) -> float:
    if not (placeholder or role or domain.disposable or domain.looks_like):
        return 1.0
    said = {"placeholder": placeholder, "disposable": domain.disposable, "role": role, "looks like": domain.looks_like}
    return min(_EVIDENCE[says] for says, true in said.items() if true)


def _bare(small: str, text: str) -> tuple[str | None, str, tuple[str, ...]]:
    """The name before an address, the address, and what was changed."""
    if small.count("@") == 1 and _AROUND.isdisjoint(small) and not small.startswith("mailto:"):
        return None, small, ()
    changes: tuple[str, ...] = ()
    if "@" not in small:
        spelt = _SPELT.sub(lambda match: "." if (match[1] or match[2]) in _DOT_WORDS else "@", small)
        changes, small = (("at and dot spelt out",), spelt) if spelt != small else ((), small)
    start = small.find("<")
    if start >= 0 and "@" in small[start:]:
        address = small[start + 1 :].partition(">")[0]
        return (
            text[:start].strip(" \"'") or None,
            address.removeprefix("mailto:").strip(),
            (*changes, "taken out of < >"),
        )
    parts = [part for piece in re.split(r"[;,|]+", small) for part in _blank_apart(piece) if "@" in part]
    first = parts[0] if parts else ""
    changes += ("the first of several addresses",) if len(parts) > 1 else ()
    bare = first.removeprefix("mailto:").partition("?")[0] if first.startswith("mailto:") else first
    return None, bare.strip(" <>\"'()[]:"), changes


def _blank_apart(piece: str) -> list[str]:
    """The words of a piece, if each is an address or a label (``e-mail: jane@example.org``); a name with a blank before
    the ``@`` is no address."""
    words = piece.split()
    return words if all("@" in word[1:] or word[-1] in ":=>" for word in words) else []


def _mailbox(local: str, provider: Provider) -> tuple[str, str | None, tuple[str, ...]]:
    """The mailbox and the tag, as the provider tells them apart."""
    changes: tuple[str, ...] = ()
    mailbox, tag = local, ""
    if provider.tag and provider.tag in local[1:]:
        mailbox, _, tag = local.partition(provider.tag)
        mailbox, changes = mailbox.strip("."), ("tag left out",)
    if not mailbox:
        return local, None, ()
    if provider.dots and "." in mailbox:
        mailbox, changes = mailbox.replace(".", ""), (*changes, "dots left out")
    if provider.dashes and "." in mailbox:
        mailbox, changes = mailbox.replace(".", "-"), (*changes, "dots as dashes")
    return mailbox, tag or None, changes


def _placeholder(mailbox: str, letters: str, host: str) -> str | None:
    if letters in _words("placeholder_names") or (not letters and len(set(mailbox)) == 1):
        return "a name for no address"
    if host in _words("placeholder_domains") or host.rpartition(".")[2] in _words("placeholder_endings"):
        return "a domain for no address"
    return None


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("emails")[key])


@cache
def _table() -> str:
    return f"{version('emails')}, {disposable_version()}"
