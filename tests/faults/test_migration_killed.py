"""A migration whose process is killed at any of its writes, and run again."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from contract.recorded import graph_1
from factory import everything
from faults.conftest import empty_place
from faults.migrating import BATCH

from identity_graph.errors import SchemaBehind, StoreBusy
from identity_graph.migrations import migrate, ready, v0002_identity_caption
from identity_graph.migrations.steps import STEPS, schema_at
from identity_graph.schema import SCHEMA_VERSION
from identity_graph.settings import Settings
from identity_graph.stores import GraphStore, SchemaState, lease, open_store

PROGRAM = Path(__file__).with_name("migrating.py")
CHANGE_SETS = 6
WRITE_S_MAX = 0.01
EXPIRES_S = 1.0


@pytest.fixture
def old(
    request: pytest.FixtureRequest, address: str, tmp_path: Path
) -> Iterator[tuple[str, dict[str, str], GraphStore]]:
    """A store as version-1 code left it: its address, what lets a process in, itself."""
    with ExitStack() as stack:
        url, environment = f"sqlite:{tmp_path / 'graph.db'}", dict[str, str]()
        if address != "sqlite":
            place = stack.enter_context(empty_place(request, address))
            url, environment = place.url(), place.server.environment
        store = stack.enter_context(open_store(url, Settings()))
        store.change_schema(STEPS[0].change, SchemaState(1, schema_at(1).hash))
        for change in graph_1.change_sets():
            store.apply(change)
        yield store.url, environment, store


def killed_at(write: int, seconds: float, url: str, environment: dict[str, str]) -> None:
    """Run it as far as the n-th write (from 1), and a bit into it."""
    words = [sys.executable, str(PROGRAM), url, str(EXPIRES_S)]
    inherited = {**os.environ, **environment}
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=inherited) as process:
        assert process.stdin
        assert process.stdout
        for line in process.stdout:
            if line == b"writes\n":
                process.stdin.write(b"go on\n")
                process.stdin.flush()
                write -= 1
            if not write:
                break
        time.sleep(seconds)
        process.kill()
        assert write == 0


def test_a_shape_that_was_begun_and_holds_nothing_is_finished_unasked(
    request: pytest.FixtureRequest, address: str, tmp_path: Path
) -> None:
    """A first load that was killed at its very beginning is run again by the same command."""
    with ExitStack() as stack:
        url = f"sqlite:{tmp_path / 'graph.db'}"
        if address != "sqlite":
            url = stack.enter_context(empty_place(request, address)).url()
        store = stack.enter_context(open_store(url, Settings()))
        for state in (SchemaState(1, schema_at(1).hash), SchemaState(1, schema_at(2).hash, migrating_to=2)):
            store.change_schema(STEPS[state.migrating_to == 2].change, state)
            with open_store(url, Settings()) as other:
                assert other.schema_state() == state
        ready(store)
        assert store.schema_state() == SchemaState(SCHEMA_VERSION, schema_at(SCHEMA_VERSION).hash)


def test_it_waits_for_a_load_and_changes_nothing_beside_it(
    old: tuple[str, dict[str, str], GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, environment, store = old
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    lines = len(store.ledger())
    with open_store(url, Settings(busy_timeout_s=0.5)) as other:
        with store.exclusive():
            with pytest.raises(StoreBusy, match="another load or resolution"):
                migrate(other)
            assert other.schema_state() == SchemaState(1, schema_at(1).hash)
            assert len(store.ledger()) == lines
        assert migrate(other) == (1, SCHEMA_VERSION)
        with store.exclusive():
            assert migrate(other) == (SCHEMA_VERSION, SCHEMA_VERSION)


def test_of_two_at_once_one_waits_for_the_other(
    old: tuple[str, dict[str, str], GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(v0002_identity_caption, "BATCH", BATCH)
    url, environment, store = old
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with open_store(url, Settings()) as one, open_store(url, Settings()) as other, ThreadPoolExecutor(2) as pool:
        told: list[int] = []
        list(pool.map(lambda each: migrate(each, lambda version, _: told.append(version)), (one, other)))
    assert told == list(range(2, SCHEMA_VERSION + 1))
    assert len(store.ledger()) == 4 + CHANGE_SETS


@pytest.mark.slow
def test_killed_at_its_writes_it_goes_on_where_it_was(
    old: tuple[str, dict[str, str], GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three processes, each killed in one of its first writes or shortly after it."""
    monkeypatch.setattr(v0002_identity_caption, "BATCH", BATCH)
    monkeypatch.setattr(lease, "EXPIRES_S", EXPIRES_S)
    url, environment, store = old
    pick = random.Random(9)
    for number in (1, 3, 2):
        killed_at(number, pick.uniform(0, WRITE_S_MAX), url, environment)
    with pytest.raises(SchemaBehind, match="half-way from schema version 1 to 2"):
        ready(store)
    assert 4 < len(store.ledger()) <= 4 + CHANGE_SETS
    assert migrate(store) == (1, SCHEMA_VERSION)
    assert len(store.ledger()) == 4 + CHANGE_SETS
    with open_store("sqlite::memory:", Settings()) as fresh:
        fresh.change_schema(STEPS[0].change, SchemaState(1, schema_at(1).hash))
        for change in graph_1.change_sets():
            fresh.apply(change)
        migrate(fresh)
        assert everything(store) == everything(fresh)
        assert store.counts() == fresh.counts()
