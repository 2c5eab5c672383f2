"""The graph as files and as frames: one table for each node kind and each link type, ordered by id."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from identity_graph.bulk import BulkFormat, Manifest, Source, bulk_export
from identity_graph.model import Link, Node, Value
from identity_graph.schema import Property, PropertyType, declared_schema
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_entry, every_link, every_node

ExportFormat = Literal["parquet", "csv"]
_PAGE: Final = 10_000
_ARROW: Final[Mapping[PropertyType, pa.DataType]] = {
    "text": pa.string(),
    "json": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "boolean": pa.bool_(),
    "texts": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """One file of an export."""

    name: str
    path: Path
    rows: int


def export(store: GraphStore, folder: Path, format: ExportFormat) -> list[ExportedTable]:
    """Write every node kind and link type to ``folder/nodes`` and ``folder/links``; empty ones too, so that a reader
    finds what the schema promises. The same graph gives the same rows in the same order, whatever the store."""
    return [_write(folder, name, table, rows, format) for name, table, rows in _tables(store)]


def export_for_loader(
    store: GraphStore, target: str, format: BulkFormat, progress: Callable[[int], None] = lambda _: None
) -> Manifest:
    """Write the graph, with all that a store keeps beside it, to a new folder (a path or an fsspec URL) for a bulk
    loader; whole or not at all. Other writers wait meanwhile: a loader needs the graph of one moment. ``progress`` is
    told how many nodes and links more.

    Raises `SettingsError` for a folder that is not empty, `StoreBusy` where somebody wrote all the same, `StoreError`
    naming kind, property and id of a value the format cannot hold."""
    with store.exclusive():
        return bulk_export(_source(store), target, format, progress)


def tables(store: GraphStore) -> dict[str, pa.Table]:
    """Every node kind and link type as an Arrow table, by name (``nodes/Record``, ``links/SAME_AS`` …)."""
    return {
        name: pa.concat_tables([schema.empty_table(), *(pa.Table.from_pylist(page, schema=schema) for page in rows)])
        for name, schema, rows in _tables(store)
    }


def _source(store: GraphStore) -> Source:
    sequence = max((entries[-1].sequence for entries in every_entry(store, _PAGE)), default=0)
    return Source(
        schema=declared_schema(),
        counts=store.counts(),
        sequence=sequence,
        nodes=lambda kind: every_node(store, kind, _PAGE),
        links=lambda name: every_link(store, name, _PAGE),
        ledger=lambda: every_entry(store, _PAGE),
        blocking_keys=store.all_blocking_keys,
        blocking_keys_of=store.blocking_keys,
        written_since=lambda: bool(store.ledger(sequence, 1)),
    )


Rows = Iterator[list[dict[str, Value]]]


def _tables(store: GraphStore) -> Iterator[tuple[str, pa.Schema, Rows]]:
    declared = declared_schema()
    for kind in sorted(declared.nodes):
        schema = _arrow_schema(["id"], declared.nodes[kind].properties)
        yield f"nodes/{kind}", schema, ([_node_row(node) for node in nodes] for nodes in every_node(store, kind, _PAGE))
    for type in sorted(declared.links):
        schema = _arrow_schema(["source", "target"], declared.links[type].properties)
        pages = every_link(store, type, _PAGE)
        yield f"links/{type}", schema, ([_link_row(link) for link in links] for links in pages)


def _arrow_schema(ends: Sequence[str], properties: Mapping[str, Property]) -> pa.Schema:
    fields = [(name, pa.string()) for name in ends]
    return pa.schema(fields + [(property.name, _ARROW[property.type]) for property in properties.values()])


def _node_row(node: Node) -> dict[str, Value]:
    return {"id": node.id, **node.properties}


def _link_row(link: Link) -> dict[str, Value]:
    return {"source": link.source, "target": link.target, **link.properties}


def _write(folder: Path, name: str, schema: pa.Schema, pages: Rows, format: ExportFormat) -> ExportedTable:
    path = folder / f"{name}.{format}"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = _write_parquet(path, schema, pages) if format == "parquet" else _write_csv(path, schema, pages)
    return ExportedTable(name, path, rows)


def _write_parquet(path: Path, schema: pa.Schema, pages: Rows) -> int:
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for page in pages:
            writer.write_table(pa.Table.from_pylist(page, schema=schema))
            rows += len(page)
    return rows


def _write_csv(path: Path, schema: pa.Schema, pages: Rows) -> int:
    """Lists as JSON; absent values empty."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.names)
        writer.writeheader()
        for page in pages:
            writer.writerows({name: _cell(value) for name, value in row.items()} for row in page)
            rows += len(page)
    return rows


def _cell(value: Value) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
