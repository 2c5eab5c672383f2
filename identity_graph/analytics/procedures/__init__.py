"""What can be asked of a graph: each procedure declared once, with its exact meaning, whatever engine answers."""

from collections.abc import Mapping
from typing import Final

from identity_graph.analytics.procedures import groups, pairs, scores
from identity_graph.analytics.procedures.parameter import Parameter, ParameterValue, VertexId
from identity_graph.analytics.procedures.procedure import Procedure
from identity_graph.analytics.procedures.shape import Shape
from identity_graph.errors import SettingsError

PROCEDURES: Final[Mapping[str, Procedure]] = {
    each.name: each for each in (*groups.DECLARED, *scores.DECLARED, *pairs.DECLARED)
}
"""By name, in the order of the documentation."""


def procedure(name: str) -> Procedure:
    """The declaration of this name. Raises `SettingsError`."""
    if name not in PROCEDURES:
        raise SettingsError(f"there is no procedure {name!r}; there are {', '.join(PROCEDURES)}")
    return PROCEDURES[name]


__all__ = ["PROCEDURES", "Parameter", "ParameterValue", "Procedure", "Shape", "VertexId", "procedure"]
