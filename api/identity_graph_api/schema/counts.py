"""How many there are of something."""

from collections.abc import Mapping
from typing import Self

import strawberry


@strawberry.type(description="How many there are of something.")
class Count:
    """A kind of node or a type of link, and how many there are."""

    name: str
    count: int

    @classmethod
    def all(cls, counts: Mapping[str, int]) -> list[Self]:
        """One for each name, by name."""
        return [cls(name=name, count=count) for name, count in sorted(counts.items())]
