"""Several writers and readers, as threads and as processes."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from factory import changes, everything, link, phone, record

from identity_graph.stores import GraphStore

WRITER = Path(__file__).parents[1] / "store_writer.py"


def test_writers_in_threads_lose_nothing(store: GraphStore) -> None:
    def write(worker: int) -> None:
        for number in range(15):
            each = record(f"{worker} {number}")
            store.apply(changes(each, phone(1), link("HAS_PHONE", each, phone(1)), keys={each.id: (1,)}))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert store.counts().nodes["Record"] == store.counts().links["HAS_PHONE"] == 60
    assert store.block_sizes([1]) == {1: 60}
    assert len(store.ledger()) == 60


def test_the_same_change_set_from_many_threads_is_written_once(store: GraphStore) -> None:
    change = changes(*(record(i) for i in range(200)))
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(store.apply, [change] * 6))
    assert sorted(applied.already for applied in done) == [False] + [True] * 5
    assert len(store.ledger()) == 1


def test_readers_beside_a_writer_see_whole_change_sets(store: GraphStore) -> None:
    """Each change set gives all records the same country; no reader may ever see two."""
    records = [record(i) for i in range(30)]
    store.apply(changes(*(record(i, country="0") for i in range(30))))
    ids = [node.id for node in records]
    ended = threading.Event()

    def read(_: int) -> set[int]:
        seen = set()
        while not ended.is_set():
            countries = {node.properties["country"] for node in store.neighbourhood(ids, 1).nodes}
            seen.add(len(countries))
        return seen

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read, i) for i in range(3)]
        for version in range(1, 40):
            store.apply(changes(*(record(i, country=str(version)) for i in range(30))))
        ended.set()
        assert {size for reader in readers for size in reader.result()} == {1}


@pytest.mark.slow
def test_writers_in_processes_lose_nothing(store: GraphStore) -> None:
    workers = [
        subprocess.Popen([sys.executable, str(WRITER), store.url, str(seed), "40"], stdout=subprocess.PIPE)
        for seed in (1, 2, 1)
    ]
    while any(worker.poll() is None for worker in workers):
        everything(store)
    assert [worker.communicate()[0].split()[-1] for worker in workers] == [b"done"] * 3
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert store.counts().nodes["Record"] == 2 * 40 * 20
    assert len(store.ledger()) == 2 * 40
