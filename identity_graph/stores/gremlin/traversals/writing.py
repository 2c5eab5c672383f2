"""Traversals that write, each many changes in one chain. All end in a value: ``iterate()`` of either client line
fails on a server of the other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gremlin_python.process.graph_traversal import GraphTraversal, __
from gremlin_python.process.traversal import Cardinality, Direction, Merge, T

from identity_graph.stores.gremlin.layout import HEAD, KEY, LEASE, Stored, applied_id, ledger_id, reference_id
from identity_graph.stores.gremlin.rows import LinkRow, NodeRow
from identity_graph.stores.gremlin.traversals.reading import STATE, g

_SINGLE, _SET = Cardinality.single, Cardinality.set_


def apply_begin(attempt: str) -> GraphTraversal:
    """Touch the head, so that writers queue or collide before they have done any work; and say what it says."""
    return g.V(HEAD).property(_SINGLE, "attempt", attempt).element_map(*STATE)


def apply_done(change_set: str) -> GraphTraversal:
    """What the ledger says of a change set."""
    return g.V(applied_id(change_set)).element_map()


def apply_add_nodes(rows: Iterable[NodeRow]) -> GraphTraversal:
    """Vertices that are not there yet: that one is, would be an error."""
    chain: Any = g
    for row in rows:
        chain = _with(chain.add_v(row.kind).property(T.id, row.id), row.set)
        for key in row.keys_added:
            chain = chain.property(_SET, KEY, key)
    return chain.count()


def apply_change_nodes(rows: Iterable[NodeRow]) -> GraphTraversal:
    """Properties and blocking keys of vertices that are there."""
    chain: Any = g
    for row in rows:
        chain = _without(_with(chain.V(row.id), row.set), row.drop)
        for key in row.keys_removed:
            chain = chain.side_effect(__.properties(KEY).has_value(key).drop())
        for key in row.keys_added:
            chain = chain.property(_SET, KEY, key)
    return chain.count()


def apply_add_links(rows: Iterable[LinkRow]) -> GraphTraversal:
    """Edges that are not there yet, between vertices that are."""
    chain: Any = g
    for row in rows:
        chain = chain.add_e(row.type).from_(__.V(row.source)).to(__.V(row.target)).property(T.id, row.id)
        for name, value in row.set.items():
            chain = chain.property(name, value)
    return chain.count()


def apply_change_links(rows: Iterable[LinkRow]) -> GraphTraversal:
    """Properties of edges that are there."""
    chain: Any = g
    for row in rows:
        edge = {T.id: row.id, T.label: row.type, Direction.OUT: row.source, Direction.IN: row.target}
        chain = _without(chain.merge_e(edge).option(Merge.on_match, dict(row.set)), row.drop)
    return chain.count()


def apply_remove_nodes(ids: Sequence[str]) -> GraphTraversal:
    """Vertices, with the edges at them."""
    return g.V(*ids).drop().count()


def apply_remove_links(ids: Sequence[str]) -> GraphTraversal:
    """Edges."""
    return g.E(*ids).drop().count()


def apply_end(change_set: str, attempt: str, entry: Mapping[str, Stored], sequence: int, counts: str) -> GraphTraversal:
    """The ledger's line, and what the head says of it."""
    reference = reference_id(str(entry["reference"]))
    chain = _with(g.add_v("_ledger").property(T.id, ledger_id(sequence)), entry)
    chain = _with(chain.add_v("_applied").property(T.id, applied_id(change_set)), {"sequence": sequence, "by": attempt})
    chain = chain.merge_v({T.id: reference, T.label: "_reference"})
    return _with(chain.V(HEAD), {"sequence": sequence, "counts": counts}).count()


def exclusive_begin(attempt: str) -> GraphTraversal:
    """Touch the lease's cell, so that of two who would change it one collides; and say what it says."""
    chain = g.merge_v({T.id: LEASE, T.label: LEASE})
    return chain.property(_SINGLE, "attempt", attempt).element_map("holder", "beat")


def exclusive_put(holder: str, beat: int, touch: bool) -> GraphTraversal:
    """Write the lease's cell. ``touch``: also the head, so that who held it before cannot commit any more."""
    chain = g.merge_v({T.id: LEASE, T.label: LEASE})
    chain = _with(chain, {"holder": holder, "beat": beat})
    return (chain.V(HEAD).property(_SINGLE, "attempt", holder) if touch else chain).count()


def change_schema(head: Mapping[str, Stored], migrating: bool) -> GraphTraversal:
    """The head as it is to be."""
    chain = _with(g.merge_v({T.id: HEAD, T.label: HEAD}), head)
    return _without(chain, () if migrating else ("migrating_to",)).count()


def _with(chain: GraphTraversal, properties: Mapping[str, Stored]) -> GraphTraversal:
    for name, value in properties.items():
        chain = chain.property(_SINGLE, name, value)
    return chain


def _without(chain: GraphTraversal, names: Sequence[str]) -> GraphTraversal:
    return chain.side_effect(__.properties(*names).drop()) if names else chain
