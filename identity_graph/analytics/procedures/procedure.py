"""The declaration of a procedure: its exact meaning, whatever engine runs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from identity_graph.analytics.procedures.parameter import Parameter, ParameterValue
from identity_graph.analytics.procedures.shape import Shape
from identity_graph.errors import SettingsError

WeightMeaning = Literal["ignored", "strength", "length"]
"""What a link's weight says: nothing, how strongly it holds (≥ 0), or how long it is (≥ 0)."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure. ``meaning`` is exact: two engines that keep it give the same table, up to ``tolerance`` (relative)
    in numbers; ``exact`` says that labels and counts are equal to the last one. ``heeds_direction`` says whether a
    directed network gives another result than an undirected one of the same links."""

    name: str
    title: str
    meaning: str
    source: str
    shape: Shape
    parameters: tuple[Parameter, ...] = ()
    weights: WeightMeaning = "ignored"
    heeds_direction: bool = False
    exact: bool = True
    tolerance: float = 1e-9

    def checked(self, given: Mapping[str, object]) -> dict[str, ParameterValue]:
        """All parameters by name, defaults filled in, in the declared order. Raises `SettingsError`."""
        names = {parameter.name for parameter in self.parameters}
        if unknown := sorted(set(given) - names):
            raise SettingsError(f"{self.name} has no parameter {', '.join(unknown)}; it has {_listed(names)}")
        missing = sorted(each.name for each in self.parameters if each.is_required and each.name not in given)
        if missing:
            raise SettingsError(f"{self.name} needs {', '.join(missing)}")
        return {each.name: each.checked(given.get(each.name, each.default)) for each in self.parameters}


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"
