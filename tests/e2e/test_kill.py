"""A load that is killed, anywhere, any number of times, and then run to its end gives what an undisturbed one gives."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import apsw
import pytest
from graphs import differences, exported

from identity_graph import IdentityGraph
from identity_graph.sample import write_sample

pytestmark = pytest.mark.slow
ROUNDS, KILLS_EACH = 4, 6
BATCH_ROWS = 100
BAD_EVERY = 150
COMMAND = (sys.executable, "-c", "from identity_graph.cli import main; main()")


def command(store: Path, sheet: Path) -> list[str]:
    options = ["--source", "core_banking", "--mapping", "sample-core-banking", "--batch-rows", str(BATCH_ROWS), "--json"]
    return [*COMMAND, "--store", f"sqlite:{store}", "load", str(sheet), *options]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some 1,500 rows, every 150th without its id."""
    path = write_sample(tmp_path_factory.mktemp("sample"), 4_300).core_banking
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    assert 1_400 < len(rows) < 2_000
    spoiled = ["," + row.partition(",")[2] if n % BAD_EVERY == 0 else row for n, row in enumerate(rows)]
    path.write_text("\n".join([head, *spoiled]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(sheet: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], list[str], float]:
    """What a load in peace gives: the export, the quarantine, and its seconds."""
    store = tmp_path_factory.mktemp("undisturbed") / "graph.db"
    began = time.perf_counter()
    assert finished(store, sheet)["files"][0]["bad"] > 5
    return export_of(store), quarantined(sheet), time.perf_counter() - began


def finished(store: Path, sheet: Path) -> dict[str, list[dict[str, int]]]:
    done = subprocess.run(command(store, sheet), capture_output=True, timeout=120, check=True, env=environment())
    report: dict[str, list[dict[str, int]]] = json.loads(done.stdout)
    return report


def environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1"}


def killed(store: Path, sheet: Path, seconds: float) -> bool:
    """Whether the load was still at work when it was killed."""
    process = subprocess.Popen(command(store, sheet), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
        return True
    return False


def export_of(store: Path) -> dict[str, bytes]:
    with IdentityGraph.open(f"sqlite:{store}") as graph:
        return exported(graph)


def quarantined(sheet: Path) -> list[str]:
    return sheet.with_name(sheet.name + ".quarantine.jsonl").read_text(encoding="utf-8").splitlines()


def test_killed_loads_end_as_undisturbed_ones(
    sheet: Path, undisturbed: tuple[dict[str, bytes], list[str], float], tmp_path: Path
) -> None:
    export, bad_rows, duration = undisturbed
    pick = random.Random(17)
    kills = written_at_kill = 0
    for round in range(ROUNDS):
        store = tmp_path / f"{round}.db"
        # The first kills come early, later ones anywhere: each run begins where the one before it was stopped.
        for turn in range(KILLS_EACH):
            kills += killed(store, sheet, pick.uniform(0.2, 1) * duration * min(1.0, 0.4 + 0.15 * turn))
            written_at_kill += store.exists() and integrity(store) == "ok"
        finished(store, sheet)
        assert integrity(store) == "ok"
        assert differences(export_of(store), export) == {}
        assert quarantined(sheet) == bad_rows
    assert kills >= 20, f"only {kills} of the loads were still at work when they were to be killed"
    assert written_at_kill >= 12


def integrity(store: Path) -> object:
    connection = apsw.Connection(str(store))
    try:
        return connection.execute("PRAGMA integrity_check").get
    finally:
        connection.close()
