"""Loading records: what the graph has of them is read, the difference written."""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from identity_graph.changes import Derived, Said, changed_in, derived, said_by
from identity_graph.errors import IdentityGraphError
from identity_graph.graph.beside import Beside
from identity_graph.graph.outcome import outcome_of
from identity_graph.model import Cause, Node, Record
from identity_graph.stores import GraphStore


@dataclass(frozen=True, slots=True)
class LoadedBatch:
    """What loading a batch did, in records. ``already``: nothing was new or changed, so nothing was written."""

    new: int
    changed: int
    unchanged: int

    @property
    def already(self) -> bool:
        """Whether the graph had all of it."""
        return not (self.new or self.changed)


class Told(Protocol):
    """A batch of a source's records."""

    @property
    def records(self) -> Sequence[Record]:
        """What it says."""
        ...


Batch = TypeVar("Batch", bound=Told)


class _UntilItFails(Generic[Batch]):
    """An iterator that ends where the inner one raises, and keeps what it raised."""

    def __init__(self, inner: Iterable[Batch]) -> None:
        self._inner = inner
        self.failure: IdentityGraphError | None = None

    def __iter__(self) -> Iterator[Batch]:
        try:
            yield from self._inner
        except IdentityGraphError as error:
            self.failure = error


def load_batches(
    store: GraphStore, batches: Iterable[Batch], generic_over: int, beside: Beside
) -> Iterator[tuple[Batch, LoadedBatch | None]]:
    """Load one batch after the other, each in one change set; ``None`` for those that say nothing. What comes next is
    derived beside that. What was read before ``batches`` raises is loaded first."""
    waiting: deque[tuple[Batch, _Begun]] = deque()
    reading = _UntilItFails(batches)
    for batch in reading:
        waiting.append((batch, _begun(beside, batch.records)))
        while len(waiting) > beside.ahead:
            yield _loaded(store, beside, *waiting.popleft(), generic_over)
    while waiting:
        yield _loaded(store, beside, *waiting.popleft(), generic_over)
    if reading.failure:
        raise reading.failure


def load_batch(store: GraphStore, records: Sequence[Record], generic_over: int) -> LoadedBatch:
    """Write these records in one change set; those the graph already has as they are cost a look-up only.

    Of a record that changed, whatever rests on its old content goes with it: its identifiers' links, its decisions, and
    the resolution of all that were decided together with it, who wait to be resolved anew.
    """
    return _load(store, _Begun(said_by(records), derived), generic_over)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch, and what gives what is derived of each of its records."""

    said: Said
    derive: Callable[[Node, Record], Derived]


def _begun(beside: Beside, records: Sequence[Record]) -> _Begun:
    said = said_by(records)
    return _Begun(said, beside.begin(said))


def _loaded(
    store: GraphStore, beside: Beside, batch: Batch, begun: _Begun, generic_over: int
) -> tuple[Batch, LoadedBatch | None]:
    if not begun.said:
        return batch, None
    with store.exclusive():
        loaded = _load(store, begun, generic_over)
    beside.learn(loaded.new + loaded.changed, len(begun.said))
    return batch, loaded


def _load(store: GraphStore, begun: _Begun, generic_over: int) -> LoadedBatch:
    stored = store.nodes(list(begun.said))
    cause = Cause("load", f"batch:{secrets.token_hex(8)}")
    changed = changed_in(begun.said, stored)
    outcome = outcome_of(store, cause, begun.said, stored, changed, generic_over, begun.derive)
    if not outcome.changes.is_empty():
        store.apply(outcome.changes)
    return LoadedBatch(len(outcome.new), len(outcome.changed), outcome.unchanged)
