"""Two processes that want to write at once: one waits for the other, and does not wait for a dead one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from factory import changes, record
from faults.conftest import Place, impatient
from faults.lease_holder import COUNTER
from graphs import differences, exported
from identity_graph_loaders.load import LoadOptions, load_files

from identity_graph import IdentityGraph
from identity_graph.errors import StoreBusy, StoreError
from identity_graph.migrations import migrate, ready
from identity_graph.migrations.steps import STEPS, schema_at
from identity_graph.sample import write_sample
from identity_graph.schema import SCHEMA_VERSION, declared_schema
from identity_graph.stores import GraphStore, SchemaState, lease

PROGRAM = Path(__file__).with_name("lease_holder.py")
ROUNDS = 12
EXPIRES_S = 1.0


@contextmanager
def holder(place: Place, rounds: int, expires_s: float = lease.EXPIRES_S) -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, str(PROGRAM), place.server.shown, str(expires_s), str(rounds)]
    environment = {**os.environ, **place.server.environment}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def heard(process: subprocess.Popen[bytes], word: bytes) -> None:
    assert process.stdout
    assert word in iter(process.stdout.readline, b"")


def counted(store: GraphStore) -> int:
    return int(str(store.nodes([COUNTER.id])[COUNTER.id].properties["content"]))


@pytest.mark.slow
def test_processes_that_read_decide_and_write_do_so_one_after_the_other(place: Place) -> None:
    with place.store() as store:
        migrate(store)
        with holder(place, ROUNDS) as one, holder(place, ROUNDS) as other:
            assert [one.wait(60), other.wait(60)] == [0, 0]
        assert counted(store) == 2 * ROUNDS
        assert len(store.ledger()) == 2 * ROUNDS


def test_a_holder_that_is_alive_keeps_others_out(place: Place) -> None:
    with place.store(settings=impatient(busy_timeout_s=0.5)) as store:
        migrate(store)
        with holder(place, 0, EXPIRES_S) as process:
            heard(process, b"holds\n")
            with pytest.raises(StoreBusy, match="another load or resolution"), store.exclusive():
                raise AssertionError
            # Readers and a lone change set are not kept out.
            assert store.counts().nodes["Record"] <= 1
            store.apply(changes(record("another")))


def test_a_holder_that_was_killed_is_waited_for_no_longer_than_its_lease(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However short this one's patience: it would else never get in."""
    monkeypatch.setattr(lease, "EXPIRES_S", EXPIRES_S)
    with place.store(settings=impatient(busy_timeout_s=0)) as store:
        migrate(store)
        with holder(place, 0, EXPIRES_S) as process:
            heard(process, b"holds\n")
            process.kill()
            process.wait()
        with store.exclusive():
            store.apply(changes(record("after it")))
        with store.exclusive():
            assert store.counts().nodes["Record"] >= 1


def test_a_holder_that_slept_too_long_writes_nothing_more(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lease was taken over meanwhile: what it has read may be true no more."""
    monkeypatch.setattr(lease, "EXPIRES_S", 3600.0)
    with place.store() as sleeper:
        migrate(sleeper)
        monkeypatch.setattr(lease, "EXPIRES_S", 0.2)
        with place.store() as other, sleeper.exclusive():
            with other.exclusive():
                other.apply(changes(record("theirs")))
                with pytest.raises(StoreError) as caught:
                    sleeper.apply(changes(record("ours")))
            assert caught.value.retryable
            with pytest.raises(StoreError):
                sleeper.apply(changes(record("ours")))
        assert sleeper.counts().nodes["Record"] == 1
        sleeper.apply(changes(record("ours")))


@pytest.mark.slow
def test_two_loads_of_the_same_file_at_once_are_one(place: Place, tmp_path: Path) -> None:
    sheet = str(write_sample(tmp_path, 300).core_banking)
    options = LoadOptions(source="core_banking", mapping="sample-core-banking", batch_rows=20)
    command = (sys.executable, "-c", "from identity_graph.cli import main; main()", "--store", place.server.shown)
    words = ("load", sheet, "--source", "core_banking", "--mapping", "sample-core-banking", "--batch-rows", "20")
    environment = {**os.environ, **place.server.environment, "NO_COLOR": "1"}
    with place.store() as store:
        migrate(store)
    loads = [
        subprocess.Popen([*command, *words, "--json"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [load.communicate(timeout=120) for load in loads]
    assert [load.returncode for load in loads] == [0, 0], said
    new = [json.loads(out)["files"][0]["new"] for out, _ in said]
    with IdentityGraph.open("sqlite::memory:") as undisturbed:
        assert load_files(undisturbed, [sheet], options).files[0].new == sum(new)
        undisturbed.resolve()
        expected = exported(undisturbed)
    with IdentityGraph.open(place.url(), impatient()) as graph:
        assert differences(exported(graph), expected) == {}


def test_two_that_find_an_empty_store_both_go_on(place: Place) -> None:
    """Each would make the shape; neither may stumble over the other, or take it back a version."""
    with ExitStack() as stack:
        stores = [stack.enter_context(place.store()) for _ in range(4)]
        with ThreadPoolExecutor(len(stores)) as pool:
            list(pool.map(ready, stores))
        for store in stores:
            assert store.schema_state() == SchemaState(SCHEMA_VERSION, declared_schema().hash)
            store.apply(changes(record(id(store))))


def test_the_first_lease_of_a_graph_goes_to_one(place: Place) -> None:
    """Where nobody ever held it there is nothing yet that two could collide at."""

    def write(store: GraphStore) -> None:
        with store.exclusive():
            store.apply(changes(record(id(store))))

    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        stores = [stack.enter_context(place.store()) for _ in range(2)]
        for _ in range(ROUNDS):
            place.server.empty()
            stores[0].change_schema(STEPS[0].change, SchemaState(1, schema_at(1).hash))
            list(pool.map(write, stores))
            assert len(stores[0].ledger()) == 2
