"""What a country looks like: names, places and number patterns, read from ``countries/<code>.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from identity_graph.sample.dice import Weighted
from identity_graph.sample.spelling import Spelling, parse_spelling

COUNTRIES = ("us", "gb", "de", "fr", "es", "mx", "br", "ru", "eg", "in", "cn", "jp")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Custom:
    """How full names are put together; numbers are how often people do so."""

    family_first: bool = False
    native_joiner: str = " "
    second_given: float = 0.0
    compose_given: float = 0.0
    father_given: float = 0.0
    grandfather_given: float = 0.0
    patronymic: float = 0.0
    two_families: bool = False
    double_family: float = 0.0
    double_joiner: str = " "


@dataclass(frozen=True, slots=True)
class City:
    """A place with its postal code pattern, and the code national ids use for people born there."""

    name: Spelling
    region: str
    postal: str
    code: str


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """Mobile ranges (national numbers), how people write them, and numbers shared by strangers."""

    code: str
    ranges: tuple[str, ...]
    formats: tuple[str, ...]
    generic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """One country's data; ``given`` and ``patronymics`` are keyed by sex (``male``, ``female``)."""

    code: str
    name: str
    share: float
    custom: Custom
    given: Mapping[str, Weighted[Spelling]]
    patronymics: Mapping[str, Weighted[Spelling]]
    family: Mapping[str, Weighted[Spelling]]
    nicknames: Mapping[str, tuple[str, ...]]
    cities: Weighted[City]
    streets: tuple[Spelling, ...]
    line: Spelling
    house_number_max: int
    abbreviations: Mapping[str, str]
    phone: PhonePlan
    email_providers: Weighted[str]
    national_id: str
    passport: tuple[str, ...]
    driving_licence: tuple[str, ...]
    bban: str
    bban_check: str
    banks: tuple[str, ...]


@cache
def load_country(code: str) -> Country:
    """Read and index one country file."""
    raw = _read(code)
    tables = cast("list[Mapping[str, str]]", raw.get("romanizations", []))
    family = _with_parent(raw, "family")
    return Country(
        code=code,
        name=raw["name"],
        share=raw["share"],
        custom=Custom(**raw["custom"]),
        given={sex: _names(_with_parent(raw, f"given_{sex}"), tables) for sex in ("male", "female")},
        patronymics={sex: _names(raw.get(f"patronymics_{sex}", []), tables) for sex in ("male", "female")},
        family={"male": _names(family, tables), "female": _names(_feminine(family, raw), tables)},
        nicknames={name: tuple(short) for name, short in raw["nicknames"].items()},
        cities=Weighted.zipf([_city(city) for city in raw["cities"]], offset=4.0),
        streets=tuple(_streets(raw, tables)),
        line=parse_spelling(raw["line"]),
        house_number_max=raw["house_number_max"],
        abbreviations=raw["abbreviations"],
        phone=_phone_plan(raw["phone"]),
        email_providers=Weighted.zipf(raw["email_providers"], offset=1.5),
        national_id=raw["national_id"],
        passport=tuple(raw["passport"]),
        driving_licence=tuple(raw["driving_licence"]),
        bban=raw.get("bban", ""),
        bban_check=raw.get("bban_check", ""),
        banks=tuple(raw.get("banks", [])),
    )


@cache
def all_countries() -> Weighted[Country]:
    """Every country, weighted by its share of the sample."""
    countries = [load_country(code) for code in COUNTRIES]
    return Weighted.of(countries, [country.share for country in countries])


@cache
def _read(code: str) -> dict[str, Any]:
    text = files("identity_graph.sample").joinpath("countries", f"{code}.yaml").read_text("utf-8")
    return cast("dict[str, Any]", yaml.load(text, Loader=_LOADER))  # noqa: S506 - the safe loader, its C form if built


def _with_parent(raw: Mapping[str, Any], key: str) -> list[str]:
    parent = raw.get("names_like")
    own = cast("list[str]", raw.get(key, []))
    inherited = cast("list[str]", _read(parent)[key]) if parent else []
    seen = {entry.split("|")[0] for entry in own}
    return own + [entry for entry in inherited if entry.split("|")[0] not in seen]


def _names(entries: Sequence[str], tables: Sequence[Mapping[str, str]]) -> Weighted[Spelling]:
    return Weighted.zipf([parse_spelling(entry, tables) for entry in entries])


def _feminine(family: Sequence[str], raw: Mapping[str, Any]) -> list[str]:
    endings = cast("Mapping[str, str]", raw.get("family_feminine", {}))
    return [_feminine_form(name, endings) for name in family]


def _feminine_form(name: str, endings: Mapping[str, str]) -> str:
    fitting = (name[: -len(end)] + other for end, other in endings.items() if name.endswith(end))
    return next(fitting, name)


def _city(raw: Mapping[str, str]) -> City:
    return City(parse_spelling(raw["name"]), raw["region"], raw["postal"], raw.get("code", ""))


def _streets(raw: Mapping[str, Any], tables: Sequence[Mapping[str, str]]) -> list[Spelling]:
    names = [parse_spelling(entry, tables) for entry in raw["streets"]]
    patterns = [parse_spelling(entry) for entry in raw["street_patterns"]]
    return [_street(pattern, name) for name in names for pattern in patterns]


def _street(pattern: Spelling, name: Spelling) -> Spelling:
    latin = tuple(pattern.latin[0].replace("{name}", word) for word in name.latin)
    return Spelling(pattern.native.replace("{name}", name.native), latin)


def _phone_plan(raw: Mapping[str, Any]) -> PhonePlan:
    return PhonePlan(raw["code"], tuple(raw["ranges"]), tuple(raw["formats"]), tuple(raw["generic"]))
