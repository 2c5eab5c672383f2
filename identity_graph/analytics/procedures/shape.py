"""What a procedure hands back: an Arrow table of one of these shapes, the same from every engine.

``id`` stands for the type of the network's ids (string or int64). A table with a row for each vertex has them in
ascending order of ids (strings by code point); other tables say their order here.
"""

from enum import Enum
from typing import Final

import pyarrow as pa


class Shape(Enum):
    """The columns of a result."""

    LABELS = "labels"
    """A row for each vertex: ``id``, ``label``. A label is the id of a vertex."""
    SCORES = "scores"
    """A row for each vertex: ``id``, ``score`` (float64; null where there is none, as for what no path reaches)."""
    COUNTS = "counts"
    """A row for each vertex: ``id``, ``count`` (int64; null where there is none)."""
    PAIRS = "pairs"
    """``left`` < ``right``, ``score``; the highest score first, then by ``left``, ``right``."""
    PATHS = "paths"
    """``id``, ``score``, ``path`` (ids from where it began to ``id``), ``carried`` (what this one path brought)."""
    GROUPS = "groups"
    """``label`` (the smallest member), ``members``, ``signals`` (ids, ascending), ``shared`` (links between both),
    ``expected`` (links by chance), ``p_value``; the smallest ``p_value`` first, then by ``label``."""

    def schema(self, id: pa.DataType) -> pa.Schema:
        """The Arrow schema for ids of this type."""
        types = {"id": id, "ids": pa.list_(id), "number": pa.float64(), "count": pa.int64()}
        return pa.schema([(column, types[type]) for column, type in _COLUMNS[self.value]])


_COLUMNS: Final = {
    "labels": (("id", "id"), ("label", "id")),
    "scores": (("id", "id"), ("score", "number")),
    "counts": (("id", "id"), ("count", "count")),
    "pairs": (("left", "id"), ("right", "id"), ("score", "number")),
    "paths": (("id", "id"), ("score", "number"), ("path", "ids"), ("carried", "number")),
    "groups": (
        ("label", "id"),
        ("members", "ids"),
        ("signals", "ids"),
        ("shared", "count"),
        ("expected", "number"),
        ("p_value", "number"),
    ),
}
