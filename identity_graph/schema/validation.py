"""Holding a change set against the schema before any store sees it."""

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final

from identity_graph.errors import InvalidChange
from identity_graph.model import ChangeSet, Link, LinkKey, Node, Value, kind_of
from identity_graph.schema.kinds import LinkType, Property, PropertyType, Schema

_PYTHON_TYPES: Final[Mapping[PropertyType, type]] = {
    "text": str,
    "integer": int,
    "real": float,
    "boolean": bool,
    "texts": tuple,
    "json": str,
}
_SHOWN_MAX: Final = 5
_INTEGER_END: Final = 2**63
INDEXED_BYTES_MAX: Final = 8_000
"""What an indexed text may be long: an entry of a range index in Neo4j has a little more than 8 kB."""


def validate(changes: ChangeSet, schema: Schema) -> None:
    """Raise `InvalidChange` naming the first few faults. Messages name kinds, properties and ids, never values."""
    faults = list(_faults(changes, schema))
    if faults:
        shown = "; ".join(faults[:_SHOWN_MAX])
        more = f" (and {len(faults) - _SHOWN_MAX} more)" if len(faults) > _SHOWN_MAX else ""
        raise InvalidChange(f"change set {changes.id} breaks schema version {schema.version}: {shown}{more}")


def _faults(changes: ChangeSet, schema: Schema) -> Iterator[str]:
    kinds = {kind.name: _Expected.of(kind.properties) for kind in schema.nodes.values()}
    types = {type.name: _Expected.of(type.properties) for type in schema.links.values()}
    for node in changes.nodes:
        if kind_of(node.id) != node.kind or not kinds.get(node.kind, _NEVER).fits(node.properties):
            yield from _node_faults(node, schema)
    ends = {type.name: frozenset(product(type.sources, type.targets)) for type in schema.links.values()}
    for link in changes.links:
        if (
            not types.get(link.type, _NEVER).fits(link.properties)
            or (kind_of(link.source), kind_of(link.target)) not in ends[link.type]
            or (schema.links[link.type].symmetric and link.source >= link.target)
        ):
            yield from _link_faults(link, schema)
    yield from _removal_faults(changes, schema)
    yield from _key_faults(changes.keys)
    if len({node.id for node in changes.nodes}) < len(changes.nodes):
        yield from _twice("node", ((node.id, node.properties) for node in changes.nodes))
    if len({link.key for link in changes.links}) < len(changes.links):
        yield from _twice("link", ((link.key, link.properties) for link in changes.links))


@dataclass(frozen=True, slots=True)
class _Expected:
    """The quick look at an element: nearly all are right, and only the others need words.

    Elements of a kind come in few patterns (which properties, of which Python types). A pattern is judged once;
    ``good`` keeps of each right one the properties whose values need a look of their own.
    """

    types: Mapping[str, type]
    required: frozenset[str]
    indexed: frozenset[str] = frozenset()
    good: dict[tuple[object, ...], tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, properties: Mapping[str, Property]) -> "_Expected":
        return cls(
            {p.name: _PYTHON_TYPES[p.type] for p in properties.values()},
            frozenset(p.name for p in properties.values() if p.required),
            frozenset(p.name for p in properties.values() if p.index),
        )

    def fits(self, values: Mapping[str, Value]) -> bool:
        """Whether these properties are certainly right."""
        pattern = (*values, *map(type, values.values()))
        closer = self.good.get(pattern)
        if closer is None:
            if not self.required <= values.keys() or any(type(v) is not self.types.get(k) for k, v in values.items()):
                return False
            limited = tuple(name for name in values if self.types[name] in _LIMITED)
            closer = self.good[pattern] = (limited, tuple(name for name in values if name in self.indexed))
        limited, indexed = closer
        for name in limited:
            if _odd(values[name]):
                return False
        for name in indexed:
            value = values[name]
            if type(value) is str and len(value) > _SHORT:
                return False
        return True


_LIMITED: Final = frozenset({int, float, tuple})
_SHORT: Final = INDEXED_BYTES_MAX // 4
"""Characters that certainly fit: one has at most four bytes."""
_NEVER: Final = _Expected({}, frozenset({"a property nothing has"}))


def _odd(value: Value) -> bool:
    """Whether not every store could keep this value of the right type and give it back."""
    if type(value) is tuple:
        return not all(type(text) is str for text in value)
    if type(value) is float:
        return not math.isfinite(value)
    return type(value) is int and not -_INTEGER_END <= value < _INTEGER_END


def _long(value: Value, is_indexed: bool) -> bool:
    """Whether a text is too long for every store to index."""
    return is_indexed and isinstance(value, str) and len(value.encode("utf-8", "surrogatepass")) > INDEXED_BYTES_MAX


def _node_faults(node: Node, schema: Schema) -> Iterator[str]:
    kind = schema.nodes.get(node.kind)
    if kind is None:
        yield f"node {node.id}: no kind {node.kind!r}"
        return
    if kind_of(node.id) != node.kind:
        yield f"node {node.id}: its id is not one of a {node.kind}"
    yield from _property_faults(f"{node.kind} {node.id}", node.properties, kind.properties)


def _link_faults(link: Link, schema: Schema) -> Iterator[str]:
    type = schema.links.get(link.type)
    if type is None:
        yield f"link {_where(link.key)}: no type {link.type!r}"
        return
    yield from _end_faults(link.key, type)
    yield from _property_faults(_where(link.key), link.properties, type.properties)


def _end_faults(key: LinkKey, type: LinkType) -> Iterator[str]:
    _, source, target = key
    if kind_of(source) not in type.sources:
        yield f"{_where(key)}: cannot start at a {kind_of(source)}"
    if kind_of(target) not in type.targets:
        yield f"{_where(key)}: cannot end at a {kind_of(target)}"
    if type.symmetric and source >= target:
        yield f"{_where(key)}: a symmetric link has the smaller id first"


def _property_faults(where: str, values: Mapping[str, Value], properties: Mapping[str, Property]) -> Iterator[str]:
    for name, value in values.items():
        declared = properties.get(name)
        if declared is None:
            yield f"{where}: no property {name!r}"
        elif value is not None and type(value) is not _PYTHON_TYPES[declared.type]:
            yield f"{where}: {name} is {declared.type}, not {type(value).__name__}"
        elif _odd(value):
            yield f"{where}: {name} holds what not every store can keep ({_LIMITS[declared.type]})"
        elif _long(value, declared.index):
            yield f"{where}: {name} is indexed, and longer than {INDEXED_BYTES_MAX} bytes"
    for declared in properties.values():
        if declared.required and values.get(declared.name) is None:
            yield f"{where}: {declared.name} is missing"


_LIMITS: Final[Mapping[PropertyType, str]] = {
    "integer": "an integer has at most 64 bits",
    "real": "a real is finite",
    "texts": "texts are a tuple of str",
}


def _removal_faults(changes: ChangeSet, schema: Schema) -> Iterator[str]:
    for id in changes.removed_nodes:
        if kind_of(id) not in schema.nodes:
            yield f"removed node {id}: its id is of no kind"
    for key in changes.removed_links:
        type = schema.links.get(key[0])
        yield from [f"removed link {_where(key)}: no type {key[0]!r}"] if type is None else _end_faults(key, type)


def _key_faults(keys: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
    for record in keys:
        if kind_of(record) != "Record":
            yield f"blocking keys of {record}: only records have them"
    if any(not -_INTEGER_END <= key < _INTEGER_END for key in chain.from_iterable(keys.values())):
        yield "a blocking key is no signed 64-bit integer"


def _twice(what: str, elements: Iterable[tuple[Hashable, object]]) -> Iterator[str]:
    """Elements that come twice and differ: which of them is meant cannot be told. The same one twice does no harm."""
    first: dict[Hashable, object] = {}
    for key, properties in elements:
        if first.setdefault(key, properties) != properties:
            yield f"{what} {key}: comes twice with different properties"


def _where(key: LinkKey) -> str:
    return f"{key[0]} {key[1]} → {key[2]}"
