"""Rows to records: a mapping compiled into closures once, called for every row."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, get_args

from identity_graph.errors import SettingsError
from identity_graph.model import EntityKind, PostalAddress, Record
from identity_graph_loaders.mapping.columns import left_over, used_tree
from identity_graph_loaders.mapping.extract import compile_extracts, with_extracted
from identity_graph_loaders.mapping.model import ListField, MappingFile
from identity_graph_loaders.mapping.parts import compile_addresses, compile_identifiers, compile_names
from identity_graph_loaders.mapping.values import Many, One, Values, compile_many, compile_one

ToRecord = Callable[[Values], Record]

_LISTS: Final[tuple[str, ...]] = get_args(ListField)
_SAID: Final = (
    "names",
    "identifiers",
    "birth_dates",
    "addresses",
    "phones",
    "emails",
    "bank_accounts",
    "mobile_accounts",
    "accounts",
    "devices",
)
"""A row that says none of these says nothing about anybody; one without a name is still a record."""


class UnfitRow(Exception):
    """A row that makes no record; the message is the reason and holds no value of the row."""


def compile_mapping(mapping: MappingFile, source: str | None) -> ToRecord:
    """A function from a row's values to its record, which raises `UnfitRow` where it makes none.

    ``source`` goes before what the mapping says. Raises `SettingsError` where neither names one.
    """
    if not source and mapping.source is None:
        raise SettingsError("name the source the records come from: --source NAME (or source: in the mapping)")
    empty = frozenset(text.strip() for text in mapping.empty) - {""}
    source_of = _constant(source) if source else compile_one(mapping.source, empty)
    id_of = _record_id([compile_one(part, empty) for part in mapping.record_id])
    kind_of = compile_one(mapping.kind, empty)
    country_of, seen_of = compile_one(mapping.country, empty), compile_one(mapping.observed_on, empty)
    names_of = compile_names(mapping.names, empty)
    addresses_of = compile_addresses(mapping.addresses, empty)
    identifiers_of = compile_identifiers(mapping.identifiers, empty)
    lists = [(name, compile_many(specs, empty)) for name in _LISTS if (specs := getattr(mapping, name))]
    extract = compile_extracts(mapping.extract, empty)
    used = used_tree(mapping)

    def to_record(values: Values) -> Record:
        kind = _kind(kind_of(values))
        country = country_of(values) or None
        record = Record(
            source_of(values),
            id_of(values),
            kind,
            names=names_of(values, kind == "person"),
            addresses=_placed(addresses_of(values), country),
            identifiers=identifiers_of(values),
            country=country,
            observed_on=seen_of(values) or None,
            attributes=left_over(values, used, empty),
            **_lists(lists, values),
        )
        return _checked(with_extracted(record, extract(values)) if extract else record)

    return to_record


def _kind(text: str) -> EntityKind:
    kind = text.lower()
    if kind in {"person", "organization"}:
        return "person" if kind == "person" else "organization"
    raise UnfitRow("the kind is neither person nor organization")


def _placed(addresses: tuple[PostalAddress, ...], country: str | None) -> tuple[PostalAddress, ...]:
    """Without those that say nothing but the record's own country."""
    return tuple(address for address in addresses if address != _bare(country)) if country else addresses


@lru_cache(1_000)
def _bare(country: str) -> PostalAddress:
    return PostalAddress(country=country)


def _lists(getters: list[tuple[str, Many]], values: Values) -> dict[str, tuple[str, ...]]:
    return {name: texts for name, get in getters if (texts := get(values))}


def _checked(record: Record) -> Record:
    if not record.record_id:
        raise UnfitRow("no record id")
    if not record.source:
        raise UnfitRow("no source")
    if not any(getattr(record, field) for field in _SAID):
        raise UnfitRow("says nothing: every mapped column is empty")
    return record


def _constant(text: str) -> One:
    return lambda _values: text


def _record_id(parts: list[One]) -> One:
    """The parts joined by ":"; nothing where one is missing."""
    if len(parts) == 1:
        return parts[0]

    def get(values: Values) -> str:
        texts = [part(values) for part in parts]
        return ":".join(texts) if all(texts) else ""

    return get
