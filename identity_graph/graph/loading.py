"""Loading records: what the graph has of them is read, the difference written."""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from identity_graph.changes import (
    Derived,
    Said,
    derived,
    load_changes,
    said_by,
    same_content,
    spelled_as_before,
)
from identity_graph.errors import IdentityGraphError
from identity_graph.graph.beside import Beside
from identity_graph.graph.unresolving import stale_links
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
    said = begun.said
    stored = store.nodes(list(said))
    changed = [id for id, (node, _) in said.items() if id in stored and not same_content(node, stored[id])]
    stale, orphans = stale_links(store, changed, generic_over) if changed else ((), ())
    cause = Cause("load", f"batch:{secrets.token_hex(8)}")
    outcome = load_changes(cause, said, stored, stale, orphans, begun.derive)
    if not outcome.changes.is_empty():
        addresses = [node.id for node in outcome.changes.nodes if node.kind == "Address"]  # only they have a spelling
        store.apply(spelled_as_before(outcome.changes, store.nodes(addresses)))
    return LoadedBatch(len(outcome.new), len(outcome.changed), outcome.unchanged)
