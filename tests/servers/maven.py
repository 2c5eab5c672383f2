"""The servers' jars: fetched by Maven once per checkout, kept in ``.servers/lib``."""

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers.failures import Unavailable
from servers.processes import program

HERE = Path(__file__).resolve().parent
PLACE = HERE.parents[1] / ".servers"
"""All that servers leave in this checkout: jars, the logs of failed starts, the data of those started for a person."""

MAVEN_TIMEOUT_S = 900


def jars(server: str, place: Path = PLACE) -> Path:
    """The folder with the jars of ``neo4j`` or ``gremlin/s37``. Raises `Unavailable` where they cannot be had."""
    pom = HERE / server / "pom.xml"
    # Another pom.xml is another folder: who works on two branches keeps both.
    folder = place / "lib" / f"{server.replace('/', '-')}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if folder.exists():
        return folder
    maven = program("mvn", "Maven (Debian, Ubuntu: apt install maven)")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder.parent / "lock"):  # the workers of one test run ask at the same time
        if not folder.exists():
            fetch(maven, pom, folder)
    return folder


def fetch(maven: str, pom: Path, folder: Path) -> None:
    """Run Maven. The folder gets its name when it is whole."""
    unfinished = folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    # Maven writes into the project's folder, too: what is tracked stays as it is.
    unfinished.mkdir()
    shutil.copy2(pom, unfinished / "pom.xml")
    command = [maven, "-B", "-q", "-f", str(unfinished / "pom.xml"), f"-Djars={unfinished}", "package"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MAVEN_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"Maven had not fetched the jars of {pom.parent.name} after {MAVEN_TIMEOUT_S} s") from None
    if done.returncode:
        said = " | ".join((done.stdout + done.stderr).strip().splitlines()[:3])
        raise Unavailable(f"Maven could not fetch the jars of {pom.parent.name}: {said}")
    unfinished.rename(folder)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Held by one process at a time; let go of when it ends, however it ends."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
