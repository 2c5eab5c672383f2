"""Any number somebody issued: under which scheme and country it stands, whether its check passes, what it says."""

import re
from functools import cache
from typing import Final, NamedTuple

from identity_graph.normalize.countries import UNKNOWN_COUNTRY
from identity_graph.normalize.documents.encoded import NOTHING, Encoded, contradictions
from identity_graph.normalize.documents.fitting import Fit, Standing, candidates, find_fits, preference, weight
from identity_graph.normalize.documents.labels import LABEL_MAX, Meaning, issuing_country, meaning
from identity_graph.normalize.documents.placeholders import NUMBER_MIN, placeholder_reason
from identity_graph.normalize.documents.schemes import STRONG_MIN, Scheme, schemes, worldwide_kinds
from identity_graph.normalize.documents.stated import read_stated
from identity_graph.normalize.documents.tables_read import TABLES_VERSION
from identity_graph.normalize.text import alphanumerics, fold

VALUE_MAX: Final = 300
"""Characters of a value that are looked at."""
REPAIRED: Final = 0.8
"""How sure a number is that passes only after look-alikes were read otherwise."""
CANDIDATES_MAX: Final = 8
"""Other readings that are told of a number whose scheme or country nobody names."""

SURE_MIN: Final = 0.5
"""The share of all readings from which on one is taken for the number's scheme where nobody names it."""

_LOWER: Final = re.compile("[a-z]")
_SIGNS: Final = re.compile(r"[\W_]")
_CONFIDENCE: Final[dict[Standing, float]] = {"passed": 0.99, "format only": 0.85, "failed": 0.3, "unknown": 0.5}


class Candidate(NamedTuple):
    """A scheme a number may be of, and how sure that is among all that fit."""

    scheme: str
    country: str
    kind: str
    confidence: float


class ParsedIdentifier(NamedTuple):
    """A number as it is compared, and what is known of it.

    ``kind`` is what keys are built from; ``scheme`` the registry's entry (``mx.curp``), ``None`` where only the kind
    is known; ``country`` alpha-2, ``ZZ`` where unknown. ``placeholder``: why it is no issued number. ``changes``: what
    was done to the text. ``strength``: see `schemes.STRENGTHS`. ``confidence``: that it is of this scheme and country.
    """

    kind: str
    country: str
    number: str
    scheme: str | None = None
    standing: Standing = "unknown"
    placeholder: str | None = None
    says: Encoded = NOTHING
    changes: tuple[str, ...] = ()
    strength: int = 0
    life: bool = False
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    tables: str = TABLES_VERSION

    @property
    def valid(self) -> bool | None:
        """What its check says, ``None`` where there is none."""
        return {"passed": True, "failed": False}.get(self.standing)

    @property
    def strong(self) -> bool:
        """Whether two records that share it may be joined by it alone."""
        return self.strength >= STRONG_MIN and self.standing != "failed" and self.placeholder is None

    @property
    def text(self) -> str:
        """``passport:DE:C01X00T47``."""
        return f"{self.kind}:{self.country}:{self.number}"

    def contradictions(self, *, birth_date: str | None = None, sex: str | None = None) -> tuple[str, ...]:
        """Where the number and what is stated beside it disagree, in words."""
        return contradictions(self.says, birth_date=birth_date, sex=sex)


def parse_identifier(
    value: str, *, scheme: str | None = None, country: str | None = None, kind: str | None = None
) -> ParsedIdentifier:
    """What a number is. Never raises; without ``scheme``, ``country`` or ``kind`` it says what the form allows.

    ``scheme`` is any wording (``RFC``, ``National ID No.``) or a registry id (``mx.curp``); ``kind`` one of the
    registry's (``tax_id``); ``country`` a code or name. With neither scheme nor kind, ``value`` may be a whole text
    with a label (``Passport No. A1234567 (Iran)``).
    """
    return _parse(value[:VALUE_MAX], scheme[:LABEL_MAX] if scheme else None, country, kind)


def _parse(value: str, label: str | None, country: str | None, kind: str | None) -> ParsedIdentifier:
    code, means, number = issuing_country(country), meaning(label) if label else None, value
    if label is None and kind is None and (stated := read_stated(value)):
        means, number, code = stated.meaning, stated.number, code or stated.country
    if means is None and (wanted := kind or label):
        means = Meaning(wanted if kind else fold(wanted).replace(" ", "_") or "other")
    elif means and kind:
        means = means._replace(kind=kind, schemes=tuple(scheme for scheme in means.schemes if scheme.serves(kind)))
    return _read(number, means, code or (means.country if means else None))


def _read(value: str, means: Meaning | None, code: str | None) -> ParsedIdentifier:
    fits = find_fits(value, candidates(means, code), told=bool(means and code))
    best = _best(fits, means)
    cleaned = alphanumerics(value)
    if best is None:
        return _unfitting(value, cleaned, means, code)
    if means and code:
        return _found(best, value, cleaned)
    weights = [weight(fit) for fit in fits]
    share = weights[fits.index(best)] / sum(weights)
    told = _told(fits, weights) if len(fits) > 1 else ()
    if share >= SURE_MIN:
        return _found(best, value, cleaned, share, told)
    kind = means.kind if means else _common_kind(fits, weights)
    doubtful = _found(best, value, cleaned, share, told)
    return doubtful._replace(kind=kind, country=code or UNKNOWN_COUNTRY, number=cleaned, scheme=None)


def _best(fits: list[Fit], means: Meaning | None) -> Fit | None:
    """A scheme that the label names, where the number fits it; else the one whose check passes."""
    if len(fits) == 1:
        return fits[0]
    named = [fit for fit in fits if means and fit.scheme in means.schemes and fit.standing != "failed"]
    return max(named or fits, key=preference, default=None)


def _found(
    fit: Fit, value: str, cleaned: str, share: float = 1.0, told: tuple[Candidate, ...] = ()
) -> ParsedIdentifier:
    """The number as one of the fit's scheme; ``share`` is how much of all that fits it is."""
    scheme = fit.scheme
    return ParsedIdentifier(
        kind=scheme.kind,
        country=scheme.country,
        number=fit.number,
        scheme=scheme.id,
        standing=fit.standing,
        placeholder=_placeholder(fit, cleaned),
        says=fit.says,
        changes=(*_written(value, cleaned), *fit.changes),
        strength=scheme.strength,
        life=scheme.life,
        confidence=round(_CONFIDENCE[fit.standing] * share * (REPAIRED if fit.changes else 1.0), 3),
        candidates=told,
    )


def _unfitting(value: str, number: str, means: Meaning | None, code: str | None) -> ParsedIdentifier:
    """A number that fits no form: wrong where its schemes' forms are exact, otherwise not known."""
    known = candidates(means, code) if means and (code or means.schemes) else ()
    wrong = bool(known) and all(scheme.exact for scheme in known)
    countries = {scheme.country for scheme in known}
    country = code or (countries.pop() if len(countries) == 1 else UNKNOWN_COUNTRY)
    standing: Standing = "failed" if wrong else "unknown"
    kind = means.kind if means else "other"
    return ParsedIdentifier(
        kind=kind,
        country=UNKNOWN_COUNTRY if kind in worldwide_kinds() else country,
        number=number,
        standing=standing,
        placeholder=placeholder_reason(number),
        changes=_written(value, number),
        strength=min(STRONG_MIN, max((scheme.strength for scheme in _of_kind(kind)), default=2)) if means else 0,
        confidence=_CONFIDENCE[standing] if means and country != UNKNOWN_COUNTRY else 0.1,
    )


def _common_kind(fits: list[Fit], weights: list[float]) -> str:
    """The kind that most of what fits is of, ``other`` where none stands out."""
    totals: dict[str, float] = {}
    for fit, share in zip(fits, weights, strict=True):
        totals[fit.scheme.kind] = totals.get(fit.scheme.kind, 0.0) + share
    kind = max(totals, key=lambda name: totals[name])
    return kind if totals[kind] >= SURE_MIN * sum(weights) else "other"


@cache
def _of_kind(kind: str) -> tuple[Scheme, ...]:
    return tuple(scheme for scheme in schemes() if scheme.kind == kind)


def _told(fits: list[Fit], weights: list[float]) -> tuple[Candidate, ...]:
    total = sum(weights)
    ordered = sorted(zip(weights, fits, strict=True), key=lambda pair: (-pair[0], pair[1].scheme.id))
    return tuple(
        Candidate(fit.scheme.id, fit.scheme.country, fit.scheme.kind, round(weight / total, 3))
        for weight, fit in ordered[:CANDIDATES_MAX]
    )


def _placeholder(fit: Fit, cleaned: str) -> str | None:
    if fit.number in fit.scheme.specimens or cleaned in fit.scheme.specimens:
        return "a published specimen"
    minimum = 1 if fit.standing == "format only" and fit.scheme.exact else NUMBER_MIN
    return placeholder_reason(alphanumerics(fit.number), minimum)


def _written(value: str, number: str) -> tuple[str, ...]:
    """What was done to the text so far, in words."""
    if value == number:
        return ()
    changes: list[str] = []
    if not value.isascii():
        if any(c.isdecimal() and not c.isascii() for c in value):
            changes.append("digits of another script")
        if any(c.isalpha() and not c.isascii() for c in value):
            changes.append("letters of another script or with marks")
    if _LOWER.search(value):
        changes.append("lower case")
    if _SIGNS.search(value):
        changes.append("blanks and signs left out")
    return tuple(changes)
