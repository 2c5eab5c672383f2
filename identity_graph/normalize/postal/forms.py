"""The parts of an address in forms that compare: words written out, numbers without signs, places by every name."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from identity_graph.normalize.postal.gazetteer import City, Region, cities, regions, territories
from identity_graph.normalize.postal.result import ParsedAddress
from identity_graph.normalize.postal.tokens import joined, keys_of, tokens_of
from identity_graph.normalize.postal.vocabulary import (
    ending_of,
    hyphened,
    kinds_of_places,
    mapping,
    own_ending,
    own_words,
    streets,
    words,
)
from identity_graph.normalize.postal_codes import normalize_postal_code
from identity_graph.normalize.text import CACHE_SIZE, fold

SLIP_MIN: Final = 5
"""Letters of a word in which a slip of the pen is forgiven."""
_NUMBERS: Final = re.compile(r"\d+|[a-z]+")
_EAST_ENDING: Final = re.compile(
    "(?:\u5927\u9053|\u5927\u8857|\u8def|\u8857|\u9053|\u5df7|\u80e1\u540c|\u901a\u308a|\ub300\ub85c|\ub85c|\uae38)$"
)
_ARTICLES: Final = frozenset(
    {"al", "el", "the", "de", "la", "le", "du", "des", "del", "della", "dos", "da", "do", "of", "l", "d", "ul", "im"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """An address ready to be compared; texts are folded, ``…_text`` are as written."""

    road: str | None
    kind: str | None
    core: tuple[str, ...]
    core_text: str
    house: tuple[str, ...]
    unit: str | None
    level: str | None
    wing: str | None
    box: str | None
    building: str | None
    city: str | None
    city_text: str
    towns: frozenset[City]
    places: frozenset[str]
    region: frozenset[Region]
    code: str | None
    country: str | None
    sure: bool
    words: tuple[str, ...]
    numbers: tuple[str, ...]

    def units_differ(self, other: "Form") -> bool:
        """Whether both say a flat, and not the same."""
        return bool(self.unit and other.unit and self.unit != other.unit)


@lru_cache(CACHE_SIZE)
def expanded(road: str, country: str | None) -> str:
    """A road with its abbreviations written out; ``Bahnhofstr.`` and ``Bahnhofstraße`` come apart."""
    parts = [part for key in keys_of(road) for part in (key.split() if key.isascii() else [key])]
    own, last = own_words("streets", country), len(parts) - 1
    found: list[str] = []
    for at, part in enumerate(parts):
        found.append(
            _word(part, own, country, first=at == 0 and last > 0 and parts[1][:1].isalpha(), outer=at in {0, last})
        )
    return fold(" ".join(found)) if not all(map(str.isascii, found)) else " ".join(found)


def _word(part: str, own: dict[str, str], country: str | None, *, first: bool, outer: bool) -> str:
    if outer and (direction := mapping("directions").get(part)):
        return direction
    opening = mapping("opening").get(part) if first else None
    told = (
        (own.get(part) if first else None)
        or opening
        or own.get(part)
        or streets().get(part)
        or mapping("within").get(part)
    )
    if told:
        return told
    compound = ending_of(part) or own_ending(part, country)
    return f"{compound[0]} {compound[1]}" if compound else part


@lru_cache(CACHE_SIZE)
def without_kind(road: str, country: str | None) -> tuple[str | None, tuple[str, ...], str]:
    """The kind of a road, the words that tell it from others, and these as written."""
    short = _EAST_ENDING.sub("", road)
    kinds = kinds_of_roads()
    parts = expanded(short, country).split()
    if len(parts) > 1 and kinds.isdisjoint(parts):
        parts = [_nearly_kind(part) if at in {0, len(parts) - 1} else part for at, part in enumerate(parts)]
    kind = next((part for part in parts if part in kinds), None)
    if short != road:
        kind = kind or "street"
    core = tuple(part for part in parts if part not in kinds and part not in _ARTICLES)
    named = [t for t in tokens_of(short) if t.key not in streets() and t.key not in own_words("streets", country)]
    text = " ".join(short[t.start : t.end] for t in named)
    return kind, core or tuple(parts), text or short


@cache
def kinds_of_roads() -> frozenset[str]:
    """All words that say what kind of road it is, as they stand in a `Form`."""
    return frozenset(word for kind in (*streets().values(), *hyphened()) for word in kind.split())


@cache
def directions() -> frozenset[str]:
    """Words for the directions of the sky, written out."""
    return frozenset(mapping("directions").values())


@cache
def _nearly_kind(word: str) -> str:
    """The kind of road of which a word is a slip of the pen (``stret``); the word itself where there is none."""
    long = (kind for kind in sorted(kinds_of_roads()) if len(kind) >= SLIP_MIN)
    return next(
        (kind for kind in long if len(word) >= SLIP_MIN and OSA.distance(word, kind, score_cutoff=1) <= 1), word
    )


def house_numbers(text: str | None) -> tuple[str, ...]:
    """``12``, ``a`` of ``12 A``; ``1``, ``2``, ``3`` of ``1-2-3``; leading zeros gone."""
    found = _NUMBERS.findall(fold(text)) if text else []
    return tuple(
        part.lstrip("0") or "0" if part.isdecimal() else part for part in found if part not in words("number_words")
    )


@lru_cache(CACHE_SIZE)
def bare_town(text: str) -> str:
    """A town's folded name without words such as ``city``, ``\u0433.`` and without the number of a postal district."""
    tokens = tokens_of(text)
    kinds = kinds_of_places()
    while len(tokens) > 1 and (kinds.get(tokens[0].key) == "towns"):
        tokens = tokens[1:]
    while len(tokens) > 1 and (kinds.get(tokens[-1].key) == "towns" or tokens[-1].digit or len(tokens[-1].key) == 1):
        tokens = tokens[:-1]
    return joined(tokens) or fold(text)


@lru_cache(CACHE_SIZE)
def towns_of(name: str, country: str | None) -> frozenset[City]:
    """Every town of that name, in the country where it is known."""
    held = cities().get(name) or cities().get(re.sub("(?:shi|city| si| shi)$", "", name)) or ()
    return frozenset(city for city in held if country is None or city.country == country)


@lru_cache(CACHE_SIZE)
def town_name(text: str, country: str | None) -> str:
    """A town's folded name; of one known by another name (``Munich``, ``Москва``) the one its country's table has."""
    name = bare_town(text)
    held = towns_of(name, country) if country else frozenset()
    return next(iter(held)).name if len(held) == 1 else name


@lru_cache(CACHE_SIZE)
def form_of(parsed: ParsedAddress) -> Form:
    """An address's parts, ready to be compared."""
    road = parsed.road or (parsed.suburb or parsed.district or parsed.block if parsed.house_number else None)
    kind, core, core_text = without_kind(road, parsed.country) if road else (None, (), "")
    city = bare_town(parsed.city) if parsed.city else None
    others = (parsed.suburb, parsed.district, parsed.county, parsed.region, parsed.rest, parsed.city)
    parts = _all_words(parsed)
    wing, building = _wing(parsed.building)
    return Form(
        road=expanded(road, parsed.country) if road else None,
        kind=kind,
        core=core,
        core_text=core_text,
        house=house_numbers(parsed.house_number),
        unit=plain_number(parsed.unit),
        level=plain_number(parsed.level),
        wing=wing,
        box=plain_number(parsed.po_box),
        building=building,
        city=city,
        city_text=parsed.city or "",
        towns=towns_of(city, parsed.country) if city else frozenset(),
        places=frozenset(bare_town(part) for text in others if text for part in text.split(", ")),
        region=frozenset(regions().get(fold(parsed.region), ())) if parsed.region else frozenset(),
        code=normalize_postal_code(parsed.postal_code, parsed.country) if parsed.postal_code else None,
        country=territories().get(parsed.country, parsed.country) if parsed.country else None,
        sure=not any("inferred" in change for change in parsed.changes),
        words=tuple(part for part in parts if part.isalpha()),
        numbers=tuple(sorted(part for part in parts if not part.isalpha())),
    )


def _all_words(parsed: ParsedAddress) -> list[str]:
    """Every word of every part but the country, written out."""
    said = (text for name, text in parsed.components().items() if name != "country")
    texts = (*said, parsed.rest) if parsed.rest else tuple(said)
    return [part for text in texts for part in expanded(text, parsed.country).split()]


def plain_number(text: str | None) -> str | None:
    """``4b`` of ``4-B``, ``5`` of ``5th``."""
    return re.sub(r"(?<=\d)(?:st|nd|rd|th|o|a)$", "", fold(text).replace(" ", "")).lstrip("0") or None if text else None


def _wing(building: str | None) -> tuple[str | None, str | None]:
    """The number of a part of a house (``\u043a\u043e\u0440\u043f. 2``), and the name of a house."""
    if not building:
        return None, None
    folded = fold(building)
    numbers = re.findall(r"\d+\w*", folded)
    if numbers and len(folded.split()) <= len(numbers) * 2:
        return "-".join(numbers), None
    return None, folded or None
