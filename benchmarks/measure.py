"""Running a command as a user would, and what it took: seconds, processor seconds, peak memory."""

import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

MIB_IN_KIB = 1024


class CommandFailed(Exception):
    """A measured command ended with an error; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One finished process. ``cpu_s`` says more than ``seconds`` where others use the machine too."""

    output: str
    seconds: float
    cpu_s: float
    peak_mib: float

    @property
    def json(self) -> Any:
        """What the command printed with ``--json``."""
        return json.loads(self.output)


def run(command: Sequence[str]) -> Measured:
    """Run a command to its end. Raises `CommandFailed`.

    The peak is the largest resident set of the one process (Linux counts it from this process's own on, so whoever
    calls this stays small: nothing heavy is imported here)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            said = err.read().decode(errors="replace")[-2000:]
            raise CommandFailed(f"{shlex.join(command)}\nended with {process.returncode}: {said}")
        peak = used.ru_maxrss / MIB_IN_KIB
        return Measured(out.read().decode(), seconds, used.ru_utime + used.ru_stime, peak)


def identity_graph(store: Path, *arguments: str) -> Measured:
    """Run the command line on a SQLite store."""
    program = Path(sys.executable).with_name("identity-graph")
    return run([str(program), "--store", f"sqlite:{store}", *arguments])


@dataclass(frozen=True, slots=True)
class Conditions:
    """When and where something was measured. ``load`` is the machine's load average before: far above 0, and others
    worked on it, so that seconds are longer than they would be alone."""

    machine: str
    date: str
    load: float


def conditions() -> Conditions:
    """Those of now; asked for before measuring."""
    return Conditions(_machine(), datetime.now(UTC).date().isoformat(), round(os.getloadavg()[0], 1))


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}"
    return f"{_processor()}, {cores} cores, {memory:.0f} GiB, {system}, Python {platform.python_version()}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def splink_version() -> str:
    """The peer's version."""
    return version("splink")
