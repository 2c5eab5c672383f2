"""Running the steps a stored graph lacks, and holding its schema against this code's.

A step with content goes: shape changed and ``migrating_to`` noted; change sets, each atomic; version noted. Killed
anywhere, `migrate` goes on where it was: the ledger says how far the content came.
"""

from collections.abc import Callable, Sequence
from typing import Final

from identity_graph.errors import SchemaAhead, SchemaBehind, StoreError
from identity_graph.migrations.step import Step
from identity_graph.migrations.steps import STEPS, schema_at
from identity_graph.schema import SCHEMA_VERSION, declared_schema
from identity_graph.stores import GraphStore, SchemaChange, SchemaState

LEDGER_PAGE: Final = 10_000


def migrate(store: GraphStore, on_step: Callable[[int, str], None] | None = None) -> tuple[int, int]:
    """Bring the graph to this code's schema; (version before, version now), 0 for an empty store.

    ``on_step`` hears of each step (version, title) before it is taken. Raises `SchemaAhead` where there is no way, and
    `StoreBusy` where a load, a resolution or another migration does not end: a graph is changed by one at a time.
    """
    before = _version(store)
    if before == 0:
        # The lease lies in the graph: where there is none yet, whoever else makes one makes the same.
        _take_all(store, STEPS[:1], on_step)
    state = store.schema_state()
    if state is None or _is_behind(state):
        with store.exclusive():
            # As it is now: another may have gone on meanwhile.
            _take_all(store, STEPS[_version(store) :], on_step)
    check(store)
    return before, SCHEMA_VERSION


def check(store: GraphStore) -> None:
    """Raise where this code cannot use the graph as it is: `SchemaBehind`, `SchemaAhead`, or `StoreError` for a shape
    that is not the one of its version."""
    state = store.schema_state()
    _refuse_ahead(store, state)
    if state is None or _is_behind(state):
        raise SchemaBehind(
            f"{store.url} {_of(state)} and this code works with schema version {SCHEMA_VERSION};"
            f" run: identity-graph --store {store.url} migrate"
        )
    if state.hash != declared_schema().hash:
        raise StoreError(
            f"{store.url} says schema version {state.version}, but its shape is not the one of that version:"
            " it was written by changed code; use that code, or load into a new store"
        )


def ready(store: GraphStore) -> None:
    """Make an empty store usable; `check` any other. One that somebody else is making, or was killed at, is empty."""
    try:
        check(store)
    except SchemaBehind:
        if store.schema_state() and store.ledger(limit=1):
            raise
        migrate(store)


def _version(store: GraphStore) -> int:
    """The version of the stored schema, 0 where there is none."""
    state = store.schema_state()
    _refuse_ahead(store, state)
    return state.version if state else 0


def _is_behind(state: SchemaState) -> bool:
    return state.migrating_to is not None or state.version < SCHEMA_VERSION


def _take_all(store: GraphStore, steps: Sequence[Step], on_step: Callable[[int, str], None] | None) -> None:
    for step in steps:
        if on_step:
            on_step(step.version, step.title)
        _take(store, step)


def _take(store: GraphStore, step: Step) -> None:
    hash = schema_at(step.version).hash
    done = SchemaState(step.version, hash)
    if step.data is None:
        store.change_schema(step.change, done)
        return
    store.change_schema(step.change, SchemaState(step.version - 1, hash, migrating_to=step.version))
    for changes in step.data(store, _resume_point(store, step)):
        store.apply(changes)
    store.change_schema(SchemaChange(), done)


def _resume_point(store: GraphStore, step: Step) -> str:
    """How far the step's content came, as the ledger has it."""
    point, after = "", 0
    while entries := store.ledger(after, LEDGER_PAGE):
        after = entries[-1].sequence
        references = [entry.cause.reference for entry in entries if entry.cause.kind == "migration"]
        points = [reference.partition(":")[2] for reference in references if reference.startswith(f"{step.label}:")]
        point = max([point, *points])
    return point


def _refuse_ahead(store: GraphStore, state: SchemaState | None) -> None:
    newest = max(state.version, state.migrating_to or 0) if state else 0
    if newest > SCHEMA_VERSION:
        raise SchemaAhead(
            f"{store.url} has schema version {newest}, this code only knows {SCHEMA_VERSION};"
            " install the newer release that wrote it (pip install --upgrade identity-graph)"
        )


def _of(state: SchemaState | None) -> str:
    if state is None:
        return "is empty"
    if state.migrating_to:
        return f"is half-way from schema version {state.version} to {state.migrating_to}"
    return f"has schema version {state.version}"
