"""The head of a stored graph: schema, last sequence of the ledger, counts; and bringing the schema forward."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from identity_graph.errors import NotAnIdentityGraph, StoreError
from identity_graph.schema import LinkType, NodeKind, Schema, schema_of
from identity_graph.stores.evolution import NOTHING, extended, is_past
from identity_graph.stores.gremlin.layout import Stored
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.traversals import reading, writing
from identity_graph.stores.protocol import SchemaChange, SchemaState


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, at one moment."""

    state: SchemaState
    sequence: int
    nodes: Mapping[str, int] = field(default_factory=dict)
    """How many there are of each kind of which there are any."""
    links: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """A graph's schema and head, as of one moment."""

    schema: Schema
    head: Head

    def kind(self, name: str) -> NodeKind:
        """A node kind; a misspelt one is no empty answer."""
        if name not in self.schema.nodes:
            raise StoreError(f"no node kind {name!r}; the schema has {', '.join(sorted(self.schema.nodes))}")
        return self.schema.nodes[name]

    def type(self, name: str) -> LinkType:
        """A link type; a misspelt one is no empty answer."""
        if name not in self.schema.links:
            raise StoreError(f"no link type {name!r}; the schema has {', '.join(sorted(self.schema.links))}")
        return self.schema.links[name]

    def types(self, names: Sequence[str]) -> Sequence[str]:
        """Link types, all of the schema."""
        return [self.type(name).name for name in names]


def head_of(rows: Sequence[Mapping[str, Any]]) -> Head | None:
    """The head a server gave, ``None`` where it has none."""
    if not rows or "version" not in rows[0]:
        return None
    row = rows[0]
    counts = json.loads(row["counts"])
    state = SchemaState(row["version"], row["hash"], row.get("migrating_to"))
    return Head(state, row["sequence"], counts["nodes"], counts["links"])


def state(requests: Requests, where: str) -> SchemaState | None:
    """The stored state, ``None`` for an empty server, which may have a lease: who makes the shape holds it."""
    head = head_of(requests.ask(reading.schema_state()))
    if head is None and requests.ask(reading.schema_state_anything()) != [0]:
        # Somebody may have made the shape, and written nodes, between the two questions.
        head = head_of(requests.ask(reading.schema_state()))
        if head is not None:
            return head.state
        raise NotAnIdentityGraph(
            f"{where}: this graph holds something else than an identity graph; name another server, or another"
            " traversal source (?source=NAME)"
        )
    return head.state if head else None


def schema(requests: Requests, version: int) -> Schema:
    """The stored schema."""
    return schema_of(version, json.loads(requests.ask(reading.schema_state_shape())[0]))


def change(requests: Requests, where: str, step: SchemaChange, to: SchemaState) -> None:
    """Note what the schema becomes. A vertex needs no table: the graph itself stays as it is."""
    now = state(requests, where)
    if is_past(now, to):
        return
    new = extended(NOTHING if now is None else schema(requests, now.version), step, to.version)
    if new.hash != to.hash:
        raise StoreError(f"the step to schema version {to.version} does not give the shape it says; nothing changed")
    head: dict[str, Stored] = {"version": to.version, "hash": to.hash, "shape": json.dumps(new.shape())}
    if to.migrating_to is not None:
        head["migrating_to"] = to.migrating_to
    if now is None:
        head |= {"sequence": 0, "counts": counts_text({}, {})}
    requests.ask(writing.change_schema(head, to.migrating_to is not None))


def counts_text(nodes: Mapping[str, int], links: Mapping[str, int]) -> str:
    """Counts as the head keeps them."""
    return json.dumps({"nodes": {k: n for k, n in nodes.items() if n}, "links": {t: n for t, n in links.items() if n}})
