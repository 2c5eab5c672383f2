"""A procedure's parameters: their types, defaults and bounds, and the check of what was given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from identity_graph.errors import SettingsError

VertexId = str | int
ParameterValue = int | float | str | VertexId | dict[VertexId, float] | None
"""What a checked parameter holds: a whole number, a number, one of the choices, a vertex, or seeds and their scores."""

ParameterType = Literal["integer", "number", "choice", "vertex", "seeds"]
REQUIRED: Final = "required"
"""Stands as the default of a parameter that has none."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. ``least`` and ``most`` are inclusive; ``above`` and ``below`` are not."""

    name: str
    type: ParameterType
    about: str
    default: int | float | str | None = REQUIRED
    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        """Whether there is no default."""
        return self.default == REQUIRED

    @property
    def bounds(self) -> str:
        """What values are allowed, for messages and tables; empty where all are."""
        if self.choices:
            return " | ".join(self.choices)
        ends = ((self.least, "≥"), (self.above, ">"), (self.most, "≤"), (self.below, "<"))
        return ", ".join(f"{sign} {end:g}" for end, sign in ends if end is not None)

    def checked(self, value: object) -> ParameterValue:
        """The value in its type. Raises `SettingsError` with what is allowed."""
        if value is None and self.default is None:
            return None
        try:
            typed = _READ[self.type](value)
        except (TypeError, ValueError, OverflowError):
            raise self._wrong() from None
        if not self._allows(typed):
            raise self._wrong()
        return typed

    def _allows(self, value: ParameterValue) -> bool:
        if self.choices:
            return value in self.choices
        numbers = value.values() if isinstance(value, dict) else (value,) if isinstance(value, int | float) else ()
        return all(self._within(number) for number in numbers)

    def _within(self, number: float) -> bool:
        return (
            number == number  # not NaN
            and (self.least is None or number >= self.least)
            and (self.most is None or number <= self.most)
            and (self.above is None or number > self.above)
            and (self.below is None or number < self.below)
        )

    def _wrong(self) -> SettingsError:
        allowed = f" ({self.bounds})" if self.bounds else ""
        return SettingsError(f"the parameter {self.name!r} must be {_SPOKEN[self.type]}{allowed}")


def _integer(value: Any) -> int:
    if isinstance(value, bool) or int(value) != float(value):
        raise ValueError
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _vertex(value: Any) -> VertexId:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError
    return value


def _seeds(value: Mapping[Any, Any] | Iterable[Any] | Any) -> dict[VertexId, float]:
    """Ids with scores; ids alone have the score 1."""
    if isinstance(value, str | int | float) or not isinstance(value, Iterable):
        raise TypeError
    pairs = value.items() if isinstance(value, Mapping) else ((id, 1.0) for id in value)
    seeds = {_vertex(id): _number(score) for id, score in pairs}
    if not seeds:
        raise ValueError
    return dict(sorted(seeds.items(), key=lambda pair: (isinstance(pair[0], str), pair[0])))


_READ: Final[Mapping[ParameterType, Callable[[Any], ParameterValue]]] = {
    "integer": _integer,
    "number": _number,
    "choice": _text,
    "vertex": _vertex,
    "seeds": _seeds,
}
_SPOKEN: Final[Mapping[ParameterType, str]] = {
    "integer": "a whole number",
    "number": "a number",
    "choice": "one of the choices",
    "vertex": "the id of a vertex",
    "seeds": "ids of vertices, or ids with scores, at least one",
}
