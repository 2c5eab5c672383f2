"""Applying a change set, inside the one writer's transaction."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import apsw

from identity_graph.errors import InvalidChange
from identity_graph.model import Applied, ChangeSet, Link, LinkKey, Node
from identity_graph.stores.sqlite.reading import numbers_of
from identity_graph.stores.sqlite.tables import Layout, encode

_LINK = """INSERT INTO link (source, type, target, properties) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET properties = excluded.properties WHERE properties IS NOT excluded.properties"""


def is_applied(connection: apsw.Connection, id: str) -> bool:
    """Whether the ledger holds the change set."""
    return bool(connection.execute("SELECT 1 FROM ledger WHERE id = ?", (id,)).get)


def write(connection: apsw.Connection, layout: Layout, changes: ChangeSet) -> Applied:
    """Write all of it and the ledger's line. Raises `InvalidChange` where it fits the schema but not the graph:
    a link's end or a record of blocking keys that is nowhere."""
    numbers = numbers_of(connection, _ids_in(changes))

    def counted(act: Callable[[], None]) -> int:
        before = connection.total_changes()
        act()
        return connection.total_changes() - before

    links_removed = counted(lambda: _remove_links(connection, layout, changes.removed_links, numbers))
    gone = json.dumps([numbers.pop(id) for id in set(changes.removed_nodes) if id in numbers])
    links_removed += counted(lambda: _remove_links_of(connection, gone))
    nodes_removed = _remove_nodes(connection, layout, gone)
    _number_new(connection, changes.nodes, numbers)
    _refuse_dangling(changes, numbers)
    applied = Applied(
        changes.id,
        already=False,
        nodes_written=counted(lambda: _write_nodes(connection, layout, changes.nodes, numbers)),
        links_written=counted(lambda: _write_links(connection, layout, changes.links, numbers)),
        nodes_removed=nodes_removed,
        links_removed=links_removed,
    )
    _write_keys(connection, changes.keys, numbers)
    _write_ledger(connection, changes, applied)
    return applied


def _ids_in(changes: ChangeSet) -> set[str]:
    ids = {node.id for node in changes.nodes}
    ids.update(changes.removed_nodes, changes.keys)
    for link in changes.links:
        ids.add(link.source)
        ids.add(link.target)
    for _, source, target in changes.removed_links:
        ids.update((source, target))
    return ids


def _remove_links(
    connection: apsw.Connection, layout: Layout, keys: Iterable[LinkKey], numbers: Mapping[str, int]
) -> None:
    rows = [
        (numbers[source], layout.type_numbers[type], numbers[target])
        for type, source, target in keys
        if source in numbers and target in numbers
    ]
    connection.executemany("DELETE FROM link WHERE source = ? AND type = ? AND target = ?", rows)


def _remove_links_of(connection: apsw.Connection, gone: str) -> None:
    connection.execute("DELETE FROM link WHERE source IN (SELECT value FROM json_each(?))", (gone,))
    connection.execute("DELETE FROM link WHERE target IN (SELECT value FROM json_each(?))", (gone,))


def _remove_nodes(connection: apsw.Connection, layout: Layout, gone: str) -> int:
    if gone == "[]":
        return 0
    connection.execute("DELETE FROM blocking WHERE record IN (SELECT value FROM json_each(?))", (gone,))
    for table in layout.kinds.values():
        # The name comes from the schema, never from data.
        connection.execute(f"DELETE FROM {table.name} WHERE n IN (SELECT value FROM json_each(?))", (gone,))  # noqa: S608
    connection.execute("DELETE FROM node WHERE n IN (SELECT value FROM json_each(?))", (gone,))
    return connection.changes()


def _number_new(connection: apsw.Connection, nodes: Iterable[Node], numbers: dict[str, int]) -> None:
    """Number the nodes that are new, in the order given: a record and its identifiers come to lie side by side."""
    new = dict.fromkeys(node.id for node in nodes if node.id not in numbers)
    last: int = connection.execute("SELECT coalesce(max(n), 0) FROM node").get
    given = {id: number for number, id in enumerate(new, last + 1)}
    connection.executemany("INSERT INTO node (id, n) VALUES (?, ?)", given.items())
    numbers.update(given)


def _refuse_dangling(changes: ChangeSet, numbers: Mapping[str, int]) -> None:
    named = {link.source for link in changes.links} | {link.target for link in changes.links} | changes.keys.keys()
    missing = sorted(named - numbers.keys())
    if missing:
        raise InvalidChange(
            f"change set {changes.id}: {len(missing)} ends of links or records of blocking keys are not in the graph,"
            f" the first is {missing[0]}; write nodes before, or with, what hangs on them"
        )


def _write_nodes(
    connection: apsw.Connection, layout: Layout, nodes: Iterable[Node], numbers: Mapping[str, int]
) -> None:
    by_kind: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_kind[node.kind].append(node)
    for kind, members in by_kind.items():
        table = layout.kinds[kind]
        connection.executemany(table.upsert, table.rows(members, numbers))


def _write_links(
    connection: apsw.Connection, layout: Layout, links: Iterable[Link], numbers: Mapping[str, int]
) -> None:
    types = layout.type_numbers
    rows = [(numbers[link.source], types[link.type], numbers[link.target], _link_properties(link)) for link in links]
    connection.executemany(_LINK, rows)


def _link_properties(link: Link) -> str:
    return encode({k: v for k, v in link.properties.items() if v is not None}) if link.properties else "{}"


def _write_keys(connection: apsw.Connection, keys: Mapping[str, tuple[int, ...]], numbers: Mapping[str, int]) -> None:
    wanted = {(numbers[record], key) for record, each in keys.items() for key in each}
    records = json.dumps([numbers[record] for record in keys])
    found: set[tuple[int, int]] = set(
        connection.execute(
            "SELECT b.record, b.key FROM json_each(?) j CROSS JOIN blocking b ON b.record = j.value", (records,)
        )
    )
    connection.executemany("DELETE FROM blocking WHERE record = ? AND key = ?", found - wanted)
    connection.executemany("INSERT INTO blocking (record, key) VALUES (?, ?)", sorted(wanted - found))


def _write_ledger(connection: apsw.Connection, changes: ChangeSet, applied: Applied) -> None:
    connection.execute(
        "INSERT INTO ledger (id, cause, reference, applied_at, nodes_written, links_written, nodes_removed,"
        " links_removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            changes.id,
            changes.cause.kind,
            changes.cause.reference,
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            applied.nodes_written,
            applied.links_written,
            applied.nodes_removed,
            applied.links_removed,
        ),
    )
