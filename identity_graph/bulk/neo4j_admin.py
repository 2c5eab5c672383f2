"""What ``neo4j-admin database import full`` takes, laid out as the `neo4j` store keeps a graph.

The importer drops an empty list and a list of one empty text. These are written as a mark, and `neo4j_finish` puts
them right.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from identity_graph.bulk.csv_file import boolean, number, quoted
from identity_graph.bulk.source import Source
from identity_graph.bulk.table import Column, Encode, Row, Table, Unwritable, types_of, values_of
from identity_graph.model import LedgerEntry, Value
from identity_graph.schema import PropertyType

SEPARATOR: Final = "\x1f"
"""Between list items. The importer knows no way to write it inside of one."""
DROPPED: Final[Mapping[tuple[str, ...], str]] = {value: "\x01" + json.dumps(value) for value in ((), ("",))}
"""List the importer would drop → the one item of the list that stands for it."""
_TYPES: Final[Mapping[PropertyType, str]] = {
    "text": "string",
    "json": "string",
    "integer": "long",
    "real": "double",
    "boolean": "boolean",
    "texts": "string[]",
}
_CHANGE: Final[Mapping[str, PropertyType]] = {
    "id": "text",
    "sequence": "integer",
    "cause": "text",
    "reference": "text",
    "applied_at": "text",
    "nodes_written": "integer",
    "links_written": "integer",
    "nodes_removed": "integer",
    "links_removed": "integer",
}
_BLOCK: Final[Mapping[str, PropertyType]] = {"key": "integer", "record": "text"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A property of which some list was written as a mark."""

    of: str
    """``nodes`` or ``relationships``"""
    label: str
    property: str


def neo4j_tables(source: Source, marked: set[Marked]) -> Iterator[Table]:
    """Every kind, the ledger, the blocking keys, and every type; ``marked`` fills while they are written."""
    for kind in sorted(source.schema.nodes):
        types = types_of(source.schema.nodes[kind].properties)
        columns = (Column("id:ID", quoted), *_columns(types, marked, "nodes", kind), Column(":LABEL", quoted, "label"))
        yield Table(f"nodes/{kind}", columns, _node_pages(source, kind, tuple(types)))
    yield _internal("_Change", _CHANGE, ([_change(entry) for entry in page] for page in source.ledger()))
    yield _internal("_Block", _BLOCK, ([(*pair, "_Block") for pair in page] for page in source.blocking_keys()))
    for type in sorted(source.schema.links):
        types = types_of(source.schema.links[type].properties)
        ends = (Column(":START_ID", quoted), Column(":END_ID", quoted))
        columns = (*ends, *_columns(types, marked, "relationships", type), Column(":TYPE", quoted, "type"))
        yield Table(f"relationships/{type}", columns, _link_pages(source, type, tuple(types)))


def _columns(types: Mapping[str, PropertyType], marked: set[Marked], of: str, label: str) -> list[Column]:
    return [
        Column(f"{name}:{_TYPES[type]}", _encode(type, marked, Marked(of, label, name)), name)
        for name, type in types.items()
    ]


def _node_pages(source: Source, kind: str, names: Sequence[str]) -> Iterator[list[Row]]:
    for nodes in source.nodes(kind):
        yield [(node.id, *values_of(node.properties, names), kind) for node in nodes]


def _link_pages(source: Source, type: str, names: Sequence[str]) -> Iterator[list[Row]]:
    for links in source.links(type):
        yield [(link.source, link.target, *values_of(link.properties, names), type) for link in links]


def _internal(label: str, types: Mapping[str, PropertyType], pages: Iterator[Sequence[Row]]) -> Table:
    """Nodes without relationships need no id for the importer."""
    columns = (*_columns(types, set(), "nodes", label), Column(":LABEL", quoted, "label"))
    return Table(f"nodes/{label}", columns, pages)


def _change(entry: LedgerEntry) -> Row:
    return (
        entry.id,
        entry.sequence,
        entry.cause.kind,
        entry.cause.reference,
        entry.applied_at,
        entry.nodes_written,
        entry.links_written,
        entry.nodes_removed,
        entry.links_removed,
        "_Change",
    )


def _encode(type: PropertyType, marked: set[Marked], where: Marked) -> Encode:
    if type == "texts":
        return _texts(marked, where)
    if type in ("integer", "real"):
        return number
    return boolean if type == "boolean" else quoted


def _texts(marked: set[Marked], where: Marked) -> Encode:
    def encode(value: Value) -> str:
        texts = value if isinstance(value, tuple) else ()
        if texts in DROPPED:
            marked.add(where)
            return quoted(DROPPED[texts])
        if any(SEPARATOR in text for text in texts):
            raise Unwritable("holds U+001F, which separates list items in these files; export as parquet instead")
        if len(texts) == 1 and texts[0] in DROPPED.values():
            raise Unwritable("holds the text that stands for an empty list in these files; export as parquet instead")
        return quoted(SEPARATOR.join(texts))

    return encode
