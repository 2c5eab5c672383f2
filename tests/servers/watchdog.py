"""Ends a server and removes its folder when the process that owns it is gone: ``watchdog.py FOLDER``, run by `own`.

The owner holds the other end of its standard input, and a killed process holds nothing. A fork of the owner may still:
so the parent's number is looked at, too. Only the standard library: it starts in no time.
"""

import contextlib
import os
import select
import shutil
import signal
import sys
import time
from pathlib import Path

LOOK_EVERY_S = 1.0


def main(folder: Path) -> None:
    owner = os.getppid()
    while os.getppid() == owner:
        readable, _, _ = select.select([sys.stdin], [], [], LOOK_EVERY_S)
        if readable:  # at its end: nobody writes
            break
    with contextlib.suppress(OSError, ValueError):
        os.kill(int((folder / "pid").read_text()), signal.SIGKILL)
    for _ in range(50):  # a dying server may still write
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
