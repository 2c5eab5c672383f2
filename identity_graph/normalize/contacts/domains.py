"""Domains of e-mail addresses: their ASCII form, who provides them, and what they look like but are not."""

import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

import idna

from identity_graph.normalize.contacts.data import disposable_domains, table
from identity_graph.normalize.text import CACHE_SIZE

DOMAIN_MAX: Final = 253
"""Characters of a domain (RFC 1035)."""
NAME_MIN: Final = 5
"""Characters a provider's domain has at least to be looked for among slips: ``gmx.de`` is near too much."""
_ALIKE: Final = str.maketrans(
    "аеорсухіїјѕԁԛԝһӏґкмтвнгαεοριντυκχηωβ0135ıłøđħŋßł",
    "aeopcyxiijsdqwhlrkmtbhraeopivtukxnwbolesilodhnbl",
)
"""Letters of Cyrillic and Greek, and digits, as the Latin letters they are taken for (after Unicode's confusables)."""


class Provider(NamedTuple):
    """What a provider ignores. ``name``: the domain that stands for all of the same mailbox."""

    name: str
    dots: bool
    tag: str
    dashes: bool


class Domain(NamedTuple):
    """A domain as it was understood: ``ascii`` is ``None`` where it is none (RFC 5890 to 5893)."""

    ascii: str | None
    provider: Provider | None
    disposable: bool
    looks_like: str | None
    why: str | None
    mixed: bool
    changes: tuple[str, ...]


@cache
def providers() -> dict[str, Provider]:
    """Every provider's domains."""
    found: dict[str, Provider] = {}
    for name, entry in table("emails")["providers"].items():
        dots, tag, dashes = entry.get("dots") == "yes", entry.get("tag", ""), entry.get("dashes") == "yes"
        for domain in (name, *entry.get("same", ())):
            found[domain] = Provider(name, dots, tag, dashes)
        for domain in entry.get("endings", ()):
            found[domain] = Provider(domain, dots, tag, dashes)
    return found


@lru_cache(CACHE_SIZE)
def read_domain(text: str) -> Domain:
    """What is known of a domain in small letters."""
    ascii_form, changes = _ascii(text)
    if ascii_form is None:
        return Domain(None, None, False, None, None, False, ())
    provider = providers().get(ascii_form)
    alike, why = (None, None) if provider else _looks_like(text, ascii_form)
    return Domain(ascii_form, provider, _disposable(ascii_form), alike, why, _mixed(text), changes)


def _ascii(text: str) -> tuple[str | None, tuple[str, ...]]:
    if text.isascii():
        return (text if _well_formed(text) else None), ()
    try:
        found = idna.encode(text, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        return None, ()
    return (found if _well_formed(found) else None), ("domain in its ASCII form",)


def _well_formed(domain: str) -> bool:
    labels = domain.split(".")
    whole = len(labels) >= 2 and len(domain) <= DOMAIN_MAX and len(labels[-1]) >= 2 and not labels[-1].isdigit()
    return whole and all(
        0 < len(label) <= 63 and label[0] != "-" and label[-1] != "-" and label.replace("-", "").isalnum()
        for label in labels
    )


def _disposable(domain: str) -> bool:
    """Whether it or a domain above it is on the list."""
    known = disposable_domains()
    while "." in domain:
        if domain in known:
            return True
        domain = domain.partition(".")[2]
    return False


def _looks_like(text: str, ascii_form: str) -> tuple[str | None, str | None]:
    """The provider a domain may be taken for, and what differs."""
    skeleton = _skeleton(text)
    if skeleton in _skeletons() and text not in providers():
        return _skeletons()[skeleton], "letters that look alike"
    head, _, ending = ascii_form.rpartition(".")
    slip = table("emails")["slips"].get(ending)
    if slip and f"{head}.{slip}" in providers():
        return f"{head}.{slip}", "a slip in its ending"
    near = _slipped().get(head)
    return (near, "a slip of the pen") if near and near.rpartition(".")[2] in {ending, slip} else (None, None)


def _skeleton(domain: str) -> str:
    """The domain with every letter as the Latin one it looks like."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", domain[:DOMAIN_MAX]) if unicodedata.category(c) != "Mn")
    return plain.translate(_ALIKE).replace("rn", "m").replace("vv", "w").replace("l", "i")


@cache
def _skeletons() -> dict[str, str]:
    return {_skeleton(domain): domain for domain in providers() if len(domain) >= NAME_MIN + 3}


@cache
def _slipped() -> dict[str, str]:
    """Every name one slip away from a provider's: two letters swapped, one left out, one twice."""
    known = {domain.rpartition(".")[0] for domain in providers()}
    found: dict[str, str] = {}
    for domain in providers():
        name = domain.rpartition(".")[0]
        if len(name) < NAME_MIN:
            continue
        for place in range(len(name)):
            swapped = name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]
            for slip in (swapped, name[:place] + name[place + 1 :], name[:place] + name[place] + name[place:]):
                if slip not in known:
                    found.setdefault(slip, domain)
    return found


def _mixed(text: str) -> bool:
    """Whether one label mixes Latin with Cyrillic or Greek letters, as no registry allows."""
    if text.isascii():
        return False
    for label in text.split("."):
        scripts = {unicodedata.name(c, "?").partition(" ")[0] for c in label if c.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return True
    return False
