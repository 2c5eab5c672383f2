"""What is to be written of one node or link: the difference between what is there and what should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from identity_graph.stores.gremlin.layout import Stored


@dataclass(slots=True)
class NodeRow:
    """A vertex to add or to change."""

    id: str
    kind: str
    set: Mapping[str, Stored] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    keys_added: tuple[int, ...] = ()
    keys_removed: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """About how many bytes it adds to a request."""
        return _size(self.set) + 40 * (len(self.keys_added) + len(self.keys_removed))


@dataclass(slots=True)
class LinkRow:
    """An edge to add or to change."""

    id: str
    type: str
    source: str
    target: str
    set: Mapping[str, Stored] = field(default_factory=dict)
    drop: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """About how many bytes it adds to a request."""
        return _size(self.set)


def _size(properties: Mapping[str, Stored]) -> int:
    # A text has up to four bytes for each character, but not many of them do.
    return 200 + sum(40 + (2 * len(value) if isinstance(value, str) else 8) for value in properties.values())
