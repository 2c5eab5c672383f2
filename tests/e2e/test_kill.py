"""A load that is killed, anywhere, any number of times, and then run to its end gives what an undisturbed one gives."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from graphs import differences, exported, sample_records

from identity_graph import IdentityGraph
from identity_graph.changes import model_changes
from identity_graph.model import Cause
from identity_graph.normalize import comparable
from identity_graph.resolution import feature_table, train
from identity_graph.sample import write_sample

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads a process's work from /proc"),
]
KILLS, ROUNDS_MAX = 22, 14
PATIENCE_S = 60
START_SHARE = 0.4
"""Of the work, what it takes before anything is written: imports, and opening the store."""
BATCH_ROWS = 100
BAD_EVERY = 150
COMMAND = (sys.executable, "-c", "from identity_graph.cli import main; main()")


def command(store: Path, sheet: Path) -> list[str]:
    options = ["--mapping", "sample-core-banking", "--batch-rows", str(BATCH_ROWS), "--json"]
    return [*COMMAND, "--store", f"sqlite:{store}", "load", str(sheet), "--source", "core_banking", *options]


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
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with nothing but a model: learning one takes longer than all the rest and writes once, at its end."""
    path = tmp_path_factory.mktemp("prepared") / "graph.db"
    model = replace(train(feature_table([comparable(record) for record in sample_records(300)])), trained_on=5_000)
    with IdentityGraph.open(f"sqlite:{path}") as graph:
        graph.store.apply(model_changes(Cause("model", model.content), model, []))
    return path


@pytest.fixture(scope="module")
def undisturbed(
    sheet: Path, prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], list[str], float]:
    """What a load in peace gives: the export, the quarantine, and how many seconds of work it takes."""
    store = tmp_path_factory.mktemp("undisturbed") / "graph.db"
    shutil.copy(prepared, store)
    before = children_worked()
    assert finished(store, sheet)["files"][0]["bad"] > 5
    duration = children_worked() - before
    return export_of(store), quarantined(sheet), duration


def children_worked() -> float:
    """Seconds of processor time of all processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def finished(store: Path, sheet: Path) -> dict[str, list[dict[str, int]]]:
    done = subprocess.run(command(store, sheet), capture_output=True, timeout=120, check=True, env=environment())
    report: dict[str, list[dict[str, int]]] = json.loads(done.stdout)
    return report


def environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1"}


def killed(store: Path, sheet: Path, seconds: float) -> bool:
    """Whether the load was still at work when it was killed: after so many seconds of its own work, however busy the
    machine is."""
    load = subprocess.Popen(command(store, sheet), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE_S
    while worked(load.pid) < seconds and time.monotonic() < until:
        try:
            assert load.wait(0.01) == 0
        except subprocess.TimeoutExpired:
            continue
        return False
    load.kill()
    return load.wait(PATIENCE_S) == -signal.SIGKILL


def worked(pid: int) -> float:
    """Seconds of processor time of a process of ours that has not been waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def export_of(store: Path) -> dict[str, bytes]:
    with IdentityGraph.open(f"sqlite:{store}") as graph:
        return exported(graph)


def quarantined(sheet: Path) -> list[str]:
    return sheet.with_name(sheet.name + ".quarantine.jsonl").read_text(encoding="utf-8").splitlines()


def test_killed_loads_end_as_undisturbed_ones(
    sheet: Path, prepared: Path, undisturbed: tuple[dict[str, bytes], list[str], float], tmp_path: Path
) -> None:
    export, bad_rows, duration = undisturbed
    pick = random.Random(17)
    kills = rounds = 0
    while kills < KILLS:
        store = tmp_path / f"{rounds}.db"
        shutil.copy(prepared, store)
        # Several in a row: each run begins where the one before it was stopped, until one comes to its end.
        while kills < KILLS and killed(store, sheet, pick.uniform(START_SHARE, 1) * duration):
            kills += 1
            assert integrity(store) == "ok"
        finished(store, sheet)
        assert integrity(store) == "ok"
        assert differences(export_of(store), export) == {}
        assert quarantined(sheet) == bad_rows
        rounds += 1
        assert rounds <= ROUNDS_MAX, f"only {kills} of the loads were still at work when they were to be killed"


def integrity(store: Path) -> object:
    connection = apsw.Connection(str(store))
    try:
        return connection.execute("PRAGMA integrity_check").get
    finally:
        connection.close()
