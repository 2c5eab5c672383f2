"""Running one procedure on links of one moment."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final

import pyarrow as pa
from gremlin_python.process.graph_traversal import GraphTraversal

from identity_graph.analytics.procedures.parameter import ParameterValue
from identity_graph.analytics.selection import Selection
from identity_graph.errors import StoreBusy, StoreError
from identity_graph.stores.gremlin.procedures import labels, ranks
from identity_graph.stores.gremlin.procedures.links import SelectedLinks
from identity_graph.stores.gremlin.procedures.vertices import vertices_of
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.server import Server
from identity_graph.stores.gremlin.shape import Shape

ENGINE: Final = "gremlin"
RUNS: Final[Mapping[str, Callable[..., pa.Table]]] = {
    "wcc": labels.wcc,
    "cdlp": labels.cdlp,
    "pagerank": ranks.pagerank,
    "personalized_pagerank": ranks.personalized_pagerank,
}
"""Each procedure's function of the selected links and its parameters."""
TRIES: Final = 3
"""How often a run is begun where somebody writes to the graph meanwhile."""
REQUESTS_AT_ONCE: Final = 32
"""Requests that are sent again where the connection breaks: what was read before stays."""


def run(
    server: Server,
    moment: Callable[[], Shape],
    name: str,
    selection: Selection,
    parameters: Mapping[str, ParameterValue],
) -> pa.Table:
    """The procedure's table. Raises `StoreError` for what the engine cannot run, `StoreBusy` where the graph was
    written to during each try."""
    if name not in RUNS:
        raise StoreError(f"the engine {ENGINE} has no {name}; it has {', '.join(RUNS)}")
    runs: Callable[..., pa.Table] = RUNS[name]
    for _ in range(TRIES):
        before = moment()
        ask = _asking(server)
        links = SelectedLinks(ask, before, selection, vertices_of(ask, before, selection))
        table = runs(links, **parameters)
        if moment().head == before.head:
            return table
    raise StoreBusy(
        f"the graph was written to during each of {TRIES} runs of {name}; run it when no load or resolution runs, or"
        " take the engine local"
    )


def _asking(server: Server) -> Callable[[Iterable[GraphTraversal]], Iterator[list[Any]]]:
    def ask(traversals: Iterable[GraphTraversal]) -> Iterator[list[Any]]:
        left = iter(traversals)
        while some := list(islice(left, REQUESTS_AT_ONCE)):
            yield from server.read(partial(_answers, some))

    return ask


def _answers(traversals: list[GraphTraversal], requests: Requests) -> list[list[Any]]:
    return list(requests.ask_each(traversals))
