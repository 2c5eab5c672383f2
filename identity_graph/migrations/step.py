"""What a migration step is made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from identity_graph.model import ChangeSet
from identity_graph.stores import GraphStore, SchemaChange

DataStep = Callable[[GraphStore, str], Iterator[ChangeSet]]
"""Yields the change sets that bring the content forward, the rest of them after a resume point: what follows the colon
in the reference of the last one applied (``v0002:…``), empty at first. Resume points ascend."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the version before to ``version``: first the shape, then, where there is one, the content."""

    version: int
    title: str
    change: SchemaChange
    data: DataStep | None = None

    @property
    def label(self) -> str:
        """What the references of this step's change sets begin with."""
        return f"v{self.version:04}"
