"""How an identity graph lies in a property graph: ids, labels, and values that every TinkerPop server keeps exactly.

The one promise of uniqueness is the id, which the client makes; what must be found without an index is found by id
(``docs/decisions/gremlin-finds-by-id-and-pages-by-prefix.md``).
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from identity_graph.model import LinkKey, Value
from identity_graph.model.ids import content_hash
from identity_graph.schema import Property, PropertyType, Schema

HEAD: Final = "_head"
"""Id and label of the one vertex that says what this graph is: schema, last sequence of the ledger, counts."""
LEASE: Final = "_lease"
LEDGER: Final = "_ledger"
APPLIED: Final = "_applied"
REFERENCE: Final = "_reference"
PAGE: Final = "_page"
"""Property of every node: the first letters of its id, so that pages in the order of ids need no other index."""
KEY: Final = "_key"
"""Property of records, the only one with several values: the blocking keys."""

encode: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
"""Lists of texts as one text: no list cardinality on Neptune."""

_ALPHABET: Final = "234567abcdefghijklmnopqrstuvwxyz"
_PARTS: Final = tuple(a + b for a in _ALPHABET for b in _ALPHABET)
PAGES: Final = len(_PARTS)
"""Pages of each kind."""

Stored = str | int | float | bool


def page_of(id: str) -> str:
    """The page of a node: kind's prefix and two letters. Pages in order hold the ids in order."""
    prefix, _, rest = id.partition("_")
    return f"{prefix}_{_PARTS[_place(rest)]}"


def pages(prefix: str, after: str = "") -> Iterator[str]:
    """The pages of a kind in order, from the one on which ``after`` is."""
    if after >= f"{prefix}`":  # the character after "_"
        return
    first = _place(after.removeprefix(f"{prefix}_")) if after.startswith(f"{prefix}_") else 0
    yield from (f"{prefix}_{part}" for part in _PARTS[first:])


def _place(rest: str) -> int:
    # Ids not made of a hash have a place too: on the last page that does not come after them.
    return max(bisect_right(_PARTS, rest[:2]) - 1, 0)


def link_id(type: str, source: str, target: str) -> str:
    """The id of a link's edge."""
    return f"{type}:{source}:{target}"


def link_key(id: str) -> LinkKey:
    """The key in an edge's id."""
    type, source, target = id.split(":", 2)
    return type, source, target


def ledger_id(sequence: int) -> str:
    """The vertex of a line of the ledger."""
    return f"{LEDGER}:{sequence}"


def applied_id(change_set: str) -> str:
    """The vertex that says a change set was applied."""
    return f"{APPLIED}:{change_set}"


def reference_id(reference: str) -> str:
    """The vertex that says the ledger holds a reference."""
    return f"{REFERENCE}:{content_hash(reference)}"


def stored(properties: Mapping[str, Value]) -> dict[str, Stored]:
    """Properties as the server keeps them; what is ``None`` it does not."""
    return {
        name: encode(value) if isinstance(value, tuple) else value
        for name, value in properties.items()
        if value is not None
    }


def restored(declared: Mapping[str, Property], properties: Mapping[str, Stored]) -> dict[str, Value]:
    """Properties as they were given, without those of our own."""
    return {
        name: tuple(json.loads(str(value))) if name in declared and declared[name].type == "texts" else value
        for name, value in properties.items()
        if not name.startswith("_")
    }


def indexed_properties(schema: Schema) -> Sequence[str]:
    """The vertex properties a server that indexes nothing of itself should index; Neptune indexes all."""
    declared = {p.name for kind in schema.nodes.values() for p in kind.properties.values() if p.index}
    return [PAGE, KEY, *sorted(declared)]


CSV_TYPES: Final[Mapping[PropertyType, str]] = {
    "text": "String",
    "integer": "Long",
    "real": "Double",
    "boolean": "Bool",
    "texts": "String",
    "json": "String",
}
"""The types of properties as Neptune's bulk files name them."""
