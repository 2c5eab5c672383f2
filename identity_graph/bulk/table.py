"""One file of a bulk format: its columns, each with how a value of it is written, and its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from identity_graph.model import Value
from identity_graph.schema import Property, PropertyType

Encode = Callable[[Value], str]
"""A value (never ``None``) as a field of the file, quoted. Raises `Unwritable`."""
Row = Sequence[Value]


class Unwritable(ValueError):
    """A format cannot hold a value; says why, without the value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name in the header, and how its values are written. ``name`` is what messages call it."""

    header: str
    encode: Encode
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file ``name`` (without ending). The values of a row are in the order of the columns, ids first."""

    name: str
    columns: tuple[Column, ...]
    pages: Iterator[Sequence[Row]]

    @property
    def internal(self) -> bool:
        """Whether this is what the store keeps beside the graph: its labels begin with an underscore."""
        return self.name.rpartition("/")[2].startswith("_")


def types_of(properties: Mapping[str, Property]) -> dict[str, PropertyType]:
    """Property → type."""
    return {property.name: property.type for property in properties.values()}


def values_of(properties: Mapping[str, Value], names: Sequence[str]) -> list[Value]:
    """The values of these properties, ``None`` where there is none."""
    return [properties.get(name) for name in names]
