"""The one writer lease of a store file, across threads and processes; the system gives it back when a holder dies."""

import fcntl
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from identity_graph.errors import StoreBusy

_POLL_S: Final = 0.02


@contextmanager
def lease(path: Path, timeout_s: float) -> Generator[None]:
    """Hold ``path`` (made if it is not there) exclusively. Raises `StoreBusy` after ``timeout_s`` seconds."""
    deadline = time.monotonic() + timeout_s
    with path.open("a", encoding="utf-8") as file:
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise StoreBusy(f"another load or resolution is writing here ({path}); waited {timeout_s:g} s for it")
            time.sleep(_POLL_S)
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
