"""How two words of names may be related: a likelihood and a reason, and the answers that need no measuring."""

from typing import Final, final

from mypy_extensions import mypyc_attr

PAIRED: Final = 0.3
"""Two words less likely one name than this are not paired."""


@final
@mypyc_attr(acyclic=True)
class Related:
    """How likely two words are one name, and why: a key of `reasons.WHY`. Not changed once made."""

    __slots__ = ("score", "why")

    def __init__(self, score: float, why: str) -> None:
        self.score = score
        self.why = why


SAME: Final = Related(1.0, "same")
UNRELATED: Final = Related(0.0, "different")
SPELLING: Final = Related(0.96, "spelling")
TWO_NAMES: Final = Related(0.2, "different")
"""Two words that are known to be two names."""
