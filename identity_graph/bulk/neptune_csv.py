"""What Neptune's bulk loader takes, laid out as the `gremlin` store keeps a graph: Gremlin's CSV, and openCypher's.

Both say the same; only the headers differ. Amazon's pages say of neither whether it keeps U+0000, and only of Gremlin's
that an empty text can be loaded (``allowEmptyStrings``): what cannot be relied on is refused, not lost.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from identity_graph.bulk.csv_file import boolean, number, quoted
from identity_graph.bulk.source import Source
from identity_graph.bulk.table import Column, Encode, Row, Table, Unwritable, types_of, values_of
from identity_graph.model import LedgerEntry, Value
from identity_graph.schema import PropertyType
from identity_graph.stores.gremlin import layout

_LEDGER: Final[Mapping[str, PropertyType]] = {
    "change": "text",
    "cause": "text",
    "reference": "text",
    "applied_at": "text",
    "nodes_written": "integer",
    "links_written": "integer",
    "nodes_removed": "integer",
    "links_removed": "integer",
}
_HEAD: Final[Mapping[str, PropertyType]] = {
    "version": "integer",
    "hash": "text",
    "shape": "json",
    "sequence": "integer",
    "counts": "json",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two formats differ in."""

    id: str
    label: str
    ends: tuple[str, str]
    edge_label: str
    single: str
    """what follows the type of a vertex's property that has one value"""
    empty_texts: bool


GREMLIN: Final = Dialect("~id", "~label", ("~from", "~to"), "~label", "(single)", empty_texts=True)
OPENCYPHER: Final = Dialect(":ID", ":LABEL", (":START_ID", ":END_ID"), ":TYPE", "", empty_texts=False)


def neptune_tables(source: Source, dialect: Dialect) -> Iterator[Table]:
    """Every kind, what the store keeps beside the graph, and every type."""
    for kind in sorted(source.schema.nodes):
        types: dict[str, PropertyType] = {**types_of(source.schema.nodes[kind].properties), layout.PAGE: "text"}
        columns = _vertex(dialect, types)
        if kind == "Record":
            columns = (*columns, Column(f"{layout.KEY}:Long[]", str, layout.KEY))
        yield Table(f"vertices/{kind}", columns, _node_pages(source, kind))
    yield from _internal_tables(source, dialect)
    for type in sorted(source.schema.links):
        types = types_of(source.schema.links[type].properties)
        ends = [Column(header, quoted) for header in (dialect.id, *dialect.ends)]
        columns = (*ends, Column(dialect.edge_label, quoted, "label"), *_columns(dialect, types, ""))
        yield Table(f"edges/{type}", columns, _link_pages(source, type))


def _vertex(dialect: Dialect, types: Mapping[str, PropertyType]) -> tuple[Column, ...]:
    fixed = (Column(dialect.id, quoted), Column(dialect.label, quoted, "label"))
    return (*fixed, *_columns(dialect, types, dialect.single))


def _columns(dialect: Dialect, types: Mapping[str, PropertyType], single: str) -> list[Column]:
    return [
        Column(f"{name}:{layout.CSV_TYPES[type]}{single}", _encode(dialect, type), name) for name, type in types.items()
    ]


def _node_pages(source: Source, kind: str) -> Iterator[list[Row]]:
    names = tuple(source.schema.nodes[kind].properties)
    for nodes in source.nodes(kind):
        rows: list[Row] = [(n.id, kind, *values_of(n.properties, names), layout.page_of(n.id)) for n in nodes]
        if kind == "Record":
            keys = source.blocking_keys_of([node.id for node in nodes])
            rows = [(*row, _joined(keys.get(node.id, ()))) for row, node in zip(rows, nodes, strict=True)]
        yield rows


def _link_pages(source: Source, type: str) -> Iterator[list[Row]]:
    names = tuple(source.schema.links[type].properties)
    for links in source.links(type):
        yield [
            (
                layout.link_id(type, link.source, link.target),
                link.source,
                link.target,
                type,
                *values_of(link.properties, names),
            )
            for link in links
        ]


def _internal_tables(source: Source, dialect: Dialect) -> Iterator[Table]:
    yield Table(f"vertices/{layout.HEAD}", _vertex(dialect, _HEAD), iter([[_head(source)]]))
    ledger: list[tuple[str, Mapping[str, PropertyType], Callable[[LedgerEntry], Row]]] = [
        (layout.LEDGER, _LEDGER, _entry),
        (layout.APPLIED, {"sequence": "integer"}, _applied),
        (layout.REFERENCE, {}, _reference),
    ]
    for label, types, row in ledger:
        yield Table(f"vertices/{label}", _vertex(dialect, types), _once(source, row))


def _once(source: Source, row: Callable[[LedgerEntry], Row]) -> Iterator[list[Row]]:
    """Rows of the ledger, each id once: two entries may have one reference. The ledger has one entry for some thousands
    of rows, so that its ids fit in memory."""
    seen: set[Value] = set()
    for entries in source.ledger():
        rows = {row[0]: row for row in map(row, entries) if row[0] not in seen}
        seen.update(rows)
        yield list(rows.values())


def _head(source: Source) -> Row:
    counts = {"nodes": dict(source.counts.nodes), "links": dict(source.counts.links)}
    schema = source.schema
    return (
        layout.HEAD,
        layout.HEAD,
        schema.version,
        schema.hash,
        json.dumps(schema.shape()),
        source.sequence,
        json.dumps(counts, sort_keys=True),
    )


def _entry(entry: LedgerEntry) -> Row:
    return (
        layout.ledger_id(entry.sequence),
        layout.LEDGER,
        entry.id,
        entry.cause.kind,
        entry.cause.reference,
        entry.applied_at,
        entry.nodes_written,
        entry.links_written,
        entry.nodes_removed,
        entry.links_removed,
    )


def _applied(entry: LedgerEntry) -> Row:
    return (layout.applied_id(entry.id), layout.APPLIED, entry.sequence)


def _reference(entry: LedgerEntry) -> Row:
    return (layout.reference_id(entry.cause.reference), layout.REFERENCE)


def _joined(keys: Sequence[int]) -> str | None:
    return ";".join(map(str, keys)) or None


def _encode(dialect: Dialect, type: PropertyType) -> Encode:
    if type in ("integer", "real"):
        return number
    if type == "boolean":
        return boolean
    if type == "texts":
        return lambda value: _text(layout.encode(value))
    return _text if dialect.empty_texts else _some_text


def _text(value: Value) -> str:
    if "\x00" in str(value):
        raise Unwritable("holds U+0000, of which Neptune does not say that its loader keeps it")
    return quoted(value)


def _some_text(value: Value) -> str:
    if not value:
        raise Unwritable("is an empty text, of which Neptune does not say that its loader keeps it; use neptune-csv")
    return _text(value)
