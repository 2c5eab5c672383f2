"""The engine ``gds``: the Graph Data Science plug-in, for those of its procedures that mean what is declared."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final
from uuid import uuid4

import pyarrow as pa

from identity_graph.analytics.procedures import ParameterValue, Procedure
from identity_graph.errors import NotFound, SettingsError, StoreError
from identity_graph.model import kind_of
from identity_graph.stores.neo4j.procedures.selected import Selected
from identity_graph.stores.neo4j.procedures.tables import table
from identity_graph.stores.neo4j.server import Server, Transaction

NEEDED: Final = 5
"""Procedures of the plug-in that this engine uses; a server may allow some only."""
LEFT_AFTER: Final = 5
"""A projection of a run is left over after so many times as long as one transaction may take: no run has more."""


def is_there(server: Server) -> bool:
    """Whether the plug-in is there and this user may use it."""
    return len(server.read(lambda tx: tx.rows("analytics/run_procedure_gds"))) == NEEDED


def run(server: Server, procedure: Procedure, selected: Selected, parameters: Mapping[str, ParameterValue]) -> pa.Table:
    """The procedure's table."""
    directed = selected.selection.directed and procedure.heeds_direction
    weight = None if procedure.weights == "ignored" else selected.selection.weight
    with _projected(server, selected, directed, weight) as projection:
        ids, values = RUNS[procedure.name](server, projection, **parameters) if projection else ([], [])
    return table(procedure.shape, ids, values)


@contextmanager
def _projected(server: Server, selected: Selected, directed: bool, weight: str | None) -> Generator[str | None]:
    """The name of a projection of the selection, dropped at the end however it comes; ``None``: there is nothing."""
    projection = f"identity-graph-{uuid4().hex}"
    generic = selected.left_out(server)
    alone = selected.selection.kinds
    names = [("Kinds", kind) for kind in alone or selected.sources]
    more: dict[str, Any] = {
        "projection": projection,
        "alone": bool(alone),
        "both": not directed,
        "weight": weight,
        "tiers": list(selected.selection.tiers),
        "generic": generic,
        "undirected": [] if directed else ["*"],
    }

    def project(tx: Transaction) -> list[Any]:
        # The first time may have been done, and its reply lost.
        tx.rows("analytics/run_procedure_gds_drop", projection=projection)
        return tx.rows("analytics/run_procedure_gds_project", *selected.names, *names, **more)

    server.read(
        lambda tx: tx.rows("analytics/run_procedure_gds_left", for_ms=round(LEFT_AFTER * server.longest_s * 1000))
    )
    try:
        rows = server.read(project)
        if rows and rows[0][1] is not None and not (rows[0][1] >= 0 and rows[0][2] < float("inf")):
            raise SettingsError("weights of links must be finite numbers of 0 or more")
        yield projection if rows and rows[0][0] else None
    finally:
        with suppress(StoreError):
            server.read(lambda tx: tx.rows("analytics/run_procedure_gds_drop", projection=projection))


Found = tuple[list[str], list[Any]]
"""Ids in their order, and the value of each."""


def _wcc(server: Server, projection: str) -> Found:
    """The label is the smallest id: of those of a component the first, since ids are in their order."""
    ids, components = _rows(server, "analytics/run_procedure_gds_wcc", projection)
    first: dict[int, int] = {}
    return ids, [first.setdefault(component, place) for place, component in enumerate(components)]


def _k_core(server: Server, projection: str) -> Found:
    return _rows(server, "analytics/run_procedure_gds_k_core", projection)


def _triangles(server: Server, projection: str) -> Found:
    return _rows(server, "analytics/run_procedure_gds_triangles", projection)


def _sssp(server: Server, projection: str, start: str) -> Found:
    ids, _ = _rows(server, "analytics/run_procedure_gds_vertices", projection)
    if start not in {*ids}:
        raise NotFound("1 of 1 ids are not vertices of the network")
    names = (("Kind", kind_of(start) or ""),)
    reached, found = _rows(server, "analytics/run_procedure_gds_lengths", projection, *names, start=start)
    lengths = dict(zip(reached, found, strict=True))
    return ids, [lengths.get(id) for id in ids]


def _bfs(server: Server, projection: str, start: str) -> Found:
    """Links of a shortest path are its length where every link has the length 1."""
    ids, lengths = _sssp(server, projection, start)
    return ids, [None if length is None else round(length) for length in lengths]


def _rows(server: Server, name: str, projection: str, *names: tuple[str, str], **parameters: object) -> Found:
    rows = sorted(server.read(lambda tx: tx.rows(name, *names, projection=projection, **parameters)))
    return [row[0] for row in rows], [row[1] for row in rows]


RUNS: Final[Mapping[str, Callable[..., Found]]] = {
    "wcc": _wcc,
    "k_core": _k_core,
    "triangles": _triangles,
    "bfs": _bfs,
    "sssp": _sssp,
}
"""Each procedure's way. The guide says why the others are not here."""
