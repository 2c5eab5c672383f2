"""``kill -9`` while change sets are written, over and over: nothing lost, nothing twice, nothing broken."""

import random
import subprocess
import sys
import time
from pathlib import Path

import apsw
import pytest
from factory import everything
from store_writer import change_set

from identity_graph.migrations import migrate
from identity_graph.settings import Settings
from identity_graph.stores import open_store

WRITER = Path(__file__).parents[1] / "store_writer.py"
KILLS = 22
COUNT = 800


@pytest.mark.slow
def test_killed_at_random_points_and_done_again_it_equals_the_undisturbed_one(
    address: str, settings: Settings, tmp_path: Path
) -> None:
    with open_store(address, settings) as store:
        migrate(store)
        url = store.url
    pick = random.Random(11)
    interrupted = [killed_after(url, pick.uniform(0, 0.05)) for _ in range(KILLS)]
    assert sum(interrupted) >= 20
    with open_store(url, settings) as store, open_store("sqlite::memory:", settings) as undisturbed:
        migrate(undisturbed)
        for number in range(COUNT):
            store.apply(change_set(1, number))
            undisturbed.apply(change_set(1, number))
        assert everything(store) == everything(undisturbed)
        assert [entry.id for entry in store.ledger(limit=COUNT + 1)] == [
            entry.id for entry in undisturbed.ledger(limit=COUNT + 1)
        ]
    if url.startswith("sqlite:"):
        check_file(url.removeprefix("sqlite:"))


def killed_after(url: str, seconds: float) -> bool:
    """Whether the writer was still at work when it was killed."""
    with subprocess.Popen([sys.executable, str(WRITER), url, "1", str(COUNT)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        writer.kill()
        return b"done" not in writer.stdout.read()


def check_file(path: str) -> None:
    assert apsw.Connection(path).execute("PRAGMA integrity_check").get == "ok"
