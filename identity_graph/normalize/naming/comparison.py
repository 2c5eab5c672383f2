"""What a comparison of two names says."""

from math import floor
from typing import Final, Literal, final

from mypy_extensions import mypyc_attr

Kind = Literal["person", "organization"]


@final
@mypyc_attr(acyclic=True)
class NameComparison:
    """How likely two names are one party's, in [0, 1]; above .5 it is likelier than not, as far as names tell.

    ``reasons`` are short texts a person reads, the weightiest first. Not changed once made: callers share it."""

    __slots__ = ("reasons", "score")

    def __init__(self, score: float, reasons: tuple[str, ...] = ()) -> None:
        self.score = score
        self.reasons = reasons

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NameComparison) and self.score == other.score and self.reasons == other.reasons

    def __hash__(self) -> int:
        return hash((self.score, self.reasons))

    def __repr__(self) -> str:
        return f"NameComparison(score={self.score}, reasons={self.reasons})"


_SURE: Final = 1e-6
_SCALES: Final = [1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0]


def rounded(share: float, digits: int = 5) -> float:
    """A share to so many digits, as `round` does, which is slow where there is no doubt."""
    scale = _SCALES[digits]
    scaled = share * scale + 0.5
    whole = floor(scaled)
    return whole / scale if _SURE < scaled - whole < 1.0 - _SURE else round(share, digits)
