"""The tables, derived from a schema.

Inside the file every node has a number: a tenth of an id's size, and given in the order of arrival, so that links and
blocking keys are appended instead of scattered (``docs/decisions/links-in-one-table-by-number.md``). Numbers never
leave this package.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from identity_graph.model import Node, Value
from identity_graph.schema import NodeKind, Property, PropertyType, Schema

BASE: Final = (
    """CREATE TABLE meta(
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL, hash TEXT NOT NULL, migrating_to INTEGER, shape TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE node(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE link_type(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE link(
        source INTEGER NOT NULL, type INTEGER NOT NULL, target INTEGER NOT NULL, properties TEXT NOT NULL,
        PRIMARY KEY (source, type, target)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX link_reverse ON link(target, type, source)",
    """CREATE TABLE blocking(
        record INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (record, key)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX blocking_reverse ON blocking(key, record)",
    """CREATE TABLE ledger(
        sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, cause TEXT NOT NULL, reference TEXT NOT NULL,
        applied_at TEXT NOT NULL, nodes_written INTEGER NOT NULL, links_written INTEGER NOT NULL,
        nodes_removed INTEGER NOT NULL, links_removed INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX ledger_reference ON ledger(reference)",
)

_COLUMN_TYPES: Final[Mapping[PropertyType, str]] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER",
    "texts": "TEXT",
    "json": "TEXT",
}

encode: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
"""JSON that is the same text for the same content, so that the file can tell what differs."""

Stored = str | int | float | None


@dataclass(frozen=True, slots=True)
class KindTable:
    """The table of one node kind: a column for every property."""

    kind: NodeKind

    @property
    def name(self) -> str:
        """The quoted name of the table."""
        return f'"node_{self.kind.name}"'

    @property
    def columns(self) -> str:
        """The quoted property columns of the table as ``p``, each preceded by a comma."""
        return "".join(f', p."{name}"' for name in self.kind.properties)

    @property
    def upsert(self) -> str:
        """Writes one row (number, then the properties in their order); touches only a row that differs."""
        names = [f'"{name}"' for name in self.kind.properties]
        given = [f"excluded.{name}" for name in names]
        differs = " OR ".join(f"{self.name}.{name} IS NOT {new}" for name, new in zip(names, given, strict=True))
        sets = ", ".join(f"{name} = {new}" for name, new in zip(names, given, strict=True))
        action = f"UPDATE SET {sets} WHERE {differs}" if names else "NOTHING"
        slots = ", ".join("?" * (len(names) + 1))
        # The names come from the schema, never from data.
        return f"INSERT INTO {self.name} ({', '.join(['n', *names])}) VALUES ({slots}) ON CONFLICT (n) DO {action}"  # noqa: S608

    def rows(self, nodes: Iterable[Node], numbers: Mapping[str, int]) -> Iterator[list[Any]]:
        """The rows of nodes for `upsert`."""
        names = tuple(self.kind.properties)
        lists = [place for place, p in enumerate(self.kind.properties.values(), 1) if p.type == "texts"]
        for node in nodes:
            row: list[Any] = [numbers[node.id], *map(node.properties.get, names)]
            for place in lists:
                row[place] = None if row[place] is None else encode(row[place])
            yield row

    def properties(self, row: tuple[Stored, ...]) -> dict[str, Value]:
        """The properties of a row of `columns`."""
        declared = self.kind.properties.values()
        return {p.name: _read(p.type, v) for p, v in zip(declared, row, strict=True) if v is not None}

    def create(self) -> Iterator[str]:
        """The table and its indexes."""
        columns = "".join(f", {_column(property)}" for property in self.kind.properties.values())
        yield f"CREATE TABLE {self.name}(n INTEGER PRIMARY KEY{columns}) STRICT"
        for property in self.kind.properties.values():
            yield from self._index(property)

    def extend(self, properties: Mapping[str, Property]) -> Iterator[str]:
        """The columns this table lacks of these properties, and their indexes."""
        for property in properties.values():
            if property.name not in self.kind.properties:
                yield f"ALTER TABLE {self.name} ADD COLUMN {_column(property)}"
                yield from self._index(property)

    def _index(self, property: Property) -> Iterator[str]:
        if property.index:
            yield f'CREATE INDEX "node_{self.kind.name}_{property.name}" ON {self.name}("{property.name}")'


@dataclass(frozen=True, slots=True)
class Layout:
    """A stored schema with its tables and the numbers of its link types."""

    schema: Schema
    kinds: Mapping[str, KindTable]
    type_numbers: Mapping[str, int]
    type_names: Mapping[int, str]


def layout_of(schema: Schema, type_numbers: Mapping[str, int]) -> Layout:
    """The layout of a schema."""
    kinds = {name: KindTable(kind) for name, kind in schema.nodes.items()}
    return Layout(schema, kinds, type_numbers, {number: name for name, number in type_numbers.items()})


def statements(old: Schema, new: Schema) -> Iterator[str]:
    """What brings the tables of the old schema to the new one."""
    for name, kind in new.nodes.items():
        if name in old.nodes:
            yield from KindTable(old.nodes[name]).extend(kind.properties)
        else:
            yield from KindTable(kind).create()


def _column(property: Property) -> str:
    return f'"{property.name}" {_COLUMN_TYPES[property.type]}'


def _read(type: PropertyType, value: Stored) -> Value:
    if type == "texts":
        return tuple(json.loads(str(value)))
    return bool(value) if type == "boolean" else value
