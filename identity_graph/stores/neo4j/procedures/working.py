"""The working graph of a run: nodes and links of its own beside the graph, numbered in the order of ids.

Every transaction says first that the run goes on. So a run whose program died is known by its silence, what it left is
cleared by the next run, and a program that only slept finds that it may not write any more.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final, TypeVar
from uuid import uuid4

from identity_graph.errors import SettingsError, StoreBusy, StoreError
from identity_graph.stores.neo4j.batches import joined
from identity_graph.stores.neo4j.procedures.selected import PAGE, Names, Selected
from identity_graph.stores.neo4j.server import Server, Transaction

NUMBER_BITS: Final = 27
"""A run's vertices are numbered from the server's number of the run (of 35 bits at most) times 2²⁷ on."""
CLEARED_AT_ONCE: Final = 5_000
INDEXES: Final = (
    "analytics/run_procedure_index_run",
    "analytics/run_procedure_index_number",
    "analytics/run_procedure_index_id",
    "analytics/run_procedure_index_online",
)
ByKind = dict[str, list[str]]
"""Ids of vertices, in their order."""
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class View:
    """How a procedure wants its links. ``directed``: they lead one way. ``once``: two vertices have one link, whatever
    its direction; else an undirected link leads both ways. ``weight`` is the property that weighs them."""

    directed: bool
    once: bool
    weight: str | None = None


@dataclass(slots=True)
class WorkingGraph:
    """The vertices of one run. Use `working_graph`."""

    ids: list[str]
    _server: Server
    _run: str = field(default_factory=lambda: uuid4().hex)
    _number: int = 0
    _steps: int = 0

    @property
    def _first(self) -> int:
        return self._number << NUMBER_BITS

    @property
    def numbers(self) -> range:
        """The vertices' numbers, in the order of their ids."""
        return range(self._first, self._first + len(self.ids))

    def total(self, name: str, *names: tuple[str, str], **parameters: object) -> int:
        """The sum of a changing statement's results over all ranges of vertices. Where a commit's reply was lost its
        result counts as 1: something may have changed."""
        done = (self._value(name, names, {**place, **parameters}) for place in self._ranges())
        return sum(1 if changed is None and is_again else changed or 0 for changed, is_again in done)

    def changed(self, name: str, numbers: Sequence[int], *names: tuple[str, str]) -> set[int]:
        """Some vertices' numbers, of those that a statement says it changed. Where a commit's reply was lost, all of
        its vertices may be."""
        found: set[int] = set()
        for some in _parts(numbers):
            changed, is_again = self._value(name, names, {"numbers": some})
            found.update(some if is_again else changed)
        return found

    def beside(self, vertices: Collection[int]) -> list[int]:
        """The numbers of these vertices and of their neighbours."""
        found = {*vertices}
        for some in _parts(sorted(vertices)):
            found.update(self.once("analytics/run_procedure_beside", numbers=some))
        return sorted(found)

    def read(self, name: str, *names: tuple[str, str], **parameters: object) -> Iterator[Any]:
        """A reading statement's results, range after range."""
        return (self._value(name, names, {**place, **parameters}, reads=True)[0] for place in self._ranges())

    def once(self, name: str, **parameters: object) -> Any:
        """The result of a statement whose parameters say where. A step that was done before and whose reply was lost
        is done again: it must not matter."""
        return self._value(name, (), parameters, reads=True)[0]

    def values(self, property: str) -> list[Any]:
        """What all vertices hold, in the order of ids."""
        name = "analytics/run_procedure_values"
        return [value for some in self.read(name, ("Value", property)) for value in some]

    def begin(self) -> None:
        """Say that there is a run."""
        if len(self.ids) >> NUMBER_BITS:
            raise SettingsError(
                f"the engine cypher takes {2**NUMBER_BITS} vertices at most; select fewer, or use another"
            )
        name = "analytics/run_procedure_begin"
        self._number = self._server.write(lambda tx: tx.value(name, run=self._run, for_ms=self._for_ms))

    def fill(
        self, selected: Selected, view: View, by_kind: dict[str, list[str]], generic: list[str], value: Any
    ) -> None:
        """Make the vertices, then the links. Raises `SettingsError` where a weight is negative."""
        first = self._first
        for ids in by_kind.values():
            for start in range(0, len(ids), PAGE):
                self._vertices(ids[start : start + PAGE], first + start, value)
            first += len(ids)
        first = self._first
        for kind, ids in by_kind.items():
            for start in range(first, first + len(ids), PAGE):
                self._links(selected, view, kind, generic, start, min(start + PAGE, first + len(ids)))
            first += len(ids)

    def remove(self) -> None:
        """Leave nothing."""
        _clear(self._server, self._number, self._run)

    def _value(
        self, name: str, names: Names, parameters: dict[str, object], *, reads: bool = False
    ) -> tuple[Any, bool]:
        return self._step(lambda tx: tx.value(name, *names, **parameters), reads=reads)

    def _vertices(self, ids: Sequence[str], first: int, value: Any) -> None:
        text, separator = joined(ids)
        more = {"run": self._number, "ids": text, "separator": separator, "first": first, "value": value}
        self._step(lambda tx: tx.rows("analytics/run_procedure_vertices_new", **more))

    def _links(self, selected: Selected, view: View, kind: str, generic: list[str], first: int, past: int) -> None:
        more = {
            "run": self._number,
            "first": first,
            "past": past,
            "both": not view.directed,
            "once": view.once,
            "weight": view.weight,
            "tiers": list(selected.selection.tiers),
            "generic": generic,
        }
        names = (("Kind", kind), *selected.names)
        rows, _ = self._step(lambda tx: tx.rows("analytics/run_procedure_links_new", *names, **more))
        if rows and rows[0][1] is not None and not (rows[0][1] >= 0 and rows[0][2] < inf):
            raise SettingsError("weights of links must be finite numbers of 0 or more")

    def _ranges(self) -> Iterator[dict[str, int]]:
        past = self.numbers.stop
        return ({"first": each, "past": min(each + PAGE, past)} for each in range(self._first, past, PAGE))

    @property
    def _for_ms(self) -> int:
        return round(2000 * self._server.longest_s)

    def _step(self, work: Callable[[Transaction], Result], *, reads: bool = False) -> tuple[Result | None, bool]:
        """One transaction of the run, done once; and whether it had been done before."""
        self._steps += 1
        number = self._steps

        def act(tx: Transaction) -> tuple[Result | None, bool]:
            rows = tx.rows("analytics/run_procedure_step", run=self._run, step=number, for_ms=self._for_ms)
            if not rows:
                raise StoreBusy(f"{self._server.shown}: this run was silent for too long and was cleared; try again")
            is_again = bool(rows[0][0])
            return (None if is_again and not reads else work(tx)), is_again

        return self._server.write(act)


def _parts(numbers: Sequence[int]) -> Iterator[list[int]]:
    """As many at once as one transaction takes."""
    return (list(numbers[start : start + PAGE]) for start in range(0, len(numbers), PAGE))


@contextmanager
def working_graph(server: Server, selected: Selected, view: View, value: Any = None) -> Generator[WorkingGraph]:
    """The selection as a working graph, removed at the end however it comes; what cannot be removed, since the server
    is away, the next run clears. ``value`` is what vertices begin with, ``None``: their numbers."""
    for name in INDEXES:
        server.command(name)
    for number, run in server.write(lambda tx: tx.rows("analytics/run_procedure_abandoned")):
        _clear(server, number, run)
    generic = selected.left_out(server)
    by_kind = selected.vertices(server, generic)
    graph = WorkingGraph([id for ids in by_kind.values() for id in ids], server)
    graph.begin()
    try:
        graph.fill(selected, view, by_kind, generic, value)
        yield graph
    finally:
        with suppress(StoreError):
            graph.remove()


def _clear(server: Server, number: int, run: str) -> None:
    while server.write(lambda tx: tx.value("analytics/run_procedure_clear", run=number, limit=CLEARED_AT_ONCE)):
        pass
    server.write(lambda tx: tx.rows("analytics/run_procedure_end", run=run))
