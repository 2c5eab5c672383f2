"""The documents of a record: what it states of each, read by the registry of schemes (`documents`)."""

from functools import lru_cache
from typing import Final

from identity_graph.model import Identifier
from identity_graph.normalize.documents import Mrz, ParsedIdentifier, issuer_is_local, parse_identifier, parse_mrz
from identity_graph.normalize.text import RECORDS_CACHE_SIZE, fold

_ZONES: Final = frozenset({"mrz", "machine readable zone"})
_KIND_OF_ZONE: Final = {
    "P": "passport",
    "V": "residence_permit",
    "I": "national_id",
    "A": "national_id",
    "C": "national_id",
}


def read_identifier(identifier: Identifier, country_hint: str | None = None) -> ParsedIdentifier:
    """What a stated number is. ``country_hint`` (alpha-2, the record's own country) stands in for an unnamed issuer of
    locally issued kinds, never of passports. The scheme ``mrz`` takes a whole machine-readable zone. Never raises."""
    return _read(identifier.scheme, identifier.number, identifier.country, country_hint)


def usable_identifier(identifier: Identifier, country_hint: str | None = None) -> ParsedIdentifier | None:
    """The same, or ``None`` where it says nothing: ``N/A``, ``000-00-0000``, a published specimen."""
    found = read_identifier(identifier, country_hint)
    return None if found.placeholder else found


@lru_cache(RECORDS_CACHE_SIZE)
def _read(scheme: str, number: str, country: str | None, hint: str | None) -> ParsedIdentifier:
    if fold(scheme) in _ZONES:
        return _of_zone(parse_mrz(number), number)
    if hint and not (country and country.strip()) and issuer_is_local(scheme):
        local = parse_identifier(number, scheme=scheme, country=hint)
        if local.standing != "failed":
            return local
    return parse_identifier(number, scheme=scheme, country=country)


def _of_zone(zone: Mrz, text: str) -> ParsedIdentifier:
    """The document of a machine-readable zone, with what was repaired in it."""
    kind = _KIND_OF_ZONE.get(zone.document_type[:1], "travel_document")
    found = parse_identifier(zone.number or text, kind=kind, country=zone.issuing_country)
    return found._replace(changes=("read from a machine-readable zone", *zone.repairs, *found.changes))
