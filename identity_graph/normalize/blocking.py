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

Key = tuple[str, str]
_INTEGER: Final = struct.Struct(">q")


def blocking_keys(comparable: Comparable) -> dict[int, str]:
    """Keys (signed 64-bit: BLAKE2b over kind, label and value), each with the label that says what it is of."""
    described = _organization(comparable) if comparable.kind == "organization" else _person(comparable)
    keys = islice(dict.fromkeys((*_identifiers(comparable), *described)), KEYS_MAX)
    return {_integer(comparable.kind, label, value): label for label, value in keys}


def _integer(kind: str, label: str, value: str) -> int:
    text = f"{kind}\0{label}\0{value}".encode("utf-8", "surrogatepass")
    return int(_INTEGER.unpack(blake2b(text, digest_size=8).digest())[0])


def _identifiers(seen: Comparable) -> Iterator[Key]:
    yield from (("document", document.rpartition(":")[2]) for document in seen.documents)
    yield from (("phone", phone) for phone in seen.phones)
    yield from (("email", email) for email in seen.emails)
    yield from (("account", account) for account in seen.accounts)
    names = (email.partition("@")[0] for email in seen.emails)
    yield from (("email name", name) for name in names if len(name) >= EMAIL_NAME_MIN)


def _person(seen: Comparable) -> Iterator[Key]:
    yield from (("full name", name) for name in seen.names[:PARTS_MAX] if " " in name)
    given, family = seen.given_sounds, seen.family_sounds
    both = [_joined({*one.split(), *other.split()}) for one, other in product(given, family)]
    yield from (("name sound", sound) for sound in both)
    for year in _years(seen):
        yield from (("name sound+birth year", f"{sound} {year}") for sound in both)
        yield from (("family sound+birth year", f"{sound} {year}") for sound in family)
        yield from (("given sound+birth year", f"{sound} {year}") for sound in given)
    for day in (*seen.birth_days, *((seen.birth_stand_in,) if seen.birth_stand_in else ())):
        yield from (("name part+birth date", f"{part} {day}") for part in seen.name_codes[:PARTS_MAX])
        yield from (("birth date+postal code", f"{day} {postal}") for postal in seen.postal_codes[:PARTS_MAX])
        yield from (("birth date+place", f"{day} {place}") for place in _places(seen))
    yield from _with_place(seen, given, family)


def _years(seen: Comparable) -> list[str]:
    return sorted({date[:4] for date in (seen.birth_date or "", *seen.birth_days) if date})


def _with_place(seen: Comparable, given: Sequence[str], family: Sequence[str]) -> Iterator[Key]:
    places = [*(("postal code", code) for code in seen.postal_codes), *(("place", place) for place in _places(seen))]
    for label, place in places[: 2 * PARTS_MAX]:
        yield from ((f"name+{label}", f"{sound} {place}") for sound in family)
        yield from ((f"given+{label}", f"{sound} {place}") for sound in given)
    initials = sorted({part[0] for part in (seen.given, seen.family) if part})
    yield from (("street+initial", f"{street} {initial}") for street, initial in product(_streets(seen), initials))


def _organization(seen: Comparable) -> Iterator[Key]:
    yield from (("full name", name) for name in seen.names[:PARTS_MAX])
    opening = (seen.full or "").split()
    if not opening:
        return
    if len(opening) > 1:
        yield "name start", " ".join(opening[:2])
        yield "name sound", _joined(code(word) for word in opening)
    first = code(opening[0]) or opening[0]
    yield from (("name sound+place", f"{first} {place}") for place in (*seen.postal_codes, *seen.cities)[:PARTS_MAX])
    yield from (("street", street) for street in _streets(seen))


def _streets(seen: Comparable) -> list[str]:
    """Streets with each postal code, or with each city where there is no code."""
    places = seen.postal_codes or seen.cities
    return [" ".join(pair) for pair in islice(product(seen.streets, places), PARTS_MAX)]


def _places(seen: Comparable) -> list[str]:
    """Birth place and cities: sources put the one where the other belongs."""
    return sorted({*seen.cities, seen.birth_place or ""} - {""})[:PARTS_MAX]


def _joined(parts: Iterable[str]) -> str:
    return " ".join(sorted({part for part in parts if part}))
