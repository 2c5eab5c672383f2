"""A network as kernels read it: vertices numbered in the order of their ids, links as numbers.

A network is simple: a link that comes twice is one link, with the sum of its weights (or, where they are lengths, the
least), and a vertex's link to itself is left out. So the order in which vertices and links arrive does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from identity_graph.analytics.links import Numbers, Repeated, Weights, simple
from identity_graph.analytics.procedures import VertexId
from identity_graph.errors import NotFound, SettingsError
from identity_graph.model import Link

if TYPE_CHECKING:
    from identity_graph.analytics.adjacency import Adjacency, Side

VERTICES_MAX: Final = 2**31 - 1
"""Vertices are numbered in 32 bits."""


@dataclass(frozen=True, slots=True)
class Network:
    """``ids`` are ascending (strings by code point) and unique; a vertex's number is its place in them. ``source`` and
    ``target`` are ascending together, each pair once; undirected links have the smaller vertex as their source.
    ``weight`` is ``None`` where every link weighs 1."""

    ids: pa.Array
    source: Numbers
    target: Numbers
    weight: Weights | None
    directed: bool
    _adjacency: "dict[Side, Adjacency]" = field(default_factory=dict, repr=False, compare=False)

    @property
    def vertex_count(self) -> int:
        """How many vertices."""
        return len(self.ids)

    @property
    def link_count(self) -> int:
        """How many links, each once."""
        return len(self.source)

    def adjacency(self, side: "Side") -> "Adjacency":
        """Every vertex's neighbours by outgoing links, incoming ones, or both (then a vertex linked both ways comes
        twice); undirected links lead both ways. Built when first asked for, then kept."""
        from identity_graph.analytics.adjacency import adjacency  # needs numba, which a network does not

        side = side if self.directed else "both"
        if side not in self._adjacency:
            self._adjacency[side] = adjacency(self.vertex_count, self.source, self.target, self.weight, side)
        return self._adjacency[side]

    def undirected(self) -> "Network":
        """This network without directions: two vertices have one link; its weight says how many it was. An undirected
        network as it is."""
        if not self.directed:
            return self
        return network_of_numbers(self.ids, self.source, self.target, np.ones(self.link_count))

    def numbers(self, ids: Iterable[VertexId]) -> NDArray[np.int64]:
        """The vertices' numbers. Raises `NotFound` where an id is no vertex of the network."""
        asked = list(ids)
        try:
            found = _places(pa.array(asked, self.ids.type), self.ids)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            raise SettingsError(f"the ids of this network's vertices are of the type {self.ids.type}") from None
        if found.null_count:
            raise NotFound(f"{found.null_count} of {len(asked)} ids are not vertices of the network")
        numbers: NDArray[np.int64] = found.to_numpy(zero_copy_only=False).astype(np.int64)
        return numbers


def network_of_numbers(
    ids: pa.Array,
    source: NDArray[np.integer],
    target: NDArray[np.integer],
    weight: NDArray[np.floating] | None = None,
    *,
    directed: bool = False,
    repeated: Repeated = "sum",
) -> Network:
    """A network of links between numbers of vertices. ``ids`` must be ascending and unique. Raises `SettingsError`
    where a weight is negative or not a number, or there are too many vertices."""
    if len(ids) > VERTICES_MAX:
        raise SettingsError(f"a network has {VERTICES_MAX} vertices at most; take fewer kinds of links, or a cluster")
    weights = None if weight is None else np.ascontiguousarray(weight, np.float64)
    if weights is not None and not bool(np.all(weights >= 0) and np.all(np.isfinite(weights))):
        raise SettingsError("weights of links must be finite numbers of 0 or more")
    ends = source.astype(np.int32), target.astype(np.int32)
    return Network(ids, *simple(*ends, weights, directed, len(ids), repeated), directed=directed)


def network_of_table(
    links: pa.Table, vertices: pa.Array | None = None, *, directed: bool = False, repeated: Repeated = "sum"
) -> Network:
    """A network of a table with the columns ``source``, ``target`` and, where links have one, ``weight``. ``vertices``
    are further vertices, which may have no links. Ids are strings or whole numbers."""
    columns = [_ids(links["source"]), _ids(links["target"])]
    extra = [] if vertices is None else [_ids(pa.chunked_array([vertices]))]
    chunks = [chunk for column in (*columns, *extra) for chunk in column.chunks]
    ids = pa.chunked_array(chunks, columns[0].type).unique().sort()
    source, target = (_places(column, ids).to_numpy() for column in columns)
    weight = links["weight"].to_numpy().astype(np.float64) if "weight" in links.column_names else None
    return network_of_numbers(ids, source, target, weight, directed=directed, repeated=repeated)


def network_of_links(
    links: Iterable[Link],
    *,
    weight: str | None = None,
    vertices: Iterable[str] = (),
    directed: bool = False,
    repeated: Repeated = "sum",
) -> Network:
    """A network of the graph's links; ``weight`` names the property that is the weight (1 where a link has none)."""
    sources, targets, weights = [], [], []
    for link in links:
        sources.append(link.source)
        targets.append(link.target)
        if weight is not None:
            value = link.properties.get(weight, 1.0)
            weights.append(float(value) if isinstance(value, int | float) else 1.0)
    table = pa.table({"source": pa.array(sources, pa.string()), "target": pa.array(targets, pa.string())})
    if weight is not None:
        table = table.append_column("weight", pa.array(weights, pa.float64()))
    return network_of_table(table, pa.array(list(vertices), pa.string()), directed=directed, repeated=repeated)


def _places(values: pa.Array | pa.ChunkedArray, ids: pa.Array) -> pa.Array | pa.ChunkedArray:
    return pc.call_function("index_in", [values], pc.SetLookupOptions(ids))


def _ids(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """As strings or int64, without dictionaries. Raises `SettingsError` where an id is missing."""
    if column.null_count:
        raise SettingsError("a link without source or target is none: leave out rows whose ids are null")
    return column.cast(pa.int64() if pa.types.is_integer(column.type) else pa.string())
