"""Names, addresses and identifiers of a row, compiled from their specs."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from identity_graph.model import Identifier, Name, PostalAddress
from identity_graph_loaders.mapping.model import AddressSpec, IdentifierSpec, NameSpec
from identity_graph_loaders.mapping.values import Empty, Values, compile_many, compile_one, items_at

Names = Callable[[Values, bool], tuple[Name, ...]]
Addresses = Callable[[Values], tuple[PostalAddress, ...]]
Identifiers = Callable[[Values], tuple[Identifier, ...]]

ADDRESS_PARTS: Final = (
    "full", "house_number", "street", "unit", "district", "city", "region", "postal_code", "country", "type",
)  # fmt: skip


T = TypeVar("T")


def _once(found: list[T]) -> tuple[T, ...]:
    """Without repetitions; two are compared, as hashing is dearer."""
    if len(found) < 2 or (len(found) == 2 and found[0] != found[1]):
        return tuple(found)
    return tuple(dict.fromkeys(found))


def compile_names(specs: Sequence[NameSpec], empty: Empty) -> Names:
    """A getter of all names; its second argument says whether the row is a person."""
    makers = [(spec.each, _name(spec, empty)) for spec in specs]

    if len(makers) == 1 and not makers[0][0]:
        only = makers[0][1]
        return lambda values, person: _once(only(values, person))

    def get(values: Values, person: bool) -> tuple[Name, ...]:
        found: list[Name] = []
        for each, make in makers:
            for item in items_at(values, each) if each else (values,):
                found += make(item, person)
        return _once(found)

    return get


def _name(spec: NameSpec, empty: Empty) -> Callable[[Values, bool], list[Name]]:
    full = compile_many((spec.full,) if spec.full else (), empty)
    given, middle, family = (compile_one(part, empty) for part in (spec.given, spec.middle, spec.family))
    constant, type_of = spec.type.value, compile_one(spec.type, empty)

    def make(values: Values, person: bool) -> list[Name]:
        kind = constant or type_of(values) or "primary"
        wholes = full(values)
        if spec.inverted and person:
            return [_turned(whole, kind) for whole in wholes]
        first, second, last = given(values) or None, middle(values) or None, family(values) or None
        if first or second or last:
            head = Name(wholes[0] if wholes else None, first, second, last, kind)
            return [head, *(Name(whole, type=kind) for whole in wholes[1:])]
        return [Name(whole, type=kind) for whole in wholes]

    return make


def _turned(full: str, kind: str) -> Name:
    """``MARTI, José`` with its parts told."""
    family, comma, given = (part.strip() for part in full.partition(","))
    return Name(full, given, None, family, kind) if comma and given and family else Name(full, type=kind)


def compile_addresses(specs: Sequence[AddressSpec], empty: Empty) -> Addresses:
    """A getter of all addresses that have any part."""
    makers = [(spec.each, _address(spec, empty)) for spec in specs]

    def get(values: Values) -> tuple[PostalAddress, ...]:
        found: list[PostalAddress] = []
        for each, make in makers:
            for item in items_at(values, each) if each else (values,):
                found += make(item)
        return _once(found)

    return get


def _address(spec: AddressSpec, empty: Empty) -> Callable[[Values], Iterable[PostalAddress]]:
    getters = [(part, compile_one(said, empty)) for part in ADDRESS_PARTS if (said := getattr(spec, part)) is not None]

    def make(values: Values) -> Iterable[PostalAddress]:
        parts: dict[str, Any] = {part: text for part, get in getters if (text := get(values))}
        return (PostalAddress(**parts),) if parts.keys() - {"type"} else ()

    return make


def compile_identifiers(specs: Sequence[IdentifierSpec], empty: Empty) -> Identifiers:
    """A getter of all identifiers that have a number."""
    makers = [(spec.each, _identifier(spec, empty)) for spec in specs]

    def get(values: Values) -> tuple[Identifier, ...]:
        found: list[Identifier] = []
        for each, make in makers:
            for item in items_at(values, each) if each else (values,):
                found += make(item)
        return _once(found)

    return get


def _identifier(spec: IdentifierSpec, empty: Empty) -> Callable[[Values], Iterable[Identifier]]:
    numbers = compile_many((spec.number,), empty)
    country = compile_one(spec.country, empty)
    constant = None if spec.scheme.value is None else scheme_word(spec.scheme.value)
    scheme = compile_one(spec.scheme, empty)

    def make(values: Values) -> Iterable[Identifier]:
        found = numbers(values)
        if not found:
            return ()
        word = constant or scheme_word(scheme(values)) or "other"
        issuer = country(values) or None
        return [Identifier(word, number, issuer) for number in found]

    return make


def scheme_word(text: str) -> str:
    """``Driving Licence`` as ``driving_licence``."""
    return re.sub(r"[\W_]+", "_", text.lower()).strip("_")
