"""A load that is killed, anywhere, any number of times, and then run to its end gives what an undisturbed one gives."""

import json
import math
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from commands import command_line
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
KILLS, ROUNDS_MAX = 24, 24
PATIENCE_S = 60
BATCH_ROWS = 100
BAD_EVERY = 150
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["identity_graph.graph", "identity_graph.presentation", "identity_graph_loaders.command"])
"""Loads that are killed start with their imports done: these take longer than the load and write nothing."""
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
    assert finished(store, sheet)["files"][0]["bad"] > 5
    return export_of(store), quarantined(sheet), duration(prepared, sheet, store.with_name("again.db"))


def duration(prepared: Path, sheet: Path, store: Path) -> float:
    """Seconds of its own work that a load takes without its imports."""
    shutil.copy(prepared, store)
    load = FORKS.Process(target=command_line, args=command(store, sheet)[len(COMMAND) :])
    load.start()
    seconds = 0.0
    while load.is_alive():
        seconds = max(seconds, min(worked(load.pid or 0), PATIENCE_S))
        load.join(0.005)
    assert load.exitcode == 0
    return seconds


def finished(store: Path, sheet: Path) -> dict[str, list[dict[str, int]]]:
    done = subprocess.run(command(store, sheet), capture_output=True, timeout=120, check=True, env=environment())
    report: dict[str, list[dict[str, int]]] = json.loads(done.stdout)
    return report


def environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1"}


def killed(store: Path, sheet: Path, seconds: float) -> bool:
    """Whether the load was still at work when it was killed: after so many seconds of its own work, however busy the
    machine is."""
    load = FORKS.Process(target=command_line, args=command(store, sheet)[len(COMMAND) :])
    load.start()
    until = time.monotonic() + PATIENCE_S
    while load.is_alive() and worked(load.pid or 0) < seconds and time.monotonic() < until:
        load.join(0.005)
    load.kill()
    load.join(PATIENCE_S)
    assert load.exitcode in {0, -signal.SIGKILL}
    return load.exitcode != 0


def worked(pid: int) -> float:
    """Seconds of processor time of a process; endless where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return math.inf
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def export_of(store: Path) -> dict[str, bytes]:
    with IdentityGraph.open(f"sqlite:{store}") as graph:
        return exported(graph)


def quarantined(sheet: Path) -> list[str]:
    return sheet.with_name(sheet.name + ".quarantine.jsonl").read_text(encoding="utf-8").splitlines()


def test_killed_loads_end_as_undisturbed_ones(
    sheet: Path, prepared: Path, undisturbed: tuple[dict[str, bytes], list[str], float], tmp_path: Path
) -> None:
    export, bad_rows, whole = undisturbed
    pick = random.Random(17)
    kills = rounds = 0
    while kills < KILLS:
        store = tmp_path / f"{rounds}.db"
        shutil.copy(prepared, store)
        # Several in a row: each run begins where the one before it was stopped, until one comes to its end.
        while disturbed := killed(store, sheet, pick.uniform(0, 0.75 * whole)):
            kills += 1
            assert integrity(store) == "ok"
            if kills >= KILLS:
                break
        if disturbed:
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
