"""What was to be reached, and whether it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Value = str | int | float
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on one column of the row that has all of ``where``."""

    what: str
    where: Mapping[str, Value]
    column: str
    must_be: Literal["at least", "at most"]
    bound: float

    def reached(self, rows: Sequence[Row]) -> int | float | None:
        """The measured value; ``None`` where it was not measured."""
        found = (row.get(self.column) for row in rows if self.where.items() <= row.items())
        value = next(found, None)
        return None if isinstance(value, str) else value

    def is_met(self, rows: Sequence[Row]) -> bool | None:
        """Whether the value keeps the bound; ``None`` where it was not measured."""
        value = self.reached(rows)
        if value is None:
            return None
        return value >= self.bound if self.must_be == "at least" else value <= self.bound
