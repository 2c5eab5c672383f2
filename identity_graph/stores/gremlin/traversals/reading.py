"""Traversals that read. Elements come back as ids and maps: Neptune's, and our stand-in's, have no properties."""

from collections.abc import Sequence

from gremlin_python.process.graph_traversal import GraphTraversal, GraphTraversalSource, __
from gremlin_python.process.traversal import P, T, TraversalStrategies
from gremlin_python.structure.graph import Graph

from identity_graph.stores.gremlin.layout import HEAD, KEY, LEASE, PAGE
from identity_graph.stores.protocol import Direction as LinkDirection

g = GraphTraversalSource(Graph(), TraversalStrategies())
"""Not bound to a server: it only writes down the steps."""

STATE = ("version", "hash", "migrating_to", "sequence", "counts")
"""What every call needs of the head; the shape is read when its hash is new."""


def schema_state() -> GraphTraversal:
    """The head, without the shape."""
    return g.V(HEAD).element_map(*STATE)


def schema_state_shape() -> GraphTraversal:
    """The schema's content."""
    return g.V(HEAD).values("shape")


def schema_state_anything() -> GraphTraversal:
    """1 where any vertex but the lease is, else 0."""
    return g.V().has_label(P.neq(LEASE)).limit(1).count()


def exclusive_lease() -> GraphTraversal:
    """Who holds the writer lease."""
    return g.V(LEASE).element_map("holder", "beat")


def nodes(ids: Sequence[str]) -> GraphTraversal:
    """Nodes with what they hold."""
    return g.V(*ids).element_map()


def nodes_known(ids: Sequence[str]) -> GraphTraversal:
    """Those of the ids that are there."""
    return g.V(*ids).id_()


def links(ids: Sequence[str], types: Sequence[str], direction: LinkDirection) -> GraphTraversal:
    """Links at nodes; a link whose both ends are named may come twice."""
    start = g.V(*ids)
    if direction == "any":
        return _with_properties(start.both_e(*types))
    return _with_properties(start.out_e(*types) if direction == "out" else start.in_e(*types))


def links_of(ids: Sequence[str]) -> GraphTraversal:
    """Links by their own ids."""
    return _with_properties(g.E(*ids))


def links_known(ids: Sequence[str]) -> GraphTraversal:
    """Those of the links' ids that are there."""
    return g.E(*ids).id_()


def links_at(ids: Sequence[str]) -> GraphTraversal:
    """Ids of all links at nodes, each once."""
    return g.V(*ids).both_e().dedup().id_()


def page_nodes(page: str) -> GraphTraversal:
    """Ids on one page."""
    return g.V().has(PAGE, page).id_()


def page_nodes_all(kind: str) -> GraphTraversal:
    """Ids of a kind of which there are few."""
    return g.V().has_label(kind).id_()


def page_links(page: str, type: str) -> GraphTraversal:
    """Ids of the links of a type that start on one page of nodes."""
    return g.V().has(PAGE, page).out_e(type).id_()


def page_links_all(type: str) -> GraphTraversal:
    """Ids of a type of which there are few."""
    return g.E().has_label(type).id_()


def find(kind: str, property: str, value: str | bool, limit: int) -> GraphTraversal:
    """Nodes by a property, in the order of ids."""
    return g.V().has(kind, property, value).order().by(T.id).limit(limit).element_map()


def neighbourhood(ids: Sequence[str], types: Sequence[str], limit: int) -> GraphTraversal:
    """The first ids beside these nodes."""
    return g.V(*ids).both(*types).dedup().order().by(T.id).limit(limit).id_()


def component(ids: Sequence[str], types: Sequence[str], limit: int) -> GraphTraversal:
    """All that hangs together, breadth first."""
    return g.V(*ids).emit().repeat(__.both(*types).dedup()).dedup().limit(limit).id_()


def blocking_keys(records: Sequence[str]) -> GraphTraversal:
    """Records with their keys."""
    return _with_keys(g.V(*records))


def block_sizes(keys: Sequence[int]) -> GraphTraversal:
    """One map from each key, as text, to how many records have it."""
    answer = g.V(HEAD).project(*map(str, keys))
    for key in keys:
        answer = answer.by(__.V().has(KEY, key).count())
    return answer


def block_records(keys: Sequence[int]) -> GraphTraversal:
    """Records of each key, one after the other."""
    return g.V(HEAD).union(*(__.V().has(KEY, key).id_() for key in keys)).dedup()


def candidates(keys: Sequence[int], limit: int) -> GraphTraversal:
    """One map from each key, as text, to the first of its records."""
    answer = g.V(HEAD).project(*map(str, keys))
    for key in keys:
        answer = answer.by(__.V().has(KEY, key).limit(limit).id_().fold())
    return answer


def all_blocking_keys(page: str) -> GraphTraversal:
    """Records on one page with their keys."""
    return _with_keys(g.V().has(PAGE, page))


def all_blocking_keys_all() -> GraphTraversal:
    """Records with their keys, where there are few."""
    return _with_keys(g.V().has_label("Record"))


def unresolved(page: str) -> GraphTraversal:
    """Records on one page that no identity has."""
    return g.V().has(PAGE, page).not_(__.out_e("RESOLVES_TO")).id_()


def unresolved_all() -> GraphTraversal:
    """Records that no identity has, where there are few."""
    return g.V().has_label("Record").not_(__.out_e("RESOLVES_TO")).id_()


def applied(ids: Sequence[str]) -> GraphTraversal:
    """Those of the reference vertices that are there."""
    return nodes_known(ids)


def ledger(ids: Sequence[str]) -> GraphTraversal:
    """Lines of the ledger."""
    return g.V(*ids).element_map()


def _with_properties(edges: GraphTraversal) -> GraphTraversal:
    return edges.project("id", "properties").by(T.id).by(__.value_map())


def _with_keys(records: GraphTraversal) -> GraphTraversal:
    return records.has(KEY).project("id", "keys").by(T.id).by(__.values(KEY).fold())
