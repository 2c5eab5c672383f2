"""A graph that older code normalized: noticed, and brought to what today's code makes of the same records."""

from collections.abc import Callable, Iterator

import pytest
from graphs import exported, graph_of, sample_records

from identity_graph import IdentityGraph
from identity_graph.changes import deriving, model_changes
from identity_graph.errors import ModelError
from identity_graph.graph import deriving as deriving_again
from identity_graph.model import Cause, Record
from identity_graph.normalize.edition import EDITION
from identity_graph.normalize.identifier_nodes import IdentifierKey
from identity_graph.stores.paging import every_node

COUNT = 400


def as_if_older(patch: pytest.MonkeyPatch) -> None:
    """Normalizing that knew no e-mails, and made other blocking keys of every third record."""
    today, keys = deriving.identifier_keys, deriving.blocking_keys

    def older_keys(record: Record) -> list[IdentifierKey]:
        return [key for key in today(record) if key.kind != "Email"]

    def older_blocks(seen: object) -> frozenset[int]:
        found = frozenset(keys(seen))  # type: ignore[arg-type]  # passed on
        return frozenset(key + 1 for key in found) if min(found, default=1) % 3 == 0 else found

    patch.setattr(deriving, "identifier_keys", older_keys)
    patch.setattr(deriving, "blocking_keys", older_blocks)


def noted(graph: IdentityGraph, edition: int) -> None:
    """Let the graph say that it is of this edition."""
    model = graph.model()
    assert model
    stored = [node for nodes in every_node(graph.store, "Model", 100) for node in nodes]
    graph.store.apply(model_changes(Cause("model", f"edition {edition}"), model, stored, edition))


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityGraph]:
    with graph_of() as graph:
        with monkeypatch.context() as patch:
            as_if_older(patch)
            graph.load_batch(sample_records(COUNT))
            graph.resolve()
        noted(graph, EDITION - 1)
        yield graph


def assert_as_loaded_today(graph: IdentityGraph) -> None:
    """All but what models are there is as if today's code had loaded, learned and resolved."""
    with graph_of() as fresh:
        fresh.load_batch(sample_records(COUNT))
        fresh.resolve()
        fresh.train()
        fresh.resolve(whole=True)
        ours, theirs = exported(graph), exported(fresh)
        for name in (ours.keys() | theirs.keys()) - {"nodes/Model"}:
            assert ours.get(name) == theirs.get(name), name
        ids = list(fresh.assignments())
        assert graph.store.blocking_keys(ids) == fresh.store.blocking_keys(ids)


def test_it_becomes_what_a_fresh_load_gives(older: IdentityGraph) -> None:
    before = exported(older)
    older.resolve(whole=True)
    assert_as_loaded_today(older)
    assert exported(older) != before
    assert older.resolve(whole=True).written == 0, "twice is once"


def test_new_records_are_kept_but_not_resolved_before(older: IdentityGraph) -> None:
    more = sample_records()[COUNT : COUNT + 10]
    older.load_batch(more)
    with pytest.raises(ModelError, match=rf"edition {EDITION - 1}.*edition {EDITION}.*resolve"):
        older.resolve()
    assert set(older.store.unresolved(limit=100)) >= {older.reference(f"{one.source}:{one.record_id}") for one in more}
    older.train()
    with pytest.raises(ModelError, match="resolve"):
        older.resolve()
    older.resolve(whole=True)
    assert older.store.unresolved(limit=1) == []
    older.load_batch(sample_records()[COUNT + 10 : COUNT + 20])
    assert older.resolve().records > 0


def test_killed_on_the_way_it_goes_on(older: IdentityGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deriving_again, "RECORDS_AT_ONCE", 50)
    apply: Callable[..., object] = older.store.apply
    left = iter(range(3))

    def dying(changes: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return apply(changes)

    with monkeypatch.context() as patch:
        patch.setattr(older.store, "apply", dying)
        with pytest.raises(KeyboardInterrupt):
            older.resolve(whole=True)
    with pytest.raises(ModelError, match="resolve"):
        older.resolve()
    older.resolve(whole=True)
    assert_as_loaded_today(older)
