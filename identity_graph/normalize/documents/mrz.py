"""Machine-readable zones of travel documents (ICAO 9303): every field, every check digit, every repair."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Final

from identity_graph.normalize.countries import country_code
from identity_graph.normalize.documents.mrz_layouts import Format, Layout
from identity_graph.normalize.documents.mrz_lines import readings
from identity_graph.normalize.documents.mrz_repair import BLIND, Repaired, passes, repair
from identity_graph.normalize.documents.schemes import of
from identity_graph.normalize.documents.tables_read import TABLES_VERSION, mapping
from identity_graph.normalize.documents.weights import icao_digit

READINGS_MAX: Final = 12
"""Layouts of one input that are tried."""
NUMBER_WIDTH: Final = 9
"""Characters of the field for the document number."""
PERFECT: Final = (False, 0, 0, 0)
"""How bad a reading is with which nothing is wrong."""
EXPIRY_PIVOT: Final = 70
"""Two-digit years of expiry below it are of this century: no machine-readable document is older."""
AGE_MAX: Final = 110
"""Years that a holder is at most old when the document expires."""

_CODES: Final = ("issuer", "nationality")
_FILLER_RUN: Final = re.compile(r"(?<=[<K])K{2,}(?=[<K]*$)|(?<=<)K+(?=<+$)|(?<=<<)K+$")


@dataclass(frozen=True, slots=True)
class Mrz:
    """A zone as read. Codes are ICAO's as printed; countries alpha-2, ``None`` for none (stateless, United Nations).

    ``birth_dates`` are ISO 8601, likeliest first, partial where the zone says ``<<``. ``checks``: name → whether it
    passes after ``repairs``. ``doubts``: characters that no check digit can tell apart. ``faults``: what is wrong
    still. ``truncated``: the names fill their field and may go on.
    """

    format: Format | None = None
    lines: tuple[str, ...] = ()
    document_type: str = ""
    issuer: str = ""
    issuing_country: str | None = None
    surname: str = ""
    given_names: str = ""
    truncated: bool = False
    number: str = ""
    nationality: str = ""
    nationality_country: str | None = None
    birth_dates: tuple[str, ...] = ()
    sex: str | None = None
    expiry_date: str | None = None
    optional: tuple[str, ...] = ()
    checks: Mapping[str, bool] | None = None
    repairs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    tables: str = TABLES_VERSION

    @property
    def valid(self) -> bool:
        """Whether every check digit passes and nothing else is wrong."""
        return self.format is not None and not self.faults

    @property
    def confidence(self) -> float:
        """That all fields are what is printed: less for each repair and doubt, little where a check fails."""
        if not self.checks or not all(self.checks.values()):
            return 0.0 if not self.checks else 0.2
        return round(max(0.3, 0.99 - 0.08 * len(self.repairs) - 0.03 * len(self.doubts) - 0.1 * len(self.faults)), 3)


def parse_mrz(lines: str | Iterable[str]) -> Mrz:
    """What a zone says, from its lines or from one text with or without line ends. Never raises: see ``faults``."""
    tried: list[tuple[Layout, Repaired]] = []
    for layout, text in islice(readings(lines), READINGS_MAX):
        tried.append((layout, repair(layout, text)))
        if _badness(*tried[-1]) == PERFECT:
            break
    if not tried:
        return Mrz(faults=("no machine-readable zone: its lines are 3 × 30, 2 × 36 or 2 × 44 characters",))
    return _read(*min(tried, key=lambda pair: _badness(*pair)))


def _badness(layout: Layout, repaired: Repaired) -> tuple[bool, int, int, int]:
    """Fewest failing checks, a fitting type, fewest repairs, fewest digits where names stand."""
    wrong_type = repaired.text[0] not in layout.types
    fields = layout.fields
    strange = sum(c.isdigit() for field in fields.values() if field.holds == "letters" for c in field.of(repaired.text))
    strange += sum(not _known(field.of(repaired.text)) for name, field in fields.items() if name in _CODES)
    unread = sum(c.isalpha() for field in fields.values() if field.holds == "digits" for c in field.of(repaired.text))
    return wrong_type, 3 * len(repaired.failing) + unread, len(repaired.repairs), strange


def _read(layout: Layout, repaired: Repaired) -> Mrz:
    text = repaired.text
    part = {name: field.of(text) for name, field in layout.fields.items()}
    number, optional, long_check = _number(layout, text, part)
    checks = {name: passes(check, text) for name, check in layout.checks.items()}
    if long_check is not None:
        checks["document number"] = long_check
    name, name_note = _name(part["name"], all(checks.values()))
    expiry = _expiry(part["expiry date"])
    births = _births(part["birth date"], expiry)
    issuer, nationality = part["issuer"].strip("<"), part["nationality"].strip("<")
    surname, _, given = name.partition("<<")
    country = code_country(issuer)
    return Mrz(
        format=layout.format,
        lines=tuple(text[start : start + layout.width] for start in range(0, layout.length, layout.width)),
        document_type=part["type"].strip("<"),
        issuer=issuer,
        issuing_country=country,
        surname=_words(surname),
        given_names=_words(given),
        truncated=not part["name"].endswith("<"),
        number=number,
        nationality=nationality,
        nationality_country=code_country(nationality),
        birth_dates=births,
        sex=part["sex"] if part["sex"] in {"M", "F"} else None,
        expiry_date=expiry,
        optional=optional,
        checks=checks,
        repairs=(*_kept_repairs(repaired, long_check), *name_note),
        doubts=tuple(_doubts(country, part["type"], number, optional)),
        faults=tuple(_faults(layout, part, checks, births, expiry)),
    )


def _kept_repairs(repaired: Repaired, long_check: bool | None) -> tuple[str, ...]:
    return tuple(note for note in repaired.repairs if long_check is None or not note.startswith("document number"))


def _number(layout: Layout, text: str, part: Mapping[str, str]) -> tuple[str, tuple[str, ...], bool | None]:
    """The document number and the optional data. A filler for its check digit means that it goes on in the optional
    data, up to a filler, its check digit last (ICAO 9303-5, 4.2.4 note j)."""
    optional = tuple(part[name].strip("<") for name in layout.optional)
    if text[layout.checks["document number"].place] != "<" or not part["optional data"].strip("<"):
        return part["number"].rstrip("<"), optional, None
    rest, _, after = part["optional data"].partition("<")
    number = part["number"] + rest[:-1]
    return number.rstrip("<"), (after.strip("<"), *optional[1:]), bool(rest) and icao_digit(number) == rest[-1:]


def _name(field: str, sure: bool) -> tuple[str, tuple[str, ...]]:
    """The names; runs of ``K`` among the closing fillers are fillers, where every check digit passes."""
    read = _FILLER_RUN.sub(lambda match: "<" * len(match[0]), field) if sure and "<" in field else field
    note = ("name: K among the closing fillers read as filler",) if read != field else ()
    return read.strip("<"), note


def _words(name: str) -> str:
    return " ".join(word for word in name.split("<") if word)


def _expiry(digits: str) -> str | None:
    if not digits[:2].isdigit():
        return None
    year = int(digits[:2])
    return _day(year + (2000 if year < EXPIRY_PIVOT else 1900), digits)


def _births(digits: str, expiry: str | None) -> tuple[str, ...]:
    """Both centuries that are possible: not after the document expires, nor more than `AGE_MAX` years before."""
    if not digits[:2].isdigit():
        return ()
    latest = int(expiry[:4]) if expiry else 2000 + EXPIRY_PIVOT
    years = (2000 + int(digits[:2]), 1900 + int(digits[:2]))
    days = [_day(year, digits) for year in years if latest - AGE_MAX <= year <= latest]
    return tuple(day for day in days if day and (not expiry or day <= expiry))


def _day(year: int, digits: str) -> str | None:
    """A date; as precise as it is where month or day are fillers or zeros; ``None`` for an impossible one."""
    month, day = digits[2:4], digits[4:6]
    if month in {"<<", "00"}:
        return str(year)
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return None
    if day in {"<<", "00"}:
        return f"{year}-{month}"
    try:
        return date(year, int(month), int(day)).isoformat()
    except ValueError:
        return None


def code_country(code: str) -> str | None:
    """Alpha-2 of an ICAO code: ``D`` is Germany, ``GBN`` Britain; ``None`` for the United Nations, the stateless."""
    return _countries().get(code) or (country_code(code) if len(code) == 3 and code not in _others() else None)


def _known(field: str) -> bool:
    """Whether a code is one of ISO 3166 or ICAO."""
    code = field.strip("<")
    return code_country(code) is not None or code in _others()


def _faults(
    layout: Layout, part: Mapping[str, str], checks: Mapping[str, bool], births: tuple[str, ...], expiry: str | None
) -> Iterable[str]:
    yield from (f"check digit of the {name} fails" for name, passed in checks.items() if not passed)
    if part["type"][0] not in layout.types:
        yield "no document type that this format has"
    yield from (f"a digit in the {name}" for name, field in layout.fields.items() if _digit_in(field.holds, part[name]))
    yield from (f"no such code for the {name}" for name in _CODES if not _known(part[name]))
    if part["sex"] not in {"M", "F", "<"}:
        yield "no such sex"
    if not births and part["birth date"] != "<<<<<<":
        yield "the birth date is no date, or after the expiry date"
    if not expiry and part["expiry date"] != "<<<<<<":
        yield "the expiry date is no date"
    if not part["name"].strip("<"):
        yield "no name"


def _digit_in(holds: str, text: str) -> bool:
    return holds == "letters" and any(c.isdigit() for c in text)


def _doubts(country: str | None, kind: str, number: str, optional: Iterable[str]) -> Iterable[str]:
    """Where 6 may be G, or a closing K a filler: told unless the issuer's known passport forms decide."""
    known = of(country, "passport") if country and kind.startswith("P") else ()
    printed = number.ljust(min(len(number) + 1, NUMBER_WIDTH), "<")
    for place, character in enumerate(printed):
        other = BLIND.get(character)
        if other and (other != "<" or not printed[place + 1 :].strip("<")):
            reading = f"{printed[:place]}{other}{printed[place + 1 :]}".rstrip("<")
            if not known or any(scheme.pattern.fullmatch(reading) for scheme in known):
                yield f"{character} at {place + 1} of the document number may be {other}: check digits cannot tell"
    if any(c in "G6K" for text in optional for c in text):
        yield "G and 6, K and filler in the optional data: check digits cannot tell"


@cache
def _countries() -> Mapping[str, str]:
    return mapping("mrz", "countries")


@cache
def _others() -> Mapping[str, str]:
    return mapping("mrz", "others")
