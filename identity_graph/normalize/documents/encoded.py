"""What a number itself says about its holder: birth date, sex, region; and where that contradicts what is stated."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple, cast

from identity_graph.normalize.calendars import read_date
from identity_graph.normalize.documents.schemes import Scheme
from identity_graph.normalize.documents.tables_read import read

LATEST_YEAR: Final = 2030
"""No number of these tables says a later year of birth: a two-digit year beyond it is of the century before. There is
no clock here to ask."""

_LEAP_YEAR: Final = 2000
_SEXES: Final = frozenset("MF")


class Encoded(NamedTuple):
    """``birth_dates``: ISO 8601, maybe without day or month; several where the number leaves the century open."""

    birth_dates: tuple[str, ...] = ()
    sex: str | None = None
    region: str | None = None


NOTHING: Final = Encoded()


class ImpossibleDate(ValueError):
    """The number's digits for a birth date are no date."""


def encoded(scheme: Scheme, number: str) -> Encoded:
    """What a number that fits its scheme says. Raises `ImpossibleDate`."""
    match = scheme.pattern.fullmatch(number) if scheme.pattern.groupindex else None
    if match is None:
        return NOTHING
    groups = {name: _digits(scheme, name, text) for name, text in match.groupdict().items() if text}
    facts = set(_facts(scheme, groups))
    sex = next(iter(sorted(facts & _SEXES)), None)
    centuries = tuple(sorted(facts - _SEXES)) or tuple(scheme.century.split())
    births = _births(scheme, groups, centuries) if scheme.born else ()
    return Encoded(births, sex, _region(scheme, groups.get("region")))


def _digits(scheme: Scheme, group: str, text: str) -> str:
    """A group's digits, where letters may stand for them: Italy tells namesakes apart by these (``L`` for 0 …)."""
    if not scheme.digits or group not in {"yy", "dd"}:
        return text
    return "".join(str(scheme.digits.find(c)) if c in scheme.digits else c for c in text)


def _facts(scheme: Scheme, groups: dict[str, str]) -> Iterator[str]:
    """Centuries and sexes said; takes the offsets that say them off the groups' numbers."""
    for name, meanings in scheme.says.items():
        if (said := groups.get(name)) is not None:
            yield from _meaning(meanings, said).split()
    for name, offsets in scheme.offsets.items():
        if (said := groups.get(name)) is not None:
            offset = max((int(step) for step in offsets if int(step) <= int(said)), default=0)
            groups[name] = f"{int(said) - offset:0{len(said)}d}"
            yield from offsets.get(str(offset), "").split()


def _meaning(meanings: Mapping[str, str], said: str) -> str:
    """A single character is looked for in each key's characters, a longer text as it is."""
    if len(said) > 1:
        return meanings.get(said, "")
    return next((meaning for characters, meaning in meanings.items() if said in characters), "")


def _births(scheme: Scheme, groups: Mapping[str, str], centuries: tuple[str, ...]) -> tuple[str, ...]:
    if "days" in groups:
        return ((date.fromisoformat(scheme.epoch) + timedelta(days=int(groups["days"]))).isoformat(),)
    if not groups.keys() & {"yy", "yyy", "yyyy"}:
        return ()  # one of the number's forms says no date
    dated = [_date(year, groups) for year in _years(groups, centuries)]
    possible = tuple(day for day in dated if day)
    if not possible and not scheme.loose:
        raise ImpossibleDate
    return possible


def _years(groups: Mapping[str, str], centuries: tuple[str, ...]) -> Iterator[int]:
    if "yyyy" in groups:
        yield int(groups["yyyy"])
    elif "yyy" in groups:  # the South Slav JMBG leaves out the thousands
        short = int(groups["yyy"])
        yield short + (1000 if short >= 800 else 2000)
    else:
        years = (int(century + groups["yy"]) for century in centuries or ("19", "20"))
        yield from (year for year in years if year <= LATEST_YEAR)


def _date(year: int, groups: Mapping[str, str]) -> str | None:
    """The date as precise as the number is; ``None`` for an impossible one."""
    if not 1850 <= year <= LATEST_YEAR:
        return None
    if "ddd" in groups:  # Sri Lanka counts every year's days as a leap year's
        day = date(_LEAP_YEAR, 1, 1) + timedelta(days=int(groups["ddd"]) - 1)
        return f"{year}-{day:%m-%d}" if day.year == _LEAP_YEAR else None
    month = _month(groups)
    if month is None:
        return str(year)
    if "dd" not in groups:
        return f"{year}-{month:02d}" if 1 <= month <= 12 else None
    try:
        return date(year, month, int(groups["dd"])).isoformat()
    except ValueError:
        return None


def _month(groups: Mapping[str, str]) -> int | None:
    if letter := groups.get("m"):  # Italy's letters
        return "ABCDEHLMPRST".find(letter) + 1
    return int(groups["mm"]) if "mm" in groups else None


def _region(scheme: Scheme, code: str | None) -> str | None:
    if code is None or not scheme.regions:
        return code
    return _regions(scheme.regions).get(code, code)


@cache
def _regions(name: str) -> Mapping[str, str]:
    return cast("Mapping[str, Mapping[str, str]]", read("regions"))[name]


def contradictions(said: Encoded, *, birth_date: str | None = None, sex: str | None = None) -> tuple[str, ...]:
    """Where a number and what is stated beside it disagree, in words; nothing where either side is silent.

    ``birth_date`` is a date in any form that `read_date` reads; a partial one contradicts only what it says.
    """
    found: list[str] = []
    stated = read_date(birth_date).iso if birth_date else None
    if stated and said.birth_dates and not any(_agree(stated, day) for day in said.birth_dates):
        found.append(f"the number says born {' or '.join(said.birth_dates)}, stated is {stated}")
    letter = (sex or "").strip()[:1].upper()
    if said.sex and letter in _SEXES and letter != said.sex:
        found.append(f"the number says sex {said.sex}, stated is {letter}")
    return tuple(found)


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
