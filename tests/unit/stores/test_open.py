"""Which addresses and places are taken, and what the others are told."""

import os
import threading
from pathlib import Path

import apsw
import pytest
from factory import changes, record

from identity_graph.errors import NotAnIdentityGraph, SettingsError, StoreBusy, StoreError, StoreUnreachable
from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import open_store

SETTINGS = Settings(busy_timeout_s=0.2, retry_for_s=0)


@pytest.mark.parametrize(
    "url", ["bolt://u:secret@127.0.0.1:1", "neo4j+s://127.0.0.1:1/db", "wss://u:secret@127.0.0.1:1"]
)
def test_a_server_that_is_not_there_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"127\.0\.0\.1:1") as caught, open_store(url, SETTINGS) as store:
        store.schema_state()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["graph.db", "mysql://u:secret@host", "", "sqlite:", "SQLITE"])
def test_unknown_addresses_list_what_is_supported(url: str) -> None:
    with pytest.raises(SettingsError, match="supported: sqlite:PATH") as caught:
        open_store(url, SETTINGS)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["graph.db", "with blank.db", "100%25?mode=ro#x.db", "графы.db"])
def test_paths(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in (f"sqlite:{name}", f"sqlite:{tmp_path / name}", f"sqlite://{tmp_path / name}"):
        with open_store(url, SETTINGS) as store:
            migrate(store)
            assert store.url == f"sqlite:{tmp_path / name}"
    assert (tmp_path / name).exists()


def test_memory_is_shared_by_threads_and_by_nobody_else() -> None:
    with open_store("sqlite::memory:", SETTINGS) as store, open_store("sqlite::memory:", SETTINGS) as other:
        migrate(store)
        thread = threading.Thread(target=lambda: store.apply(changes(record(1))))
        thread.start()
        thread.join()
        assert store.counts().nodes["Record"] == 1
        assert other.schema_state() is None


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    for text in ("hello", "a,b\n" * 5000):
        path = tmp_path / "data.csv"
        path.write_text(text)
        with pytest.raises(NotAnIdentityGraph, match="no SQLite database"):
            open_store(f"sqlite:{path}", SETTINGS)
        assert path.read_text() == text


def test_a_stranger_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE customers(name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAnIdentityGraph, match="something else"):
        open_store(f"sqlite:{path}", SETTINGS)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_directory_and_a_place_that_is_not(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a directory"):
        open_store(f"sqlite:{tmp_path}", SETTINGS)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(f"sqlite:{tmp_path / 'no' / 'graph.db'}", SETTINGS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="permissions"):
        open_store(f"sqlite:{tmp_path / 'graph.db'}", SETTINGS)


def test_an_empty_file_is_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "graph.db").touch()
    with open_store(f"sqlite:{tmp_path / 'graph.db'}", SETTINGS) as store:
        assert store.schema_state() is None
        migrate(store)


def test_waiting_for_another_writer_ends(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(f"sqlite:{path}", SETTINGS) as store:
        migrate(store)
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="try again") as caught:
            store.apply(changes(record(1)))
        assert caught.value.retryable
        assert store.counts().nodes["Record"] == 0
        other.execute("ROLLBACK")
        store.apply(changes(record(1)))
        other.close()


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(f"sqlite:{path}", SETTINGS) as store:
        migrate(store)
        store.apply(changes(*(record(i) for i in range(2000))))
    content = bytearray(path.read_bytes())
    content[4096 * 30 :] = b"\xff" * (len(content) - 4096 * 30)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(f"sqlite:{path}", SETTINGS) as store:
        store.page_nodes("Record", limit=5000)


def test_a_copy_goes_back_to_the_write_ahead_log(tmp_path: Path) -> None:
    with open_store(f"sqlite:{tmp_path / 'graph.db'}", SETTINGS) as store:
        migrate(store)
    apsw.Connection(str(tmp_path / "graph.db")).execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    with open_store(f"sqlite:{tmp_path / 'copy.db'}", SETTINGS):
        connection = apsw.Connection(str(tmp_path / "copy.db"))
        assert connection.execute("PRAGMA journal_mode").get == "wal"
