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
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice, product
from typing import Final

from identity_graph.normalize.comparable import Comparable
from identity_graph.normalize.phonetics import code

KEYS_MAX: Final = 64
"""Keys of one record; identifiers and names come first, so the rest of a hostile record is what is cut."""
PARTS_MAX: Final = 12
"""Values of one field that enter a key: names, codes, streets, places."""
EMAIL_NAME_MIN: Final = 5
"""Characters before the @ that say something about who it is."""

Keys = tuple[str, Sequence[str]]
"""A label and the values of all keys of it."""
_INTEGER: Final = struct.Struct(">q")


def blocking_keys(comparable: Comparable) -> dict[int, str]:
    """Keys (signed 64-bit: BLAKE2b over kind, label and value), each with the label that says what it is of."""
    kind, found = comparable.kind, dict[int, str]()
    described = _organization if kind == "organization" else _person
    for keys in (_identifiers, described):
        for label, values in keys(comparable):
            before = _hash_of(kind, label)
            for value in values:
                hashed = before.copy()
                hashed.update(value.encode("utf-8", "surrogatepass"))
                found[_INTEGER.unpack(hashed.digest())[0]] = label
                if len(found) == KEYS_MAX:
                    return found
    return found


@cache
def _hash_of(kind: str, label: str) -> blake2b:
    """The hash of what stands before each value, to be copied: making one anew takes longer than hashing a value."""
    return blake2b(f"{kind}\0{label}\0".encode(), digest_size=_INTEGER.size)


def _identifiers(seen: Comparable) -> Iterator[Keys]:
    yield "document", [document.rpartition(":")[2] for document in seen.documents]
    yield "phone", seen.phones
    yield "email", seen.emails
    yield "account", seen.accounts
    names = [email.partition("@")[0] for email in seen.emails]
    yield "email name", [name for name in names if len(name) >= EMAIL_NAME_MIN]


def _person(seen: Comparable) -> Iterator[Keys]:
    yield "full name", [name for name in seen.names[:PARTS_MAX] if " " in name]
    given, family = seen.given_sounds, seen.family_sounds
    both = [_joined([*one.split(), *other.split()]) for one in given for other in family]
    yield "name sound", both
    for year in _years(seen):
        yield "name sound+birth year", [f"{sound} {year}" for sound in both]
        yield "family sound+birth year", [f"{sound} {year}" for sound in family]
        yield "given sound+birth year", [f"{sound} {year}" for sound in given]
    places = _places(seen)
    for day in (*seen.birth_days, *((seen.birth_stand_in,) if seen.birth_stand_in else ())):
        yield "name part+birth date", [f"{part} {day}" for part in seen.name_codes[:PARTS_MAX]]
        yield "birth date+postal code", [f"{day} {postal}" for postal in seen.postal_codes[:PARTS_MAX]]
        yield "birth date+place", [f"{day} {place}" for place in places]
    codes = seen.postal_codes[: 2 * PARTS_MAX]
    for label, found in (("postal code", codes), ("place", places[: 2 * PARTS_MAX - len(codes)])):
        for place in found:
            yield f"name+{label}", [f"{sound} {place}" for sound in family]
            yield f"given+{label}", [f"{sound} {place}" for sound in given]
    initials = sorted({part[0] for part in (seen.given, seen.family) if part})
    yield "street+initial", [f"{street} {initial}" for street in _streets(seen) for initial in initials]


def _years(seen: Comparable) -> list[str]:
    return sorted({date[:4] for date in (seen.birth_date or "", *seen.birth_days) if date})


def _organization(seen: Comparable) -> Iterator[Keys]:
    yield "full name", seen.names[:PARTS_MAX]
    opening = (seen.full or "").split()
    if not opening:
        return
    if len(opening) > 1:
        yield "name start", [" ".join(opening[:2])]
        yield "name sound", [_joined(code(word) for word in opening)]
    first = code(opening[0]) or opening[0]
    yield "name sound+place", [f"{first} {place}" for place in (*seen.postal_codes, *seen.cities)[:PARTS_MAX]]
    yield "street", _streets(seen)


def _streets(seen: Comparable) -> list[str]:
    """Streets with each postal code, or with each city where there is no code."""
    places = seen.postal_codes or seen.cities
    return [" ".join(pair) for pair in islice(product(seen.streets, places), PARTS_MAX)]


def _places(seen: Comparable) -> list[str]:
    """Birth place and cities: sources put the one where the other belongs."""
    return sorted({*seen.cities, seen.birth_place or ""} - {""})[:PARTS_MAX]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(sorted({part for part in parts if part}))
