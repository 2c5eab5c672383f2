"""What a run hands back."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from identity_graph.analytics.procedures import ParameterValue
from identity_graph.procedures.selected import Selected


@dataclass(frozen=True, slots=True)
class Result:
    """The procedure's ``table`` (see its `Shape`), all its parameters as they were used, the engine that ran it, and
    the time from the call to the table. ``selected`` is what the ``local`` engine read, ``None`` where another engine
    ran it and nothing was read; then nobody counted ``vertices`` and ``links`` either."""

    procedure: str
    parameters: Mapping[str, ParameterValue]
    table: pa.Table
    engine: str
    seconds: float
    selected: Selected | None = None
    vertices: int | None = None
    links: int | None = None
