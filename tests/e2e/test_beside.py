"""Records derived in another process: the same graph, also when that process dies, and none is left behind."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest
from graphs import exported, sample_records

from identity_graph import IdentityGraph
from identity_graph.errors import InputError
from identity_graph.graph import beside, pool
from identity_graph.model import Record

SIZE = 60


@dataclass(frozen=True)
class Part:
    records: Sequence[Record]


def parts(count: int = 600) -> list[Part]:
    records = sample_records()[:count]
    return [Part(records[at : at + SIZE]) for at in range(0, count, SIZE)]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are begun with the second batch."""
    monkeypatch.setattr(beside, "WORTH_FROM", SIZE)


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    with IdentityGraph.open("sqlite::memory:") as graph:
        assert [done for _, done in graph.load_batches(parts()) if done and done.new] != []
        return exported(graph)


@pytest.mark.usefixtures("at_once")
def test_the_same_graph_and_twice_is_once(plain: dict[str, bytes]) -> None:
    with IdentityGraph.open("sqlite::memory:") as graph:
        done = list(graph.load_batches([*parts(), Part(())], processes=1))
        assert [batch.records for batch, _ in done] == [*(part.records for part in parts()), ()]
        assert [loaded and loaded.new for _, loaded in done] == [SIZE] * 10 + [None]
        assert exported(graph) == plain
        assert all(loaded and loaded.already for _, loaded in graph.load_batches(parts(), processes=1))
        assert exported(graph) == plain


@pytest.mark.usefixtures("at_once")
def test_a_record_that_comes_again_while_it_waits_is_written_as_said_last(plain: dict[str, bytes]) -> None:
    """Batches are read before those ahead of them are written."""
    twice = [part for part in parts() for _ in range(2)]
    with IdentityGraph.open("sqlite::memory:") as graph:
        done = [loaded for _, loaded in graph.load_batches(twice, processes=1) if loaded]
        assert [(each.new, each.unchanged) for each in done] == [(SIZE, 0), (0, SIZE)] * 10
        assert exported(graph) == plain


@pytest.mark.usefixtures("at_once")
def test_what_was_read_before_a_failure_is_loaded() -> None:
    def failing() -> Iterator[Part]:
        yield from parts()[:5]
        raise InputError("the file ends in the middle of a row")

    with IdentityGraph.open("sqlite::memory:") as graph:
        with pytest.raises(InputError, match="middle of a row"):
            list(graph.load_batches(failing(), processes=1))
        assert graph.counts().nodes["Record"] == 5 * SIZE


@pytest.mark.usefixtures("at_once")
def test_processes_that_die_are_done_without(plain: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "derived_elsewhere", dying)
    with IdentityGraph.open("sqlite::memory:") as graph:
        assert len(list(graph.load_batches(parts(), processes=1))) == 10
        assert exported(graph) == plain


def dying(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


PROGRAM = """
import sys
sys.path[:0] = {paths!r}
from identity_graph import IdentityGraph
from identity_graph.graph import beside, pool
from graphs import sample_records
from test_beside import parts
beside.WORTH_FROM = 10
def slowly():
    for part in parts():
        yield part
        if beside_pids():
            print(*beside_pids(), flush=True)
            sys.stdin.readline()
def beside_pids():
    import multiprocessing
    return [child.pid for child in multiprocessing.active_children()]
with IdentityGraph.open("sqlite::memory:") as graph:
    list(graph.load_batches(slowly(), processes=1))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_none_is_left_when_the_load_is_killed() -> None:
    program = PROGRAM.format(paths=[str(Path(__file__).parent), *filter(None, sys.path)])
    with Popen([sys.executable, "-c", program], stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:
        assert process.stdout
        children = [int(word) for word in process.stdout.readline().split()]
        assert children
        assert all(map(runs, children))
        process.kill()
        process.wait()
    until = time.monotonic() + 30
    while any(map(runs, children)):
        assert time.monotonic() < until, "it goes on without the load"
        os.sched_yield()


def runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
