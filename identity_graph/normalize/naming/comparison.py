"""What a comparison of two names says."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How likely two names are one party's, in [0, 1]; above .5 it is likelier than not, as far as names tell.

    ``reasons`` are short texts a person reads, the weightiest first."""

    score: float
    reasons: tuple[str, ...] = ()
