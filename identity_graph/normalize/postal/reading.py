"""A free text read as an address."""

from functools import cache, lru_cache
from typing import Final

from identity_graph.normalize.countries import country_code
from identity_graph.normalize.naming.cleaning import Cleaned
from identity_graph.normalize.postal.codes import has_codes
from identity_graph.normalize.postal.data import version
from identity_graph.normalize.postal.draft import Draft
from identity_graph.normalize.postal.eastern import is_eastern, read_eastern
from identity_graph.normalize.postal.gazetteer import city_of
from identity_graph.normalize.postal.lands import take_country, take_regions
from identity_graph.normalize.postal.marked import take_marked
from identity_graph.normalize.postal.places import assign_places, infer_country
from identity_graph.normalize.postal.postcodes import take_code
from identity_graph.normalize.postal.result import ParsedAddress
from identity_graph.normalize.postal.roads import choose_road, take_road
from identity_graph.normalize.postal.runs import divided
from identity_graph.normalize.postal.tokens import cleaned, runs_of
from identity_graph.normalize.postal.vocabulary import floors, words
from identity_graph.normalize.text import RECORDS_CACHE_SIZE, fold

CONFIDENCE_MAX: Final = 0.97
_TABLES: Final = ("words", "subdivisions", "countries", "regions", "cities", "postal_codes")


def parse_address(text: str, country: str | None = None) -> ParsedAddress:
    """An address of any country and script in its parts.

    ``country`` (a code or a name) is what is known besides the text; what the text itself says goes before it. Never
    raises; the first 400 characters are read."""
    return _parsed(text, country_code(country))


@lru_cache(RECORDS_CACHE_SIZE)
def _parsed(text: str, country: str | None) -> ParsedAddress:
    clean = cleaned(text)
    if is_eastern(clean.text):
        draft = read_eastern(clean.text, country)
        return _result(draft, clean, _versions("eastern", *_TABLES))
    draft = _western(clean.text, country)
    return _result(draft, clean, _versions(*_TABLES))


@cache
def _versions(*tables: str) -> tuple[str, ...]:
    return tuple(version(name) for name in tables)


def _western(text: str, country: str | None) -> Draft:
    draft = Draft(divided(runs_of(text)), country)
    take_country(draft)
    infer_country(draft)
    take_marked(draft)
    take_code(draft)
    take_regions(draft)
    road = choose_road(draft)
    if road is not None:
        road = take_road(draft, road)
    assign_places(draft, road)
    _settle(draft)
    return draft


def _settle(draft: Draft) -> None:
    """What one part says for another that is missing."""
    found = draft.found
    if "house_number" not in found and "block" in found and "road" in found:
        number = found["block"].split()[-1]
        if number[:1].isdecimal() and draft.country in words("block_is_house"):
            found["house_number"] = number
    if "suburb" in found and (match := floors(draft.country, found["suburb"])):
        del found["suburb"]
        found.update((part, text.upper()) for part, text in match.items())
    wide = "region" in found or "county" in found
    if "city" not in found and not wide and draft.country_text and city_of(fold(draft.country_text), draft.country):
        found["city"] = draft.country_text
        draft.city_known = True
        draft.note("the country's name is also the town's")


def _result(draft: Draft, clean: Cleaned, tables: tuple[str, ...]) -> ParsedAddress:
    if clean.cut:
        draft.note("cut: the text was longer than what is read")
    if clean.unseen:
        draft.note("characters nobody sees were taken out")
    return ParsedAddress(
        **draft.found,
        country=draft.country,
        confidence=_confidence(draft),
        changes=tuple(draft.changes),
        tables=tables,
    )


def _confidence(draft: Draft) -> float:
    """A belief, made of what was recognized: road told by a word or number, known town, fitting code, country."""
    found = draft.found
    if not found:
        return 0.0
    score = 0.3 + 0.2 * draft.road_told + 0.15 * draft.city_known + 0.1 * ("house_number" in found or "po_box" in found)
    score += 0.15 if draft.code_fits else 0.05 if draft.country and not has_codes(draft.country) else 0.0
    score += 0.1 if draft.stated else 0.05 if draft.country else 0.0
    return round(min(CONFIDENCE_MAX, score - 0.15 * ("rest" in found)), 2)
