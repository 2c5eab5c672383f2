"""The stored shape: which schema the graph has, and bringing it forward."""

import json
from collections.abc import Iterator
from typing import Final

from identity_graph.errors import NotAnIdentityGraph, StoreError
from identity_graph.schema import Schema, schema_of
from identity_graph.stores.evolution import NOTHING, extended, is_past
from identity_graph.stores.neo4j.server import Server, Transaction
from identity_graph.stores.neo4j.statements import Part
from identity_graph.stores.protocol import SchemaChange, SchemaState

_INTERNAL: Final = (
    "schema/change_schema_head",
    "schema/change_schema_ledger",
    "schema/change_schema_ledger_sequence",
    "schema/change_schema_ledger_reference",
    "schema/change_schema_gate",
    "schema/change_schema_blocks",
    "schema/change_schema_blocks_record",
)
"""Constraints and indexes of what is not part of the graph."""


def state(tx: Transaction, where: str) -> SchemaState | None:
    """The stored state, ``None`` where there is nothing yet. Raises `NotAnIdentityGraph` for anything else."""
    rows = tx.rows("read/schema_state")
    if rows:
        return SchemaState(*rows[0])
    if tx.rows("read/schema_state_anything"):
        raise NotAnIdentityGraph(
            f"{where}: this database holds something else than an identity graph; name another database, or empty it"
        )
    return None


def stored(tx: Transaction, where: str) -> tuple[SchemaState, Schema] | None:
    """The stored state and schema, ``None`` where there is nothing yet."""
    if state(tx, where) is None:
        return None
    version, hash, migrating_to, shape = tx.rows("read/schema_state_shape")[0]
    return SchemaState(version, hash, migrating_to), schema_of(version, json.loads(shape))


def change(server: Server, step: SchemaChange, to: SchemaState) -> None:
    """Make what the step adds and is not there yet, then note the new state. Constraints and indexes cannot share a
    transaction with content; each is made only where it is not, so a step that was killed can be taken again."""
    known = server.read(lambda tx: stored(tx, server.shown))
    if known and is_past(known[0], to):
        return
    new = extended(known[1] if known else NOTHING, step, to.version)
    if new.hash != to.hash:
        raise StoreError(f"the step to schema version {to.version} does not give the shape it says; nothing changed")
    if not server.is_neptune:
        for name, names in constraints(new):
            server.command(name, *names)
    shape = json.dumps(new.shape())
    server.write(
        lambda tx: tx.rows(
            "schema/change_schema_state",
            version=to.version,
            hash=to.hash,
            migrating_to=to.migrating_to,
            shape=shape,
        )
    )


def constraints(schema: Schema) -> Iterator[Part]:
    """What makes all constraints and indexes of a schema, each where it is not there yet."""
    yield from ((name, ()) for name in _INTERNAL)
    for kind in sorted(schema.nodes):
        yield "schema/change_schema_kind", (("Kind", kind), ("Name", f"{kind}_id"))
        for property in schema.nodes[kind].properties.values():
            if property.index:
                names = (("Kind", kind), ("Property", property.name), ("Name", f"{kind}_{property.name}"))
                yield "schema/change_schema_property", names
