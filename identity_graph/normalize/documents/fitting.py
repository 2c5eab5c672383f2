"""A number in the normal form of each scheme it may be of, and how much that fit says."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from identity_graph.normalize.countries import UNKNOWN_COUNTRY
from identity_graph.normalize.documents.algorithms import Check
from identity_graph.normalize.documents.encoded import NOTHING, Encoded, ImpossibleDate, encoded
from identity_graph.normalize.documents.labels import Meaning
from identity_graph.normalize.documents.lookalikes import readings
from identity_graph.normalize.documents.placeholders import NUMBER_MAX, NUMBER_MIN
from identity_graph.normalize.documents.schemes import Scheme, of, schemes, worldwide_kinds
from identity_graph.normalize.text import alphanumerics

KEPT_MAX: Final = 300
"""Characters of a number with its separators that are looked at."""

CANDIDATES_CACHED: Final = 4096
REPAIRED_MAX: Final = 12
"""Schemes for which look-alikes are tried: with more, one would pass by chance."""

Standing = Literal["passed", "format only", "failed", "unknown"]
"""What a number's own form says of it. ``unknown``: no table knows such numbers, or they may have other forms."""

_RANK: Final[dict[Standing, int]] = {"passed": 3, "format only": 2, "failed": 1, "unknown": 0}


class Fit(NamedTuple):
    """A number in the normal form of one scheme."""

    scheme: Scheme
    number: str
    standing: Standing
    says: Encoded = NOTHING
    prefixed: bool = False
    padded: bool = False
    changes: tuple[str, ...] = ()


@lru_cache(CANDIDATES_CACHED)
def _telling(code: str | None) -> tuple[Scheme, ...]:
    """Schemes whose form alone says something: with a check, a date or an exact form; passports."""
    return tuple(
        scheme
        for scheme in schemes()
        if (code is None or scheme.country in {code, UNKNOWN_COUNTRY})
        and (scheme.exact or scheme.check or scheme.born or scheme.kind == "passport")
    )


@lru_cache(CANDIDATES_CACHED)
def candidates(means: Meaning | None, code: str | None) -> tuple[Scheme, ...]:
    """The schemes a number may be of: those its label names in the country first, then those of the kind."""
    if means is None:
        return _telling(code)
    if code is None:
        return means.schemes or tuple(scheme for scheme in schemes() if scheme.serves(means.kind))
    here = tuple(scheme for scheme in means.schemes if scheme.country in {code, UNKNOWN_COUNTRY})
    others = tuple(scheme for scheme in of(code, means.kind) if scheme not in here)
    everywhere = means.kind in worldwide_kinds() or means.kind == "bank_account"
    worldwide = of(UNKNOWN_COUNTRY, means.kind) if everywhere else ()
    return (*here, *others, *(scheme for scheme in worldwide if scheme not in here))


def find_fits(value: str, schemes_asked: Sequence[Scheme], *, told: bool) -> list[Fit]:
    """How the value stands under each candidate whose form it has; look-alikes are tried where none passes.

    ``told``: kind and country are stated, so that the first whose check passes is the one.
    """
    plain = alphanumerics(value)
    found: list[Fit] = []
    fitting = False
    for scheme in schemes_asked:
        if fit := fit_of(scheme, value, plain):
            found.append(fit)
            fitting = fitting or fit.standing != "failed"
            if told and fit.standing == "passed":
                break
    if fitting or plain.isdigit() or len(plain) > NUMBER_MAX or len(schemes_asked) > REPAIRED_MAX:
        return found
    return list(_repaired(plain, schemes_asked)) or found


def _repaired(plain: str, schemes_asked: Iterable[Scheme]) -> Iterator[Fit]:
    """Readings of mistaken characters that alone make a check digit pass; two such readings are none."""
    for scheme in schemes_asked:
        if scheme.check is None or scheme.keep or scheme.soft:
            continue
        passing = [
            fit._replace(changes=(change,))
            for reading, change in readings(plain)
            if (fit := fit_of(scheme, reading, reading)) and fit.standing == "passed"
        ]
        if len({fit.number for fit in passing}) == 1:
            yield passing[0]


def fit_of(scheme: Scheme, value: str, plain: str) -> Fit | None:
    """The value as a number of the scheme, ``None`` where it has another form; ``plain`` are its letters and digits."""
    number, prefixed, padded = plain if not scheme.keep else _kept(value, scheme.keep), False, False
    if scheme.leading and (match := scheme.leading.match(number)):
        number, prefixed = number[match.end() :], True
    if scheme.lead and not number.startswith(scheme.lead):
        number = scheme.lead + number
    if scheme.trailing:
        number = scheme.trailing.sub("", number)
    if scheme.pad and NUMBER_MIN <= len(number) < scheme.pad:
        number, padded = number.zfill(scheme.pad), True
    if not scheme.pattern.fullmatch(number):
        return None
    standing, says = _standing(scheme, number)
    return Fit(scheme, number, standing, says, prefixed, padded)


def _standing(scheme: Scheme, number: str) -> tuple[Standing, Encoded]:
    """What check and date say of a number of the scheme's form."""
    holds = _holds(scheme.check, number)
    try:
        says = encoded(scheme, number)
    except (ImpossibleDate, OverflowError):
        return "failed", NOTHING
    if not _holds(scheme.structure, number) or not (holds or scheme.soft):
        return "failed", NOTHING
    return "passed" if scheme.check and holds else "format only", says


def _holds(check: Check | None, number: str) -> bool:
    """Whether the check holds, if there is one; one that cannot be computed on these characters does not."""
    try:
        return check is None or check(number)
    except (ValueError, LookupError, TypeError):
        return False


def _kept(value: str, keep: str) -> str:
    """Upper-case letters, digits and the separators that are part of the number."""
    text = unicodedata.normalize("NFKC", value)[:KEPT_MAX]
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text).upper()
    return re.sub(rf"[^A-Z0-9{re.escape(keep)}]", "", plain).strip(keep)


def preference(fit: Fit) -> tuple[int, int]:
    """The better standing first; the tables' order decides among equals, as `max` keeps the first."""
    return _RANK[fit.standing], int(fit.prefixed)


def weight(fit: Fit) -> float:
    """How improbable a fit is by chance: a check digit one in ten, a date in it, letters or a named prefix."""
    if fit.standing == "failed":
        return 0.01
    exact = fit.scheme.exact and not fit.padded
    return (
        (10.0 if fit.standing == "passed" else 1.0)
        * (8 if fit.says.birth_dates else 1)
        * (6 if fit.scheme.exact and not fit.number.isdigit() else 1)
        * (30 if fit.prefixed else 1)
        * (5 if exact else 1)
    )
