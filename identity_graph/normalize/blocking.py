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
from collections.abc import Iterable, Sequence
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


def blocking_keys(comparable: Comparable) -> dict[int, str]:
    """Keys (signed 64-bit: BLAKE2b over kind, label and value), each with the label that says what it is of."""
    kind, labels, digests = comparable.kind, list[str](), list[bytes]()
    described = _organization if kind == "organization" else _person
    for label, values in (*_identifiers(comparable), *described(comparable)):
        if not values:
            continue
        before = _hash_of(kind, label)
        for value in values:
            hashed = before.copy()
            hashed.update(value.encode("utf-8", "surrogatepass"))
            digests.append(hashed.digest())
        labels += [label] * len(values)
    keys = struct.unpack(f">{len(digests)}q", b"".join(digests))
    found = dict(zip(keys, labels, strict=True))
    return found if len(found) <= KEYS_MAX else dict(islice(found.items(), KEYS_MAX))


@cache
def _hash_of(kind: str, label: str) -> blake2b:
    """The hash of what stands before each value, to be copied: making one anew takes longer than hashing a value."""
    return blake2b(f"{kind}\0{label}\0".encode(), digest_size=8)


def _identifiers(seen: Comparable) -> list[Keys]:
    names = [email.partition("@")[0] for email in seen.emails]
    return [
        ("document", [document.rpartition(":")[2] for document in seen.documents]),
        ("phone", seen.phones),
        ("email", seen.emails),
        ("account", seen.accounts),
        ("email name", [name for name in names if len(name) >= EMAIL_NAME_MIN]),
    ]


def _person(seen: Comparable) -> list[Keys]:
    given, family, places = seen.given_sounds, seen.family_sounds, _places(seen)
    both = [_joined([*one.split(), *other.split()]) for one in given for other in family]
    keys: list[Keys] = [("full name", [name for name in seen.names[:PARTS_MAX] if " " in name]), ("name sound", both)]
    for year in _years(seen):
        keys.append(("name sound+birth year", _beside(both, year)))
        keys.append(("family sound+birth year", _beside(family, year)))
        keys.append(("given sound+birth year", _beside(given, year)))
    for day in (*seen.birth_days, seen.birth_stand_in) if seen.birth_stand_in else seen.birth_days:
        keys.append(("name part+birth date", _beside(seen.name_codes[:PARTS_MAX], day)))
        keys.append(("birth date+postal code", [f"{day} {postal}" for postal in seen.postal_codes[:PARTS_MAX]]))
        keys.append(("birth date+place", [f"{day} {place}" for place in places]))
    codes = seen.postal_codes[: 2 * PARTS_MAX]
    for postal in codes:
        keys.append(("name+postal code", _beside(family, postal)))
        keys.append(("given+postal code", _beside(given, postal)))
    for place in places[: 2 * PARTS_MAX - len(codes)]:
        keys.append(("name+place", _beside(family, place)))
        keys.append(("given+place", _beside(given, place)))
    if seen.streets:
        initials = sorted({part[0] for part in (seen.given, seen.family) if part})
        keys.append(("street+initial", [f"{street} {initial}" for street in _streets(seen) for initial in initials]))
    return keys


def _beside(sounds: Sequence[str], what: str) -> list[str]:
    return [f"{sound} {what}" for sound in sounds]


def _years(seen: Comparable) -> list[str]:
    return sorted({date[:4] for date in (seen.birth_date or "", *seen.birth_days) if date})


def _organization(seen: Comparable) -> list[Keys]:
    keys: list[Keys] = [("full name", seen.names[:PARTS_MAX])]
    opening = (seen.full or "").split()
    if not opening:
        return keys
    if len(opening) > 1:
        keys.append(("name start", [" ".join(opening[:2])]))
        keys.append(("name sound", [_joined(code(word) for word in opening)]))
    first = code(opening[0]) or opening[0]
    keys.append(("name sound+place", [f"{first} {place}" for place in (*seen.postal_codes, *seen.cities)[:PARTS_MAX]]))
    keys.append(("street", _streets(seen)))
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
