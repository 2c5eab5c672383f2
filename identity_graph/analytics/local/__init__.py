"""The `local` engine: compiled kernels on this machine's memory."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pyarrow as pa

from identity_graph.analytics.local import labels
from identity_graph.analytics.network import Network
from identity_graph.analytics.procedures import procedure

RUNS: Final[Mapping[str, Callable[..., pa.Table]]] = {
    "wcc": labels.wcc,
}
"""Each procedure's function of a network and its parameters."""


def run(name: str, network: Network, parameters: Mapping[str, Any] | None = None) -> pa.Table:
    """The procedure's table (see its `Shape`), the same for any number of threads. Raises `SettingsError` for wrong
    parameters, `NotFound` for ids that are no vertices."""
    checked = procedure(name).checked(parameters or {})
    return RUNS[name](network, **checked)


__all__ = ["RUNS", "run"]
