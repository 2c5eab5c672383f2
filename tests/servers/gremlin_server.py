"""TinkerPop Gremlin Server with a transactional in-memory graph, restricted as Neptune is."""

import base64
import http.client
import json
import ssl
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from identity_graph.schema import declared_schema
from servers import certificate
from servers.access import Access
from servers.failures import StartFailed
from servers.processes import java, tail, tuned

CONF = Path(__file__).resolve().parent / "gremlin" / "conf"
PACKAGE = "org.apache.tinkerpop.gremlin.server"
ENTRY_POINT = f"{PACKAGE}.GremlinServer"
USER = "graph"
LOOKED_UP = ("_page", "_key")
"""Property keys by which the store finds vertices, beside those the schema has indexed."""

EMPTY_ATTEMPTS = 5
ANSWER_TIMEOUT_S = 120


class GremlinError(Exception):
    """The server refused: its HTTP status, its words."""


@dataclass(frozen=True)
class GremlinRecipe:
    """Gremlin Server from its jars: ``line`` 's37' is what Neptune speaks, 's38' the newest."""

    folder: Path
    jars: Path
    port: int
    password: str | None = None
    heap: str = "768m"
    tls: bool = False
    measured: bool = False
    name: str = "gremlin"

    @property
    def ports(self) -> list[int]:
        return [self.port]

    @property
    def access(self) -> Access:
        return Access(
            scheme="wss" if self.tls else "ws",
            host="127.0.0.1",
            port=self.port,
            user=USER if self.password else None,
            password=self.password,
            ca_file=self.folder / "certificates" / "public.crt" if self.tls else None,
        )

    @property
    def environment(self) -> dict[str, str]:
        return {}

    def prepare(self) -> None:
        conf = self.folder / "conf"
        write_conf(conf, seen_as=conf, host="127.0.0.1", port=self.port)
        extra: dict[str, object] = {}
        if self.password:
            self._write_password(conf)
            extra["authentication"] = {
                # The default handler knows websockets only, and closes on HTTP.
                "authenticationHandler": f"{PACKAGE}.handler.SaslAndHttpBasicAuthenticationHandler",
                "authenticator": f"{PACKAGE}.auth.SimpleAuthenticator",
                "config": {"credentialsDb": str(conf / "credentials.properties")},
            }
        if self.tls:
            store = certificate.make(self.folder / "certificates").with_name("keystore.p12")
            extra["ssl"] = {
                "enabled": True,
                "keyStore": str(store),
                "keyStorePassword": certificate.STORE_PASSWORD,
                "keyStoreType": "PKCS12",
            }
        with (conf / "gremlin-server.yaml").open("a", encoding="utf-8") as file:
            file.writelines(f"{name}: {json.dumps(value)}\n" for name, value in extra.items())  # JSON is YAML

    def _write_password(self, conf: Path) -> None:
        login = {"GREMLIN_USER": USER, "GREMLIN_PASSWORD": self.password or ""}
        script = [str(conf / "credentials.groovy"), str(conf / "credentials.json")]
        command = [java(), "-cp", f"{self.jars}/lib/*", "groovy.ui.GroovyMain", *script]
        subprocess.run(command, env=login, capture_output=True, check=True)

    def command(self) -> list[str]:
        conf = self.folder / "conf" / "gremlin-server.yaml"
        return [java(), f"-Xmx{self.heap}", *tuned(self.measured), "-cp", f"{self.jars}/lib/*", ENTRY_POINT, str(conf)]

    def ready(self) -> bool:
        """The log says so, and `g` answers: with an error in its script the server listens, but without `g`."""
        log = self.folder / "logs" / "console.log"
        if f"Channel started at port {self.port}" not in log.read_text("utf-8", "replace"):
            return False
        if not answers(self.access):
            raise StartFailed(f"it listens, but `g` does not answer:\n{tail(self.folder)}")
        return True

    def empty(self, *, shape: bool = False) -> None:
        empty(self.access)


def write_conf(folder: Path, *, seen_as: Path, host: str, port: int) -> None:
    """The configuration, for a server that sees ``folder`` as ``seen_as``."""
    words = {"HOST": host, "PORT": str(port), "CONF": str(seen_as), "INDEXED": ", ".join(map(json.dumps, indexed()))}
    folder.mkdir(parents=True, exist_ok=True)
    for source in CONF.iterdir():
        text = source.read_text("utf-8")
        for word, value in words.items():
            text = text.replace(f"@{word}@", value)
        (folder / source.name).write_text(text, "utf-8")


def indexed() -> list[str]:
    """The property keys of vertices that need an index."""
    kinds = declared_schema().nodes.values()
    return sorted({*LOOKED_UP, *(p.name for kind in kinds for p in kind.properties.values() if p.index)})


def ask(access: Access, query: str) -> list[Any]:
    """The answer to a query text. By HTTP: gremlinpython's client leaves sockets open when a server goes away."""
    scheme = {"ws": "http", "wss": "https"}[access.scheme]
    request = urllib.request.Request(
        f"{scheme}://{access.host}:{access.port}/{access.path or 'gremlin'}",
        data=json.dumps({"gremlin": query}).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    if access.user:
        login = base64.b64encode(f"{access.user}:{access.password}".encode()).decode()
        request.add_header("Authorization", f"Basic {login}")
    trusted = ssl.create_default_context(cafile=access.ca_file) if access.ca_file else None
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_TIMEOUT_S, context=trusted) as response:
            return list(plain(json.load(response)["result"]["data"]))
    except urllib.error.HTTPError as error:
        with error:
            raise GremlinError(error.code, error.read().decode("utf-8", "replace")) from None


def plain(value: Any) -> Any:
    """GraphSON without its types."""
    if isinstance(value, dict) and "@value" in value:
        return plain(value["@value"])
    return [plain(each) for each in value] if isinstance(value, list) else value


def answers(access: Access) -> bool:
    """Whether it lets us in and answers."""
    try:
        ask(access, "g.V().limit(1).count()")
    except (GremlinError, OSError, http.client.HTTPException):
        return False
    return True


def empty(access: Access) -> None:
    """Drop all vertices, and with them all edges. A writer that a test left behind may come between."""
    for attempt in range(EMPTY_ATTEMPTS):
        try:
            ask(access, "g.V().drop()")
        except GremlinError:
            if attempt == EMPTY_ATTEMPTS - 1:
                raise
        else:
            return
