"""The stored shape: which schema the tables have, and bringing it forward."""

import json
from typing import Final

import apsw

from identity_graph.errors import StoreError
from identity_graph.schema import Schema, schema_of
from identity_graph.stores.evolution import NOTHING, extended, is_past
from identity_graph.stores.protocol import SchemaChange, SchemaState
from identity_graph.stores.sqlite.connection import APPLICATION_ID
from identity_graph.stores.sqlite.reading import fetched
from identity_graph.stores.sqlite.tables import BASE, Layout, layout_of, statements

_META: Final = """INSERT INTO meta (one, version, hash, migrating_to, shape) VALUES (1, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET version = excluded.version, hash = excluded.hash,
        migrating_to = excluded.migrating_to, shape = excluded.shape"""


def state(connection: apsw.Connection) -> SchemaState | None:
    """The stored state, ``None`` where there is nothing yet."""
    if connection.execute("PRAGMA application_id").get != APPLICATION_ID:
        return None
    row = connection.execute("SELECT version, hash, migrating_to FROM meta").fetchone()
    return SchemaState(*row) if row else None


def layout(connection: apsw.Connection) -> Layout:
    """The stored schema with its tables."""
    version, shape = fetched(connection, "SELECT version, shape FROM meta", ())[0]
    return layout_of(schema_of(version, json.loads(shape)), _type_numbers(connection))


def change(connection: apsw.Connection, step: SchemaChange, to: SchemaState) -> None:
    """Make what the step adds and is not there yet; note the new state."""
    known = state(connection)
    if is_past(known, to):
        return
    if known is None:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        for statement in BASE:
            connection.execute(statement)
        old = NOTHING
    else:
        old = layout(connection).schema
    new = extended(old, step, to.version)
    if new.hash != to.hash:
        raise StoreError(f"the step to schema version {to.version} does not give the shape it says; nothing changed")
    for statement in statements(old, new):
        connection.execute(statement)
    _number_types(connection, new)
    connection.execute(_META, (to.version, to.hash, to.migrating_to, json.dumps(new.shape())))


def _number_types(connection: apsw.Connection, schema: Schema) -> None:
    rows = [(name,) for name in schema.links]
    connection.executemany("INSERT INTO link_type (name) VALUES (?) ON CONFLICT DO NOTHING", rows)


def _type_numbers(connection: apsw.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT name, number FROM link_type"))
