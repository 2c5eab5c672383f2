"""The engine ``cypher``: iterations in plain Cypher over a working graph, range after range of its vertices."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isinf
from typing import Any, Final

import pyarrow as pa

from identity_graph.analytics.procedures import ParameterValue, Procedure
from identity_graph.errors import NotFound
from identity_graph.stores.neo4j.procedures.selected import Selected
from identity_graph.stores.neo4j.procedures.tables import table
from identity_graph.stores.neo4j.procedures.working import View, WorkingGraph, working_graph
from identity_graph.stores.neo4j.server import Server

EVEN, ODD = "even", "odd"
"""The property with a vertex's value after an even number of iterations, and after an odd one."""
FRONTIER_AT_ONCE: Final = 5_000
ALL_UNLESS_BELOW: Final = 0.25
"""Share of changed vertices below which it pays to look only at those beside them."""


@dataclass(frozen=True, slots=True)
class Runs:
    """How a procedure runs: what gives each vertex's value; ``simple`` where two vertices linked both ways count as
    linked once; ``along`` where links are followed one way only, so that an undirected one has to be there both ways;
    ``value`` is what vertices begin with (``None``: their numbers)."""

    values: Callable[..., list[Any]]
    simple: bool = False
    along: bool = False
    value: float | None = None


def run(server: Server, procedure: Procedure, selected: Selected, parameters: Mapping[str, ParameterValue]) -> pa.Table:
    """The procedure's table."""
    how = RUNS[procedure.name]
    directed = selected.selection.directed and not how.simple
    weight = None if procedure.weights == "ignored" else selected.selection.weight
    view = View(directed, once=not directed and not how.along, weight=weight)
    with working_graph(server, selected, view, how.value) as graph:
        return table(procedure.shape, graph.ids, how.values(graph, **parameters))


def _wcc(graph: WorkingGraph) -> list[int]:
    """Hooking and jumping in turns until nothing changes (Zhang, Azad, Buluç 2020, FastSV, SIAM PP): rounds grow with
    the logarithm of the longest path, not with the path."""
    while graph.total("analytics/run_procedure_wcc_hook") + graph.total("analytics/run_procedure_wcc_jump"):
        pass
    return _labels(graph, EVEN)


def _cdlp(graph: WorkingGraph, iterations: int) -> list[int]:
    return _labels(graph, _repeated(graph, "analytics/run_procedure_cdlp", iterations))


def _label_propagation(graph: WorkingGraph, iterations: int) -> list[int]:
    return _labels(graph, _repeated(graph, "analytics/run_procedure_label_propagation", iterations))


def _k_core(graph: WorkingGraph) -> list[int]:
    graph.total("analytics/run_procedure_k_core_begin")
    return graph.values(_repeated(graph, "analytics/run_procedure_k_core", len(graph.ids)))


def _pagerank(graph: WorkingGraph, damping: float, iterations: int) -> list[float]:
    return _ranks(graph, None, damping, iterations)


def _personalized_pagerank(
    graph: WorkingGraph, seeds: Mapping[str, float], damping: float, iterations: int
) -> list[float]:
    _check(graph, seeds)
    total = sum(seeds.values())
    return _ranks(graph, {id: score / total for id, score in seeds.items()}, damping, iterations)


def _ranks(graph: WorkingGraph, seeds: dict[str, float] | None, damping: float, iterations: int) -> list[float]:
    graph.total("analytics/run_procedure_pagerank_begin", share=1 / max(len(graph.ids), 1), seeds=seeds)
    before, after = EVEN, ODD
    for _ in range(iterations):
        lost = sum(graph.read("analytics/run_procedure_pagerank_lost", ("From", before)))
        names = (("From", before), ("Into", after))
        kept = 1 - damping + damping * lost
        graph.total("analytics/run_procedure_pagerank", *names, kept=kept, damping=damping)
        before, after = after, before
    return graph.values(before)


def _bfs(graph: WorkingGraph, start: str) -> list[int | None]:
    return [None if length is None else int(length) for length in _sssp(graph, start)]


def _sssp(graph: WorkingGraph, start: str) -> list[float | None]:
    """From the vertices that came nearer, one link on, until none does (Bellman 1958, Ford 1956)."""
    _check(graph, [start])
    frontier = [graph.numbers[graph.ids.index(start)]]
    graph.once("analytics/run_procedure_lengths_begin", number=frontier[0])
    round = 0
    while frontier:
        round += 1
        nearer: set[int] = set()
        for place in range(0, len(frontier), FRONTIER_AT_ONCE):
            some = frontier[place : place + FRONTIER_AT_ONCE]
            nearer.update(graph.once("analytics/run_procedure_lengths", frontier=some, round=round))
        frontier = sorted(nearer)
    return [None if isinf(length) else length for length in graph.values(EVEN)]


def _repeated(graph: WorkingGraph, name: str, iterations: int) -> str:
    """Iterate so often. Gives the property that holds the last values.

    What is written over are the values of two iterations ago. So, from the third iteration on, a vertex whose own value
    and whose neighbours' are what they were there is left as it is: it would get the same. (Not one iteration ago: in a
    graph of identities and what they share, labels go back and forth between both.)"""
    before, after = EVEN, ODD
    numbers: Sequence[int] = graph.numbers
    for turn in range(iterations):
        changed = graph.changed(name, numbers, ("From", before), ("Into", after))
        before, after = after, before
        numbers = graph.beside(changed) if turn > 0 and _is_few(changed, graph) else graph.numbers
        if not numbers:
            break
    return ODD if iterations % 2 else EVEN


def _is_few(changed: Collection[int], graph: WorkingGraph) -> bool:
    """Whether their neighbours are worth being told from all vertices."""
    return len(changed) < ALL_UNLESS_BELOW * len(graph.numbers)


def _labels(graph: WorkingGraph, property: str) -> list[int]:
    return [label - graph.numbers.start for label in graph.values(property)]


def _check(graph: WorkingGraph, ids: Any) -> None:
    missing = len({*ids}.difference(graph.ids))
    if missing:
        raise NotFound(f"{missing} of {len(ids)} ids are not vertices of the network")


RUNS: Final[Mapping[str, Runs]] = {
    "wcc": Runs(_wcc, simple=True),
    "cdlp": Runs(_cdlp),
    "label_propagation": Runs(_label_propagation),
    "k_core": Runs(_k_core, simple=True),
    "pagerank": Runs(_pagerank, along=True),
    "personalized_pagerank": Runs(_personalized_pagerank, along=True),
    "bfs": Runs(_bfs, along=True, value=inf),
    "sssp": Runs(_sssp, along=True, value=inf),
}
"""Each procedure's way."""
