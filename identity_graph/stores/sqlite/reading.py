"""Reading nodes, links and the ledger. Takes and gives ids; numbers stay inside."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import apsw

from identity_graph.errors import StoreError
from identity_graph.model import ID_PREFIXES, Cause, LedgerEntry, Link, LinkKey, Node, Value, kind_of
from identity_graph.stores.protocol import Counts, Direction
from identity_graph.stores.sqlite.tables import KindTable, Layout

_NUMBERS = "SELECT i.id, i.n FROM json_each(?) j CROSS JOIN node i ON i.id = j.value"
_IDS = "SELECT i.n, i.id FROM json_each(?) j CROSS JOIN node i ON i.n = j.value"
_LINKS_OUT = """SELECT l.source, l.type, l.target, l.properties
    FROM json_each(:numbers) j CROSS JOIN link l ON l.source = j.value"""
_LINKS_IN = """SELECT l.source, l.type, l.target, l.properties
    FROM json_each(:numbers) j CROSS JOIN link l INDEXED BY link_reverse ON l.target = j.value"""
_OF_TYPES = " AND l.type IN (SELECT value FROM json_each(:types))"
_BETWEEN = " WHERE l.target IN (SELECT value FROM json_each(:numbers))"
_PAGE_LINKS = """SELECT s.id, t.id, l.properties
    FROM node s CROSS JOIN link l ON l.source = s.n AND l.type = :type CROSS JOIN node t ON t.n = l.target
    WHERE s.id >= :first AND s.id < :end AND (s.id, t.id) > (:source, :target) ORDER BY s.id, t.id LIMIT :limit"""
_UNRESOLVED = """SELECT r.id FROM node r WHERE r.id > ? AND r.id < ?
    AND NOT EXISTS (SELECT 1 FROM link l WHERE l.source = r.n AND l.type = ?) ORDER BY r.id LIMIT ?"""


def numbers_of(connection: apsw.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of the nodes that exist."""
    return dict(connection.execute(_NUMBERS, (json.dumps(list(ids)),)))


def ids_of(connection: apsw.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of numbered nodes."""
    return dict(connection.execute(_IDS, (json.dumps(list(numbers)),)))


def nodes(connection: apsw.Connection, layout: Layout, ids: Sequence[str]) -> dict[str, Node]:
    """The nodes with these ids, in the order given."""
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for id in ids:
        by_kind[kind_of(id) or ""].append(id)
    found: dict[str, Node] = {}
    for kind in by_kind.keys() & layout.kinds.keys():
        table = layout.kinds[kind]
        for row in connection.execute(_select(table), (json.dumps(by_kind[kind]),)):
            found[row[0]] = _node(table, row)
    return {id: found[id] for id in ids if id in found}


def page_nodes(connection: apsw.Connection, layout: Layout, kind: str, after: str, limit: int) -> list[Node]:
    """One page of a kind."""
    table = table_of(layout, kind)
    first, end = _id_range(kind)
    # The names come from the schema, never from data.
    statement = (
        f"SELECT i.id{table.columns} FROM node i CROSS JOIN {table.name} p ON p.n = i.n"  # noqa: S608
        " WHERE i.id > ? AND i.id < ? ORDER BY i.id LIMIT ?"
    )
    return [_node(table, row) for row in connection.execute(statement, (max(after, first), end, limit))]


def find(connection: apsw.Connection, layout: Layout, kind: str, property: str, value: str, limit: int) -> list[Node]:
    """Nodes by an indexed property."""
    table = table_of(layout, kind)
    declared = table.kind.properties.get(property)
    if declared is None or not declared.index:
        raise StoreError(f"{kind}.{property} is not indexed; find looks up indexed properties only")
    wanted: str | int = int(value == "true") if declared.type == "boolean" else value
    # The names come from the schema, never from data.
    statement = (
        f"SELECT i.id{table.columns} FROM {table.name} p CROSS JOIN node i ON i.n = p.n"  # noqa: S608
        f' WHERE p."{property}" = ? ORDER BY i.id LIMIT ?'
    )
    return [_node(table, row) for row in connection.execute(statement, (wanted, limit))]


def links(
    connection: apsw.Connection, layout: Layout, ids: Sequence[str], types: Sequence[str], direction: Direction
) -> list[Link]:
    """The links at these nodes."""
    numbers = numbers_of(connection, ids)
    rows: set[tuple[int, int, int, str]] = set()
    if direction != "in":
        rows.update(_link_rows(connection, layout, _LINKS_OUT, numbers.values(), types))
    if direction != "out":
        rows.update(_link_rows(connection, layout, _LINKS_IN, numbers.values(), types))
    return _links(connection, layout, rows, {number: id for id, number in numbers.items()})


def links_between(
    connection: apsw.Connection, layout: Layout, numbers: Mapping[str, int], types: Sequence[str]
) -> list[Link]:
    """The links among numbered nodes. Found from their sources: the hubs of this graph are identifiers, which are
    targets only."""
    rows = set(_link_rows(connection, layout, _LINKS_OUT, numbers.values(), types, _BETWEEN))
    return _links(connection, layout, rows, {number: id for id, number in numbers.items()})


def page_links(connection: apsw.Connection, layout: Layout, type: str, after: LinkKey | None, limit: int) -> list[Link]:
    """One page of a type, by walking its possible sources in the order of their ids."""
    number = type_number(layout, type)
    _, source, target = after or (type, "", "")
    page: list[Link] = []
    for first, end in sorted(_id_range(kind) for kind in layout.schema.links[type].sources):
        if len(page) < limit and source < end:
            rows = connection.execute(
                _PAGE_LINKS,
                {
                    "type": number,
                    "first": max(first, source),
                    "end": end,
                    "source": source,
                    "target": target,
                    "limit": limit - len(page),
                },
            )
            page += [Link(type, s, t, _link_properties(text)) for s, t, text in rows]
    return page


def unresolved(connection: apsw.Connection, layout: Layout, after: str, limit: int) -> list[str]:
    """Records without an identity."""
    first, end = _id_range("Record")
    bindings = (max(after, first), end, type_number(layout, "RESOLVES_TO"), limit)
    return [id for (id,) in connection.execute(_UNRESOLVED, bindings)]


def counts(connection: apsw.Connection, layout: Layout) -> Counts:
    """The sizes; kinds and types of which there is nothing count as 0."""
    # The names come from the schema, never from data.
    by_kind = {
        kind: connection.execute(f"SELECT count(*) FROM {table.name}").get  # noqa: S608
        for kind, table in layout.kinds.items()
    }
    by_type = dict(connection.execute("SELECT type, count(*) FROM link GROUP BY type"))
    return Counts(by_kind, {name: by_type.get(number, 0) for name, number in layout.type_numbers.items()})


def applied(connection: apsw.Connection, references: Sequence[str]) -> frozenset[str]:
    """Those of the references that the ledger holds."""
    statement = "SELECT l.reference FROM json_each(?) j CROSS JOIN ledger l ON l.reference = j.value"
    return frozenset(reference for (reference,) in connection.execute(statement, (json.dumps(list(references)),)))


def ledger(connection: apsw.Connection, after: int, limit: int) -> list[LedgerEntry]:
    """A page of the ledger."""
    statement = (
        "SELECT sequence, id, cause, reference, applied_at, nodes_written, links_written, nodes_removed,"
        " links_removed FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?"
    )
    rows = connection.execute(statement, (after, limit))
    return [LedgerEntry(row[0], row[1], Cause(row[2], row[3]), *row[4:]) for row in rows]


def fetched(
    connection: apsw.Connection, statement: str, bindings: Sequence[int | str] | Mapping[str, int | str]
) -> list[Any]:
    """All rows; what types they have, the statement says."""
    return connection.execute(statement, bindings).fetchall()


def table_of(layout: Layout, kind: str) -> KindTable:
    """The table of a kind; a misspelt kind is no empty answer."""
    if kind not in layout.kinds:
        raise StoreError(f"no node kind {kind!r}; the schema has {', '.join(sorted(layout.kinds))}")
    return layout.kinds[kind]


def type_number(layout: Layout, type: str) -> int:
    """The number of a link type; a misspelt type is no empty answer."""
    if type not in layout.type_numbers:
        raise StoreError(f"no link type {type!r}; the schema has {', '.join(sorted(layout.type_numbers))}")
    return layout.type_numbers[type]


def type_filter(layout: Layout, types: Sequence[str]) -> tuple[str, str]:
    """What to add to a join with ``link l``, and the JSON it takes as ``:types``."""
    return (_OF_TYPES if types else "", json.dumps([type_number(layout, type) for type in types]))


def _link_rows(
    connection: apsw.Connection,
    layout: Layout,
    statement: str,
    numbers: Iterable[int],
    types: Sequence[str],
    condition: str = "",
) -> apsw.Cursor:
    of_types, wanted = type_filter(layout, types)
    bindings = {"numbers": json.dumps(list(numbers)), "types": wanted}
    return connection.execute(statement + of_types + condition, bindings)


def _links(
    connection: apsw.Connection,
    layout: Layout,
    rows: Iterable[tuple[int, int, int, str]],
    known: dict[int, str],
) -> list[Link]:
    others = {number for row in rows for number in (row[0], row[2])} - known.keys()
    ids = known | ids_of(connection, others)
    names = layout.type_names
    found = [Link(names[t], ids[source], ids[target], _link_properties(text)) for source, t, target, text in rows]
    return sorted(found, key=lambda link: link.key)


def _link_properties(text: str) -> dict[str, Value]:
    if text == "{}":
        return {}
    values: dict[str, Any] = json.loads(text)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _select(table: KindTable) -> str:
    # The names come from the schema, never from data.
    return (
        f"SELECT i.id{table.columns} FROM json_each(?) j CROSS JOIN node i ON i.id = j.value"  # noqa: S608
        f" CROSS JOIN {table.name} p ON p.n = i.n"
    )


def _node(table: KindTable, row: tuple[Any, ...]) -> Node:
    return Node(row[0], table.kind.name, table.properties(row[1:]))


def _id_range(kind: str) -> tuple[str, str]:
    """All ids of a kind lie between these two, because they begin with its prefix."""
    prefix = ID_PREFIXES[kind]
    return f"{prefix}_", f"{prefix}`"
