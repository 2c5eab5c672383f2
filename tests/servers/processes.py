"""A server's process: its ports, its start, its end."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from servers.failures import PortTaken, StartFailed, Unavailable

START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 60
TAIL_LINES = 30
PORT_TAKEN = ("already in use", "BindException", "Could not bind to")
"""How Java, Neo4j and Gremlin Server say that somebody else has their port."""

# Writes its own number down before it becomes the server: whoever cleans up after us finds it at any moment.
BECOME = 'echo $$ > "$0" && exec "$@"'


def program(name: str, called: str) -> str:
    """The path of a program, or `Unavailable`."""
    found = shutil.which(name)
    if found is None:
        raise Unavailable(f"there is no {called}: `{name}` is not on the PATH")
    return found


def java() -> str:
    """The Java to run: JAVA_HOME's, else the one on the PATH."""
    home = os.environ.get("JAVA_HOME")
    path = Path(home) / "bin" / "java" if home else None
    return str(path) if path and path.exists() else program("java", "Java (17 or 21)")


def tuned(measured: bool) -> tuple[str, ...]:
    """Java's compiler and collector: of production where speed is measured, else such that start in half the time."""
    return ("-XX:+UseG1GC",) if measured else ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on, all different."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java does: what lingers does not count
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def launch(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start ``command``; its number in ``folder/pid``, what it says in ``folder/logs/console.log``.

    In a session of its own: Ctrl-C is for the tests, which then end their servers in order.
    """
    logs = folder / "logs"
    for old in logs.glob("*.log"):
        old.rename(old.with_suffix(".before"))  # what is in a log now was said after this start
    logs.mkdir(exist_ok=True)
    with (logs / "console.log").open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", BECOME, str(folder / "pid"), *command],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def wait_until_ready(process: subprocess.Popen[bytes], folder: Path, ready: Callable[[], bool]) -> None:
    """Returns when the server is ready; raises `StartFailed` when it ended or took too long."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while not ready():
        if process.poll() is not None:
            text = tail(folder)
            # Other programs look for free ports, too.
            kind = PortTaken if any(words in text for words in PORT_TAKEN) else StartFailed
            raise kind(f"the server ended with code {process.returncode} at its start:\n{text}")
        if time.monotonic() > deadline:
            raise StartFailed(f"the server was not ready after {START_TIMEOUT_S} s:\n{tail(folder)}")
        time.sleep(0.1)


def end(process: subprocess.Popen[bytes], folder: Path, how: signal.Signals) -> None:
    """Send the signal and wait for the end; who does not go is killed."""
    process.send_signal(how)
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    (folder / "pid").unlink(missing_ok=True)


def tail(folder: Path) -> str:
    """The ends of all logs in ``folder/logs``."""
    logs = sorted((folder / "logs").glob("*.log"))
    texts = {log.name: log.read_text("utf-8", "replace").splitlines()[-TAIL_LINES:] for log in logs}
    return "\n".join("\n".join([f"--- {name}", *lines]) for name, lines in texts.items() if lines)
