"""The ledger: what was done, in order, without personal values."""

import itertools
from datetime import UTC, datetime, timedelta

from factory import changes, link, phone, record

from identity_graph.stores import GraphStore


def test_entries_in_order_with_counts(store: GraphStore) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    ana, ring = record("ana"), phone(1)
    done = [
        changes(ana, ring, link("HAS_PHONE", ana, ring), reference="one"),
        changes(removed_nodes=[ana.id], reference="two"),
        changes(reference="three"),
    ]
    for change in done:
        store.apply(change)
    entries = store.ledger()
    assert [entry.id for entry in entries] == [change.id for change in done]
    assert [entry.cause for entry in entries] == [change.cause for change in done]
    assert [(e.nodes_written, e.links_written, e.nodes_removed, e.links_removed) for e in entries] == [
        (2, 1, 0, 0),
        (0, 0, 1, 1),
        (0, 0, 0, 0),
    ]
    assert all(a.sequence < b.sequence for a, b in itertools.pairwise(entries))
    assert all(before < datetime.fromisoformat(entry.applied_at) < datetime.now(UTC) for entry in entries)


def test_pages(store: GraphStore) -> None:
    for number in range(5):
        store.apply(changes(reference=str(number)))
    first = store.ledger(limit=2)
    rest = store.ledger(after=first[-1].sequence)
    assert [entry.cause.reference for entry in (*first, *rest)] == list("01234")
    assert store.ledger(after=rest[-1].sequence) == []


def test_references_applied(store: GraphStore) -> None:
    store.apply(changes(reference="batch 1"))
    store.apply(changes(record(1), reference="batch 1"))
    assert store.applied(["batch 1", "batch 2"]) == {"batch 1"}
    assert store.applied([]) == frozenset()
    assert store.applied([str(i) for i in range(30_000)]) == frozenset()
