"""Empty, opened again, closed."""

import pytest
from factory import changes, everything, record

from identity_graph.errors import SchemaBehind, StoreError
from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, open_store


def test_an_empty_store_names_the_command_that_makes_it_usable(empty: GraphStore) -> None:
    assert empty.schema_state() is None
    for use in (lambda: empty.apply(changes(record(1))), empty.counts, lambda: empty.nodes(["rec_x"])):
        with pytest.raises(SchemaBehind, match=r"identity-graph --store .* migrate"):
            use()
    migrate(empty)
    assert everything(empty) == ([], [], {})


def test_what_was_written_is_there_for_who_opens_it_next(address: str, settings: Settings) -> None:
    with open_store(address, settings) as store:
        migrate(store)
        store.apply(changes(record(1), keys={record(1).id: (7,)}))
        before = everything(store)
        url = store.url
    with open_store(url, settings) as store:
        assert everything(store) == before
        assert store.apply(changes(record(1), keys={record(1).id: (7,)})).already


def test_a_closed_store_says_so(store: GraphStore) -> None:
    store.close()
    store.close()
    for use in (store.counts, store.ledger, store.schema_state, lambda: store.apply(changes())):
        with pytest.raises(StoreError, match="closed"):
            use()


def test_two_stores_opened_before_one_migrates(address: str, settings: Settings) -> None:
    with open_store(address, settings) as one, open_store(address, settings) as two:
        migrate(one)
        two.apply(changes(record(1)))
        assert one.counts().nodes["Record"] == 1
