"""Servers for a person: ``python -m servers neo4j | gremlin | stop | with NAME COMMAND…``. What the Makefile calls."""

import os
import sys

from servers import play
from servers.failures import StartFailed, Unavailable
from servers.recipe import Recipe

USAGE = "usage: python -m servers neo4j | gremlin | stop | with neo4j|gremlin COMMAND..."


def main(words: list[str]) -> None:
    match words:
        case ["neo4j" | "gremlin" as kind]:
            start(kind)
        case ["stop"]:
            stop()
        case ["with", "neo4j" | "gremlin" as kind, *command] if command:
            become(kind, command)
        case _:
            sys.exit(USAGE)


def start(kind: str) -> None:
    server, was_running = started(kind)
    print(f"{kind} {'is already running' if was_running else 'runs'}.\n{play.described(kind, server)}")


def started(kind: str) -> tuple[Recipe, bool]:
    if not play.running(play.folder_of(kind)):
        print(f"Starting {kind}; the first time Maven fetches its jars ...", file=sys.stderr)
    return play.start(kind)


def stop() -> None:
    for kind in play.KINDS:
        print(f"{kind}: {'stopped' if play.stop(kind) else 'was not running'}")


def become(kind: str, command: list[str]) -> None:
    """Run the command on that server: address and password in its environment, where `ps` does not show them."""
    server, _ = started(kind)
    store = {"IDENTITY_GRAPH_STORE": server.access.shown, **server.access.environment}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # it let us in here
    os.execvpe(command[0], command, environment | store)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Unavailable, StartFailed) as error:
        sys.exit(f"error: {error}")
