"""The registry of schemes: what each kind of number of each country looks like, and what it says. Data: ``tables/``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final, cast

from identity_graph.normalize.countries import UNKNOWN_COUNTRY
from identity_graph.normalize.documents.algorithms import Check
from identity_graph.normalize.documents.checks import check
from identity_graph.normalize.documents.tables_read import REGIONS_OF_THE_WORLD, read

STRENGTHS: Final = {
    5: "one person or company for life, with a check digit",
    4: "one person or company for life",
    3: "one holder, as long as the document is valid",
    2: "one holder, but reissued, shared by a household or local to an office",
    1: "an institution, a vessel's radio or a security: says nothing about who holds it",
}
"""The scale of ``strength``: how much two records that share a number say."""

STRONG_MIN: Final = 3
"""The strength from which on a shared number alone may join two records."""

_TEMPLATE: Final = {"9": "[0-9]", "A": "[A-Z]", "X": "[A-Z0-9]"}
_EXAMPLE: Final = {"9": "1924835706", "A": "KRMTBZHEPL", "X": "7X4K9M2B5T"}

Says = Mapping[str, Mapping[str, str]]
"""Group of the pattern → its characters → what they say: a century (``19``), a sex (``M``, ``F``), or both."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """One kind of number that one country (``ZZ``: nobody, or the world) issues.

    ``kind`` is what keys are built from; ``also``, the kinds it is stated under as well. ``exact``: what does not fit
    the form is no such number (otherwise older or newer forms may exist). ``soft``: a check digit that fails proves
    nothing, as numbers without one were issued. ``loose``: so does an impossible birth date. ``keep``: separators that
    are part of the number. ``prefix``, ``suffix``: what is written around a number and is no part of it; ``lead``: what
    is put before it. `encoded` reads ``says``, ``offsets``, ``century``, ``epoch`` and ``digits``.
    """

    id: str
    kind: str
    country: str
    form: str
    check_words: str = ""
    structure_words: str = ""
    also: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    keep: str = ""
    prefix: str = ""
    suffix: str = ""
    lead: str = ""
    pad: int = 0
    exact: bool = False
    soft: bool = False
    loose: bool = False
    life: bool = False
    strength: int = 3
    says: Says = field(default_factory=dict[str, Mapping[str, str]])
    offsets: Says = field(default_factory=dict[str, Mapping[str, str]])
    century: str = ""
    epoch: str = "1899-12-31"
    digits: str = ""
    regions: str = ""
    examples: tuple[str, ...] = ()
    specimens: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form as a pattern for the whole number."""
        return re.compile(self.form, re.ASCII)

    @cached_property
    def check(self) -> Check | None:
        """The test of its check digits, ``None`` where it has none."""
        return check(self.check_words) if self.check_words else None

    @cached_property
    def structure(self) -> Check | None:
        """A test of what a pattern cannot say (ranges never issued, existing districts): no check digit."""
        return check(self.structure_words) if self.structure_words else None

    @cached_property
    def leading(self) -> re.Pattern[str] | None:
        """What may stand before the number and is no part of it: the country code of a VAT number."""
        return re.compile(self.prefix, re.ASCII) if self.prefix else None

    @cached_property
    def trailing(self) -> re.Pattern[str] | None:
        """What may stand behind the number and is no part of it."""
        return re.compile(f"(?:{self.suffix})$", re.ASCII) if self.suffix else None

    @cached_property
    def born(self) -> bool:
        """Whether the number says when its holder was born."""
        return bool(self.pattern.groupindex.keys() & {"yy", "yyy", "yyyy", "days"})

    def serves(self, kind: str) -> bool:
        """Whether a number stated as ``kind`` may be of this scheme."""
        return kind == self.kind or kind in self.also


@cache
def schemes() -> tuple[Scheme, ...]:
    """All of them, in the order of the tables: the usual ones of a country first."""
    return (*(scheme for table in REGIONS_OF_THE_WORLD for scheme in _table(table)), *_passports())


@cache
def by_id() -> Mapping[str, Scheme]:
    """Scheme id (``mx.curp``) → scheme."""
    return {scheme.id: scheme for scheme in schemes()}


@cache
def of(country: str, kind: str) -> tuple[Scheme, ...]:
    """The schemes of a country that a number stated as ``kind`` may be of; those of that very kind first."""
    found = [scheme for scheme in schemes() if scheme.country == country and scheme.serves(kind)]
    return tuple(sorted(found, key=lambda scheme: scheme.kind != kind))


@cache
def kinds() -> frozenset[str]:
    """The kinds of all schemes: ``passport``, ``tax_id`` …"""
    return frozenset(scheme.kind for scheme in schemes())


@cache
def worldwide_kinds() -> frozenset[str]:
    """Kinds that no country issues: ``lei``, ``imo`` … Their country is always ``ZZ``."""
    here = {scheme.kind for scheme in schemes() if scheme.country != UNKNOWN_COUNTRY}
    return frozenset(scheme.kind for scheme in schemes() if scheme.country == UNKNOWN_COUNTRY) - here


def _table(name: str) -> Iterator[Scheme]:
    for country, entries in read(name).items():
        for short, entry in cast("Mapping[str, Mapping[str, object]]", entries).items():
            yield _scheme(country, short, entry)


def _scheme(country: str, short: str, entry: Mapping[str, object]) -> Scheme:
    text = {key: value for key, value in entry.items() if isinstance(value, str)}
    listed = {key: tuple(cast("list[str]", value)) for key, value in entry.items() if isinstance(value, list)}
    check_words, structure_words = text.get("check", ""), text.get("structure", "")
    return Scheme(
        id=f"{country.lower()}.{short}",
        kind=text["kind"],
        country=country,
        form=text.get("pattern") or template_pattern(text["format"]),
        check_words=check_words,
        structure_words=structure_words,
        also=listed.get("also", ()),
        labels=(short, *listed.get("labels", ())),
        keep=text.get("keep", ""),
        prefix=text.get("prefix", ""),
        suffix=text.get("suffix", ""),
        lead=text.get("lead", ""),
        pad=int(text.get("pad", "0")),
        exact=text.get("exact", "true" if check_words or structure_words else "false") == "true",
        soft=text.get("soft") == "true",
        loose=text.get("loose") == "true",
        life=text.get("life") == "true",
        strength=int(text.get("strength", ("5" if check_words else "4") if text.get("life") == "true" else "3")),
        says=cast("Says", entry.get("says", {})),
        offsets=cast("Says", entry.get("offsets", {})),
        century=text.get("century", ""),
        epoch=text.get("epoch", "1899-12-31"),
        digits=text.get("digits", ""),
        regions=text.get("regions", ""),
        examples=listed.get("examples", ()) or (text.get("example") or template_example(text["format"]),),
        specimens=frozenset(listed.get("specimens", ())),
    )


def _passports() -> Iterator[Scheme]:
    """Passports have one line each: the forms in use. None is a passport for life, none has a check digit outside its
    machine-readable zone."""
    for country, form in cast("Mapping[str, str]", read("passports")["forms"]).items():
        yield _scheme(country, "passport", {"kind": "passport", "format": form, "also": ["travel_document"]})


def template_pattern(template: str) -> str:
    """``A9999|g9999`` as a pattern: ``9`` a digit, ``A`` a letter, ``X`` either, others themselves."""
    forms = ("".join(_TEMPLATE.get(c) or re.escape(c.upper()) for c in form) for form in template.split("|"))
    return "|".join(forms)


def template_example(template: str) -> str:
    """A number of the template's first form."""
    form = template.split("|")[0]
    return "".join(_EXAMPLE[c][n % 10] if c in _EXAMPLE else c.upper() for n, c in enumerate(form))
