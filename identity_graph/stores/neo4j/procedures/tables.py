"""What engines found as the tables of `Shape`."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from identity_graph.analytics.procedures import Shape


def table(shape: Shape, ids: Sequence[str], values: Sequence[Any]) -> pa.Table:
    """A row for each vertex. Labels are places in ``ids``."""
    schema = shape.schema(pa.string())
    vertices = pa.array(ids, pa.string())
    column = vertices.take(pa.array(values, pa.int64())) if shape is Shape.LABELS else values
    return pa.Table.from_arrays([vertices, pa.array(column, schema.field(1).type)], schema=schema)
