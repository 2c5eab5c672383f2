"""Blocking keys: records that share one are worth comparing.

Recall comes from many keys that each survive another kind of error; precision is the matcher's work, and keys shared by
too many records stop bringing people together. What each survives:

| label | of | survives |
|---|---|---|
| document, phone, email, account | the identifier (documents: the number alone) | all else; a wrong scheme or country |
| email name | what stands before the @ | a mistyped or changed domain |
| full name | each name's sorted words, aliases and nickname forms too | swapped parts, no birth date |
| name sound | sorted codes of given and family name | spelling, script and swapped parts; no birth date |
| name sound+birth year | the same with the year | the same, for common names |
| name part+birth date | each word's code with the date | another given or another family name (marriage) |
| family sound+birth year | the family name's codes | another given name, wrong day or month |
| birth date+postal code, +birth place, +city | no name | any name |
| given sound+birth year | the given name's codes | another family name, wrong day or month |
| name+postal code, given+postal code | one name's codes | the other name, a missing birth date |
| name+place, given+place | one name's codes with birth place or city | the same, without a postal code |
| street+initial | street with postal code or city, and a name's initial | spelling of the name |
| street | organizations: street with postal code or city | any name |
| name sound+place | organizations: first word's code with postal code, city | the rest of the name |
| name start | organizations: first two words | missing or added words at the end |
"""

import struct
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice, product
from typing import Final

from identity_graph.model import EntityKind
from identity_graph.normalize.comparable import Comparable
from identity_graph.normalize.phonetics import code

KEYS_MAX: Final = 64
"""Keys of one record; identifiers and names come first, so the rest of a hostile record is what is cut."""
PARTS_MAX: Final = 12
"""Values of one field that enter a key: names, codes, streets, places."""
EMAIL_NAME_MIN: Final = 5
"""Characters before the @ that say something about who it is."""

Key = tuple[str, str]
"""A label and the value that is hashed under it."""
_integer: Final = struct.Struct(">q").unpack


def blocking_keys(comparable: Comparable) -> dict[int, str]:
    """Keys (signed 64-bit: BLAKE2b over kind, label and value), each with the label that says what it is of."""
    found: dict[int, str] = {}
    described = _organization if comparable.kind == "organization" else _person
    begun = _BEGUN[comparable.kind]
    for label, value in (*_identifiers(comparable), *described(comparable)):
        hashed = begun[label].copy()
        hashed.update(value.encode("utf-8", "surrogatepass"))
        found[_integer(hashed.digest())[0]] = label
    return found if len(found) <= KEYS_MAX else dict(islice(found.items(), KEYS_MAX))


class _Begun(dict[str, blake2b]):
    """Each label's hash of what stands before a value, to be copied: making one anew takes longer than hashing."""

    def __init__(self, kind: EntityKind) -> None:
        self._kind = kind

    def __missing__(self, label: str) -> blake2b:
        self[label] = begun = blake2b(f"{self._kind}\0{label}\0".encode(), digest_size=8)
        return begun


_BEGUN: Final[dict[EntityKind, _Begun]] = {"person": _Begun("person"), "organization": _Begun("organization")}


def _identifiers(seen: Comparable) -> list[Key]:
    keys = [("document", document.rpartition(":")[2]) for document in seen.documents]
    for phone in seen.phones:
        keys.append(("phone", phone))
    for email in seen.emails:
        keys.append(("email", email))
    for account in seen.accounts:
        keys.append(("account", account))
    for email in seen.emails:
        name = email.partition("@")[0]
        if len(name) >= EMAIL_NAME_MIN:
            keys.append(("email name", name))
    return keys


def _person(seen: Comparable) -> list[Key]:
    both = [_joined([*one.split(), *other.split()]) for one in seen.given_sounds for other in seen.family_sounds]
    keys = [("full name", name) for name in seen.names[:PARTS_MAX] if " " in name]
    for sound in both:
        keys.append(("name sound", sound))
    places = _places(seen)
    _add_births(keys, seen, both, places)
    _add_places(keys, seen, places)
    return keys


def _add_births(keys: list[Key], seen: Comparable, both: list[str], places: list[str]) -> None:
    for year in _years(seen):
        for sound in both:
            keys.append(("name sound+birth year", f"{sound} {year}"))
        for sound in seen.family_sounds:
            keys.append(("family sound+birth year", f"{sound} {year}"))
        for sound in seen.given_sounds:
            keys.append(("given sound+birth year", f"{sound} {year}"))
    for day in (*seen.birth_days, seen.birth_stand_in) if seen.birth_stand_in else seen.birth_days:
        for part in seen.name_codes[:PARTS_MAX]:
            keys.append(("name part+birth date", f"{part} {day}"))
        for postal in seen.postal_codes[:PARTS_MAX]:
            keys.append(("birth date+postal code", f"{day} {postal}"))
        for place in places:
            keys.append(("birth date+place", f"{day} {place}"))


def _add_places(keys: list[Key], seen: Comparable, places: list[str]) -> None:
    codes = seen.postal_codes[: 2 * PARTS_MAX]
    for family, given, among in (
        ("name+postal code", "given+postal code", codes),
        ("name+place", "given+place", places[: 2 * PARTS_MAX - len(codes)]),
    ):
        for place in among:
            for sound in seen.family_sounds:
                keys.append((family, f"{sound} {place}"))
            for sound in seen.given_sounds:
                keys.append((given, f"{sound} {place}"))
    if seen.streets:
        initials = sorted({part[0] for part in (seen.given, seen.family) if part})
        for street in _streets(seen):
            for initial in initials:
                keys.append(("street+initial", f"{street} {initial}"))


def _years(seen: Comparable) -> list[str]:
    return sorted({date[:4] for date in (seen.birth_date or "", *seen.birth_days) if date})


def _organization(seen: Comparable) -> list[Key]:
    keys = [("full name", name) for name in seen.names[:PARTS_MAX]]
    opening = (seen.full or "").split()
    if not opening:
        return keys
    if len(opening) > 1:
        keys.append(("name start", " ".join(opening[:2])))
        keys.append(("name sound", _joined(code(word) for word in opening)))
    first = code(opening[0]) or opening[0]
    for place in (*seen.postal_codes, *seen.cities)[:PARTS_MAX]:
        keys.append(("name sound+place", f"{first} {place}"))
    for street in _streets(seen):
        keys.append(("street", street))
    return keys


def _streets(seen: Comparable) -> list[str]:
    """Streets with each postal code, or with each city where there is no code."""
    places = seen.postal_codes or seen.cities
    return [" ".join(pair) for pair in islice(product(seen.streets, places), PARTS_MAX)]


def _places(seen: Comparable) -> list[str]:
    """Birth place and cities: sources put the one where the other belongs."""
    return sorted({*seen.cities, seen.birth_place or ""} - {""})[:PARTS_MAX]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(sorted({part for part in parts if part}))
