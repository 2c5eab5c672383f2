"""A server of this process: it starts, is killed, starts again, and ends at the latest with the process."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from servers.access import Access
from servers.failures import PortTaken, StartFailed
from servers.maven import PLACE
from servers.processes import end, is_free, launch, wait_until_ready
from servers.recipe import Recipe
from servers.server import Server

ATTEMPTS = 3


class OwnServer(Server):
    """Runs a recipe. Its folder is throw-away: `stop` and a dead owner remove it."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._watchdog = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("watchdog.py")), str(recipe.folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def access(self) -> Access:
        return self._recipe.access

    @property
    def logs(self) -> Path:
        return self._recipe.folder / "logs"

    @property
    def pid(self) -> int | None:
        """The number of the server's process; `None` when it does not run."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Returns when it answers queries; `StartFailed` (or `PortTaken`) says why it does not, and keeps the logs."""
        taken = [port for port in self._recipe.ports if not is_free(port)]
        if taken:
            raise PortTaken(f"{self._recipe.name} cannot start: port {taken[0]} is in use")
        self._recipe.prepare()
        self._process = launch(self._recipe.command(), self._recipe.folder, self._recipe.environment)
        try:
            wait_until_ready(self._process, self._recipe.folder, self._recipe.ready)
        except StartFailed as error:
            raise type(error)(f"{self._recipe.name}: {error}\nlogs kept in {self._keep_logs()}") from None

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self._end(signal.SIGKILL)
        self.start()

    def shut_down(self) -> None:
        """End it in order: the data is as after a maintenance stop. `restart` brings it back."""
        self._end(signal.SIGTERM)

    def stop(self) -> None:
        self._end(signal.SIGKILL)  # a clean end of Neo4j takes ten seconds, and its data goes anyway
        assert self._watchdog.stdin
        self._watchdog.stdin.close()
        self._watchdog.wait()

    def empty(self, *, shape: bool = False) -> None:
        self._recipe.empty(shape=shape)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            end(self._process, self._recipe.folder, how)
        self._process = None

    def _keep_logs(self) -> Path:
        kept = PLACE / "failed" / f"{self._recipe.name}-{time.strftime('%Y%m%d-%H%M%S')}-{self.pid}"
        shutil.copytree(self.logs, kept)
        return kept


def start(recipe: Callable[[Path], Recipe]) -> OwnServer:
    """Start what ``recipe`` makes of a folder; again with the ports it then finds free when somebody was quicker."""
    for attempt in range(ATTEMPTS):
        server = OwnServer(recipe(Path(tempfile.mkdtemp(prefix="identity-graph-server-"))))
        try:
            server.start()
        except PortTaken:
            server.stop()
            if attempt == ATTEMPTS - 1:
                raise
        except BaseException:
            server.stop()
            raise
        else:
            return server
    raise AssertionError
