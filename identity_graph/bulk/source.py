"""What a bulk export reads: a whole graph in pages, with what a store keeps beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from identity_graph.model import LedgerEntry, Link, Node
from identity_graph.schema import Schema
from identity_graph.stores import Counts


@dataclass(frozen=True, slots=True)
class Source:
    """A graph as it is to be handed over; the readers start anew at every call. ``sequence`` is that of the ledger's
    last entry (0: none)."""

    schema: Schema
    counts: Counts
    sequence: int
    nodes: Callable[[str], Iterator[Sequence[Node]]]
    """by kind, in the order of ids"""
    links: Callable[[str], Iterator[Sequence[Link]]]
    """by type, in the order of keys"""
    ledger: Callable[[], Iterator[Sequence[LedgerEntry]]]
    blocking_keys: Callable[[], Iterator[Sequence[tuple[int, str]]]]
    """(key, record), all"""
    blocking_keys_of: Callable[[Sequence[str]], Mapping[str, tuple[int, ...]]]
    """by record"""
    written_since: Callable[[], bool]
    """whether somebody has written since ``sequence`` was read"""

    @property
    def rows(self) -> int:
        """How many nodes and links there are."""
        return sum(self.counts.nodes.values()) + sum(self.counts.links.values())
