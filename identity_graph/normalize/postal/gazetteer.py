"""Countries, regions and towns by every name they have, folded."""

from functools import cache
from typing import Final, NamedTuple

from identity_graph.normalize.postal.data import lines, table
from identity_graph.normalize.postal.tokens import keys_of
from identity_graph.normalize.text import fold

CODE_LENGTH: Final = 3
"""Letters up to which a name of a region is an abbreviation."""


class City(NamedTuple):
    """A town: its country, its folded name, thousands of people."""

    country: str
    name: str
    people: int


class Region(NamedTuple):
    """A state or province: its country and its code there."""

    country: str
    code: str


@cache
def countries() -> dict[str, str]:
    """Every folded name's code."""
    found: dict[str, str] = {}
    for code, names in lines("countries"):
        found.update((name, code) for name in names.split("|") if name)
    for code, own in table("subdivisions")["countries"].items():
        for name in own:
            found[" ".join(keys_of(name))] = code
            found[fold(name)] = code
    return found


@cache
def territories() -> dict[str, str]:
    """Territories, and the country their addresses end with."""
    return {part: whole for whole, parts in table("subdivisions")["territories"].items() for part in parts}


@cache
def regions() -> dict[str, tuple[Region, ...]]:
    """Every folded name's and abbreviation's regions."""
    found: dict[str, dict[Region, None]] = {}
    for country, code, names in lines("regions"):
        for name in names.split("|"):
            found.setdefault(name, {})[Region(country, code)] = None
    for country, listed in table("subdivisions").items():
        if len(country) == len("DE"):
            for code, names in listed.items():
                for name in (*names, *([code] if code.isalpha() and len(code) > 1 else [])):
                    found.setdefault(fold(name), {})[Region(country, code)] = None
    return {name: tuple(held) for name, held in found.items()}


@cache
def cities() -> dict[str, tuple[City, ...]]:
    """Every folded name's towns, the largest first."""
    found: dict[str, list[City]] = {}
    for country, people, name, others in lines("cities"):
        city = City(country, name, int(people))
        found.setdefault(name, []).append(city)
        for other in others.split("|"):
            if other:
                found.setdefault(other, []).append(city)
    return {
        name: tuple(sorted(held, key=lambda city: -city.people)) if len(held) > 1 else (held[0],)
        for name, held in found.items()
    }


@cache
def last_words() -> frozenset[str]:
    """The last words of all names of countries and regions: most texts end with none of them."""
    return frozenset(name.rpartition(" ")[2] for names in (countries(), regions()) for name in names)


def city_of(name: str, country: str | None) -> City | None:
    """The largest town of that name, in the country where it is known."""
    held = cities().get(name)
    if not held:
        return None
    return next((city for city in held if city.country == country), None) if country else held[0]


def region_of(name: str, country: str | None) -> Region | None:
    """The region of that name; without a country only by a name that is no abbreviation, and of one country only."""
    held = regions().get(name)
    if not held:
        return None
    if country:
        return next((region for region in held if region.country == country), None)
    return held[0] if len(held) == 1 and len(name) > CODE_LENGTH else None
