"""Reading nodes, links and the ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from identity_graph.errors import StoreError
from identity_graph.model import ID_PREFIXES, Cause, LedgerEntry, Link, LinkKey, Node, Value, kind_of
from identity_graph.schema import Schema
from identity_graph.stores.neo4j.server import Transaction
from identity_graph.stores.protocol import Counts, Direction


def nodes(tx: Transaction, schema: Schema, ids: Sequence[str]) -> dict[str, Node]:
    """The nodes with these ids, in the order given."""
    found: dict[str, Node] = {}
    for kind, some in by_kind(schema, ids):
        for (properties,) in tx.rows("read/nodes", ("Kind", kind), ids=some):
            node = node_of(properties)
            found[node.id] = node
    return {id: found[id] for id in ids if id in found}


def page_nodes(tx: Transaction, schema: Schema, kind: str, after: str, limit: int) -> list[Node]:
    """One page of a kind."""
    check_kind(schema, kind)
    return [node_of(row[0]) for row in tx.rows("read/page_nodes", ("Kind", kind), after=after, limit=limit)]


def find(tx: Transaction, schema: Schema, kind: str, property: str, value: str, limit: int) -> list[Node]:
    """Nodes by an indexed property."""
    check_kind(schema, kind)
    declared = schema.nodes[kind].properties.get(property)
    if declared is None or not declared.index:
        raise StoreError(f"{kind}.{property} is not indexed; find looks up indexed properties only")
    wanted = value == "true" if declared.type == "boolean" else value
    names = (("Kind", kind), ("Property", property))
    return [node_of(row[0]) for row in tx.rows("read/find", *names, value=wanted, limit=limit)]


def links(
    tx: Transaction, schema: Schema, ids: Sequence[str], types: Sequence[str], direction: Direction
) -> list[Link]:
    """The links at these nodes."""
    wanted = types_of(schema, types)
    found: dict[LinkKey, Link] = {}
    for kind, some in by_kind(schema, ids):
        leaving = [type for type in wanted if kind in schema.links[type].sources]
        arriving = [type for type in wanted if kind in schema.links[type].targets]
        rows: list[Any] = []
        if leaving and direction != "in":
            rows += tx.rows("read/links_out", ("Kind", kind), *_as_types(leaving), ids=some)
        if arriving and direction != "out":
            rows += tx.rows("read/links_in", ("Kind", kind), *_as_types(arriving), ids=some)
        found.update((link.key, link) for link in map(link_of, rows))
    return [found[key] for key in sorted(found)]


def links_between(tx: Transaction, schema: Schema, ids: Sequence[str], types: Sequence[str]) -> list[Link]:
    """The links among these nodes. Found from their sources: the hubs of this graph are identifiers, which are targets
    only."""
    wanted = types_of(schema, types)
    kinds = list(by_kind(schema, ids))
    among = [id for _, some in kinds for id in some]
    rows: list[Any] = []
    for kind, some in kinds:
        leaving = [type for type in wanted if kind in schema.links[type].sources]
        if leaving:
            rows += tx.rows("read/links_between", ("Kind", kind), *_as_types(leaving), ids=some, among=among)
    return sorted(map(link_of, rows), key=lambda link: link.key)


def page_links(tx: Transaction, schema: Schema, type: str, after: LinkKey | None, limit: int) -> list[Link]:
    """One page of a type, by walking its possible sources in the order of their ids."""
    types_of(schema, [type])
    _, source, target = after or (type, "", "")
    page: list[Link] = []
    for kind in sorted(schema.links[type].sources, key=ID_PREFIXES.__getitem__):
        if len(page) < limit:
            names = (("Kind", kind), ("Type", type))
            rows = tx.rows("read/page_links", *names, source=source, target=target, limit=limit - len(page))
            page += [link_of((type, *row)) for row in rows]
    return page


def unresolved(tx: Transaction, after: str, limit: int) -> list[str]:
    """Records without an identity."""
    return [id for (id,) in tx.rows("read/unresolved", after=after, limit=limit)]


def counts(tx: Transaction, schema: Schema) -> Counts:
    """The sizes, which the server keeps."""
    return Counts(
        {kind: tx.value("read/counts_nodes", ("Kind", kind)) for kind in schema.nodes},
        {type: tx.value("read/counts_links", ("Type", type)) for type in schema.links},
    )


def applied(tx: Transaction, references: Sequence[str]) -> frozenset[str]:
    """Those of the references that the ledger holds."""
    return frozenset(reference for (reference,) in tx.rows("read/applied", references=references))


def ledger(tx: Transaction, after: int, limit: int) -> list[LedgerEntry]:
    """A page of the ledger."""
    rows = tx.rows("read/ledger", after=after, limit=limit)
    return [LedgerEntry(row[0], row[1], Cause(row[2], row[3]), *row[4:]) for row in rows]


def by_kind(schema: Schema, ids: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Ids grouped by the kind they belong to, each once; those of no kind, or of no text a server could hold, are of
    no node."""
    groups: dict[str, list[str]] = {}
    for id in dict.fromkeys(ids):
        kind = kind_of(id)
        if kind in schema.nodes and (id.isascii() or _is_text(id)):
            groups.setdefault(kind or "", []).append(id)
    yield from groups.items()


def check_kind(schema: Schema, kind: str) -> None:
    """A misspelt kind is no empty answer."""
    if kind not in schema.nodes:
        raise StoreError(f"no node kind {kind!r}; the schema has {', '.join(sorted(schema.nodes))}")


def types_of(schema: Schema, types: Sequence[str]) -> Sequence[str]:
    """These types, all where none is named; a misspelt type is no empty answer."""
    for type in types:
        if type not in schema.links:
            raise StoreError(f"no link type {type!r}; the schema has {', '.join(sorted(schema.links))}")
    return types or tuple(schema.links)


def type_names(schema: Schema, types: Sequence[str]) -> list[tuple[str, str]]:
    """What a statement takes for ``__Types__``."""
    return _as_types(types_of(schema, types))


def node_of(properties: dict[str, Any]) -> Node:
    """A node as the server gives it. Takes the map over."""
    id = properties.pop("id")
    return Node(id, kind_of(id) or "", _values(properties))


def link_of(row: Sequence[Any]) -> Link:
    """A link as the server gives it: type, source, target, properties."""
    return Link(row[0], row[1], row[2], _values(row[3]))


def _values(properties: dict[str, Any]) -> Mapping[str, Value]:
    for name, value in properties.items():
        if isinstance(value, list):
            properties[name] = tuple(value)
    return properties


def _as_types(types: Iterable[str]) -> list[tuple[str, str]]:
    return [("Types", type) for type in types]


def _is_text(id: str) -> bool:
    try:
        id.encode()
    except UnicodeEncodeError:
        return False
    return True
