"""Servers for a person: they stay when the command ends, their data under ``.servers``, until `stop`."""

import json
import os
import secrets
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from servers.failures import Unavailable
from servers.gremlin_server import GremlinRecipe
from servers.maven import PLACE, jars, locked
from servers.neo4j_server import Neo4jRecipe
from servers.processes import STOP_TIMEOUT_S, free_ports, is_free, java, launch, wait_until_ready
from servers.recipe import Recipe

KINDS = ("neo4j", "gremlin")
PORTS = {"neo4j": (7687, 7474), "gremlin": (8182,)}
HEAP = "1g"
KEPT = {
    "neo4j": "Its data stays for the next start.",
    "gremlin": "Its graph is in memory: it goes when the server stops.",
}


@dataclass(frozen=True)
class Started:
    """What the next command has to know. ``pid`` is the server's process."""

    pid: int
    ports: list[int]


def folder_of(kind: str, place: Path = PLACE) -> Path:
    return place / kind


def start(kind: str, place: Path = PLACE) -> tuple[Recipe, bool]:
    """The server of this checkout, and whether it was running already."""
    folder = folder_of(kind, place)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        started = running(folder)
        if started:
            return recipe(kind, folder, started.ports), True
        made = recipe(kind, folder, choose_ports(PORTS[kind]))
        made.prepare()
        process = launch(made.command(), folder, made.environment)
        try:
            wait_until_ready(process, folder, made.ready)
        except BaseException:
            process.kill()
            process.wait()
            raise
        (folder / "started.json").write_text(json.dumps(asdict(Started(process.pid, made.ports))), "utf-8")
        return made, False


def stop(kind: str, place: Path = PLACE) -> bool:
    """End it in order. Whether it was running."""
    folder = folder_of(kind, place)
    started = running(folder)
    if started:
        os.kill(started.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_TIMEOUT_S
        while running(folder) and time.monotonic() < deadline:
            time.sleep(0.1)
        with suppress(ProcessLookupError):
            os.kill(started.pid, signal.SIGKILL)
    (folder / "started.json").unlink(missing_ok=True)
    return started is not None


def running(folder: Path) -> Started | None:
    """The server that runs in ``folder``."""
    try:
        started = Started(**json.loads((folder / "started.json").read_text("utf-8")))
    except FileNotFoundError:
        return None
    # The number may be somebody else's by now: the command line says whose it is.
    command = ["ps", "-ww", "-o", "args=", "-p", str(started.pid)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    return started if str(folder) in shown.stdout else None


def recipe(kind: str, folder: Path, ports: list[int]) -> Recipe:
    try:
        java()
        found = jars({"neo4j": "neo4j", "gremlin": "gremlin/s37"}[kind])
    except Unavailable as reason:
        raise Unavailable(f"{reason}; with Docker: docker compose up {kind}") from None
    if kind == "neo4j":
        return Neo4jRecipe(folder, found, ports[0], ports[1], password(folder), HEAP, measured=True)
    return GremlinRecipe(folder, found, ports[0], password(folder), HEAP, measured=True)


def password(folder: Path) -> str:
    """The same at every start: Neo4j keeps it with its data."""
    file = folder / "password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12), "utf-8")
    return file.read_text("utf-8")


def choose_ports(usual: tuple[int, ...]) -> list[int]:
    """The usual ones; a free one for each that is taken."""
    spare = free_ports(len(usual))
    return [port if is_free(port) else other for port, other in zip(usual, spare, strict=True)]


def described(kind: str, recipe: Recipe) -> str:
    """What a person needs to come in."""
    access = recipe.access
    browser = [f"  Browser    {access.http}"] if access.http else []
    return "\n".join(
        [
            f"  store URL  {access.shown}",
            f"  user       {access.user}",
            f"  password   {access.password}",
            *browser,
            f"{KEPT[kind]} Use it: make demo STORE={kind}    Stop it: make servers-stop",
        ]
    )
