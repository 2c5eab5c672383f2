"""Whatever fails in the middle of a transaction, nothing of it stays."""

from pathlib import Path

import apsw
import pytest
from factory import changes, everything, link, phone, record

from identity_graph.errors import StoreError
from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import open_store
from identity_graph.stores.sqlite import writing

ANA, PHONE = record("ana"), phone(1)
FIRST = changes(ANA, PHONE, link("HAS_PHONE", ANA, PHONE), keys={ANA.id: (1,)}, reference="first")
SECOND = changes(
    record("ben"), link("HAS_PHONE", record("ben"), PHONE), removed_nodes=[ANA.id], keys={record("ben").id: (1, 2)}
)
PARTS = ["_remove_links_of", "_remove_nodes", "_write_nodes", "_write_links", "_write_keys", "_write_ledger"]


@pytest.mark.parametrize("error", [apsw.FullError("full"), apsw.IOError("disk"), KeyboardInterrupt()])
@pytest.mark.parametrize("part", PARTS)
def test_a_fault_after_any_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, error: BaseException
) -> None:
    real = getattr(writing, part)

    def broken(*args: object) -> None:
        real(*args)
        raise error

    with open_store(f"sqlite:{tmp_path / 'graph.db'}", Settings()) as store:
        migrate(store)
        store.apply(FIRST)
        before = everything(store)
        monkeypatch.setattr(writing, part, broken)
        with pytest.raises((StoreError, KeyboardInterrupt)):
            store.apply(SECOND)
        monkeypatch.undo()
        assert everything(store) == before
        assert len(store.ledger()) == 1
        store.apply(SECOND)
        assert everything(store) != before
