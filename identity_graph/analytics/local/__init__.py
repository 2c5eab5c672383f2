"""The `local` engine: compiled kernels on what fits into this machine's memory."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pyarrow as pa

from identity_graph.analytics.local import labels, leiden, pairs, paths, rings, scores
from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import procedure
from identity_graph.analytics.threads import threads as limited_to

RUNS: Final[Mapping[str, Callable[..., pa.Table]]] = {
    "wcc": labels.wcc,
    "cdlp": labels.cdlp,
    "label_propagation": labels.label_propagation,
    "leiden": leiden.leiden,
    "k_core": labels.k_core,
    "rings": rings.rings,
    "pagerank": scores.pagerank,
    "personalized_pagerank": scores.personalized_pagerank,
    "seeded_propagation": paths.seeded_propagation,
    "lcc": scores.lcc,
    "triangles": scores.triangles,
    "bfs": paths.bfs,
    "sssp": paths.sssp,
    "evidence_paths": paths.evidence_paths,
    "node_similarity": pairs.node_similarity,
    "link_prediction": pairs.link_prediction,
}
"""Each procedure's function of a network and its parameters."""


def run(
    name: str, network: Network, parameters: Mapping[str, Any] | None = None, *, threads: int | None = None
) -> pa.Table:
    """The procedure's table (see its `Shape`), the same for any number of threads (``None``: as many as this process
    may use). Raises `SettingsError` for wrong parameters, `NotFound` for ids that are no vertices."""
    checked = procedure(name).checked(parameters or {})
    runs: Callable[..., pa.Table] = RUNS[name]
    with limited_to(threads):
        return runs(network, **checked)


__all__ = ["RUNS", "run"]
