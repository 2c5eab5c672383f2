"""The selected links as numbers of vertices, read from the server in bounded batches as often as they are needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from identity_graph.analytics.procedures.shape import Shape as TableShape
from identity_graph.analytics.selection import Selection
from identity_graph.model import ID_PREFIXES
from identity_graph.stores.gremlin import layout
from identity_graph.stores.gremlin.procedures.vertices import VERTICES_AT_ONCE, Ask, Vertices
from identity_graph.stores.gremlin.shape import Shape
from identity_graph.stores.gremlin.traversals import procedures as traversals
from identity_graph.stores.gremlin.traversals.procedures import Side

LINKS_AT_ONCE: Final = 10_000
"""Links of one request; a vertex that has more comes alone, with all of them."""
ROWS_KEPT: Final = 16_000_000
"""So many neighbours (128 MB) stay here from one round to the next; of more, each round reads all anew."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """All neighbours of some vertices, ascending by both. A neighbour comes once for a vertex, in a directed network
    once for each direction."""

    vertex: NDArray[np.int32]
    neighbour: NDArray[np.int32]


class SelectedLinks:
    """The links of a selection, for as many rounds as a procedure takes."""

    def __init__(self, ask: Ask, shape: Shape, selection: Selection, vertices: Vertices) -> None:
        self._ask, self._selection, self._vertices = ask, selection, vertices
        self._types = shape.types(selection.types)
        self._source_prefix = f"{ID_PREFIXES[selection.source_kind]}_" if selection.source_kind else ""
        self._kept: dict[Side, list[Rows]] = {}

    @property
    def vertex_count(self) -> int:
        """How many vertices."""
        return len(self._vertices.ids)

    @property
    def directed(self) -> bool:
        """Whether links keep their direction."""
        return self._selection.directed

    def rows(self, side: Side = "any") -> Iterator[Rows]:
        """The neighbours of all vertices, or (``in``) those whose links lead to them; undirected links lead both ways.
        Vertices come in ascending order, those of a batch together."""
        side = side if self.directed else "any"
        return iter(self._kept[side]) if side in self._kept else self._read(side)

    def number(self, id: object) -> int | None:
        """A vertex's number; ``None`` where the id is none of them."""
        return self._vertices.numbers.get(str(id))

    def labelled(self, labels: Numbers) -> pa.Table:
        """Labels, which are numbers of vertices, as a table."""
        ids = pa.array(self._vertices.ids, pa.string())
        return self._table(TableShape.LABELS, ids, ids.take(pa.array(labels)))

    def scored(self, scores: NDArray[np.float64]) -> pa.Table:
        """Scores as a table."""
        return self._table(TableShape.SCORES, pa.array(self._vertices.ids, pa.string()), pa.array(scores))

    def _read(self, side: Side) -> Iterator[Rows]:
        kept: list[Rows] = []
        count = 0
        answers = self._ask(self._traversal(first, last, side) for first, last in self._batches)
        for (first, last), ids in zip(self._batches, answers, strict=True):
            rows = self._rows(first, last, side, self._ends(ids))
            count += len(rows.vertex)
            kept.append(rows)
            if count > ROWS_KEPT:
                kept.clear()
            yield rows
        if count <= ROWS_KEPT:
            self._kept[side] = kept

    @staticmethod
    def _table(shape: TableShape, *columns: Any) -> pa.Table:
        return pa.Table.from_arrays(list(columns), schema=shape.schema(pa.string()))

    @cached_property
    def _batches(self) -> list[tuple[int, int]]:
        """First vertex and last one + 1, of those that have links."""
        batches: list[tuple[int, int]] = []
        first = links = 0
        for number, more in enumerate([*self._vertices.links, LINKS_AT_ONCE]):
            if links + more > LINKS_AT_ONCE or number - first >= VERTICES_AT_ONCE:
                if links:
                    batches.append((first, number))
                first, links = number, 0
            links += more
        return batches

    def _traversal(self, first: int, last: int, side: Side) -> Any:
        ids = [id for id, links in zip(self._vertices.ids[first:last], self._vertices.links[first:last], strict=True)
               if links]  # fmt: skip
        return traversals.run_procedure_links(ids, self._types, self._selection.tiers, side)

    def _ends(self, ids: list[str]) -> Numbers:
        """Two columns: source and target. Links from other kinds are read with those wanted, and left out here."""
        numbers = self._vertices.numbers
        ends: list[int] = []
        for id in ids:
            _, source, target = layout.link_key(id)
            if source != target and source.startswith(self._source_prefix):
                ends += (numbers.get(source, -1), numbers.get(target, -1))
        found = np.array(ends, np.int64).reshape(-1, 2)
        return found[(found >= 0).all(axis=1)]

    def _rows(self, first: int, last: int, side: Side, ends: Numbers) -> Rows:
        into = ends[:, ::-1]
        both = (into,) if side == "in" else (into, ends)
        keys = [self._keys(first, last, pairs, number) for number, pairs in enumerate(both)]
        key = np.unique(np.concatenate(keys)) // (2 if self.directed else 1)
        count = max(self.vertex_count, 1)
        return Rows((key // count + first).astype(np.int32), (key % count).astype(np.int32))

    def _keys(self, first: int, last: int, pairs: Numbers, direction: int) -> Numbers:
        """One number for each (vertex of the batch, neighbour, direction)."""
        here = pairs[(pairs[:, 0] >= first) & (pairs[:, 0] < last)]
        key: Numbers = (here[:, 0] - first) * self.vertex_count + here[:, 1]
        return key * 2 + direction if self.directed else key
