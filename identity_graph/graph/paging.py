"""Work in batches."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in batches of at most ``size``, in order."""
    return (items[start : start + size] for start in range(0, len(items), size))
