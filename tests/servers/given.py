"""A server whose address stands in the environment."""

import os
from pathlib import Path

from servers import gremlin_server, neo4j_server
from servers.access import Access, parse
from servers.failures import Unavailable
from servers.server import Server

VARIABLES = {"neo4j": "IDENTITY_GRAPH_TEST_NEO4J", "gremlin": "IDENTITY_GRAPH_TEST_GREMLIN"}
PORTS = {"neo4j": 7687, "gremlin": 8182}


class GivenServer(Server):
    """Somebody else's: its data is deleted between tests, but it is not ours to stop."""

    def __init__(self, kind: str, url: str) -> None:
        login = {name: os.environ.get(f"IDENTITY_GRAPH_STORE_{name.upper()}") for name in ("user", "password")}
        self._kind = kind
        self._access = parse(url, port=PORTS[kind], **login)

    @property
    def access(self) -> Access:
        return self._access

    @property
    def logs(self) -> Path | None:
        return None

    def kill(self) -> None:
        raise Unavailable(f"{self.shown} is given by {VARIABLES[self._kind]}: tests may not kill it")

    def restart(self) -> None:
        raise Unavailable(f"{self.shown} is given by {VARIABLES[self._kind]}: tests may not restart it")

    def stop(self) -> None:
        pass

    def empty(self, *, shape: bool = False) -> None:
        if self._kind == "neo4j":
            neo4j_server.empty(self._access, shape=shape)
        else:
            gremlin_server.empty(self._access)


def given(kind: str) -> GivenServer | None:
    """The server the environment names. Raises `Unavailable` when nothing answers there."""
    url = os.environ.get(VARIABLES[kind])
    if not url:
        return None
    server = GivenServer(kind, url)
    answers = {"neo4j": neo4j_server.answers, "gremlin": gremlin_server.answers}[kind]
    if not answers(server.access):
        raise Unavailable(f"no {kind} server lets us in at {server.shown}, which {VARIABLES[kind]} names")
    return server
