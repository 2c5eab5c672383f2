"""Neo4j 5.26 LTS, Community edition, with APOC core and open Graph Data Science."""

import hashlib
import secrets
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from servers import certificate
from servers.access import Access
from servers.processes import java, tuned

USER = "neo4j"
HASH_ROUNDS = 1024
DELETED_AT_ONCE = 5_000
PLURALS = {"CONSTRAINT": "CONSTRAINTS", "INDEX": "INDEXES"}
ENTRY_POINT = "org.neo4j.server.CommunityEntryPoint"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
JVM = (
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+TrustFinalNonStaticFields",
    "-XX:+DisableExplicitGC",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.layout.jsonTemplate.maxStringLength=32768",
    *(f"--add-opens={opened}=ALL-UNNAMED" for opened in OPENED),
)
NEWER_JVM = ("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector")
SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.https.enabled": "false",
    "db.tx_log.preallocate": "false",  # 3 MB for a new server instead of 250
    "db.tx_log.rotation.retention_policy": "keep_none",
    "dbms.usage_report.enabled": "false",
    "dbms.security.procedures.unrestricted": "apoc.*,gds.*",
}
TLS = {
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": "certificates",
    "server.bolt.tls_level": "REQUIRED",
}


@dataclass(frozen=True)
class Neo4jRecipe:
    """Neo4j from its jars."""

    folder: Path
    jars: Path
    bolt_port: int
    http_port: int
    password: str
    heap: str = "768m"
    page_cache: str = "256m"
    tls: bool = False
    plugins: bool = True
    measured: bool = False
    name: str = "neo4j"

    @property
    def ports(self) -> list[int]:
        return [self.bolt_port, self.http_port]

    @property
    def access(self) -> Access:
        return Access(
            scheme="neo4j+s" if self.tls else "neo4j",
            host="127.0.0.1",
            port=self.bolt_port,
            user=USER,
            password=self.password,
            http=f"http://127.0.0.1:{self.http_port}",
            ca_file=self.folder / "certificates" / "public.crt" if self.tls else None,
        )

    @property
    def environment(self) -> dict[str, str]:
        return {"NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder / "conf")}

    def settings(self) -> dict[str, str]:
        addresses = {
            f"server.{protocol}.{kind}_address": f"127.0.0.1:{port}"
            for protocol, port in (("bolt", self.bolt_port), ("http", self.http_port))
            for kind in ("listen", "advertised")
        }
        memory = {f"server.memory.heap.{size}_size": self.heap for size in ("initial", "max")}
        memory["server.memory.pagecache.size"] = self.page_cache
        return SETTINGS | addresses | memory | (TLS if self.tls else {})

    def prepare(self) -> None:
        for name in ("conf", "data/dbms", "import", "lib", "logs", "plugins", "run"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name}={value}\n" for name, value in self.settings().items())
        (self.folder / "conf" / "neo4j.conf").write_text(text, "utf-8")
        if not (self.folder / "data" / "databases").exists():
            write_password(self.folder / "data" / "dbms" / "auth.ini", self.password)
        if self.plugins:
            link_all(self.jars / "plugins", self.folder / "plugins")
        if self.tls:
            certificate.make(self.folder / "certificates")

    def command(self) -> list[str]:
        parts = (self.folder / "plugins", self.folder / "conf", self.jars / "lib")
        path = ":".join(f"{part}/*" for part in parts)
        memory = [f"-Xms{self.heap}", f"-Xmx{self.heap}"]
        where = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"]
        return [java(), *memory, *tuned(self.measured), *JVM, *for_newer_java(), "-cp", path, ENTRY_POINT, *where]

    def ready(self) -> bool:
        """The log says so, and HTTP answers: the port alone is open a second or two too early."""
        log = self.folder / "logs" / "neo4j.log"
        if not log.exists() or "Started." not in log.read_text("utf-8"):
            return False
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/", timeout=5):
                return answers(self.access)
        except OSError:
            return False

    def empty(self, *, shape: bool = False) -> None:
        empty(self.access, shape=shape)


@contextmanager
def connected(access: Access) -> Iterator[Driver]:
    scheme = access.scheme.replace("+s", "+ssc").replace("+sscsc", "+ssc")  # our certificates: as they come
    address = f"{scheme}://{access.host}:{access.port}"
    login = (access.user or USER, access.password or "")
    with GraphDatabase.driver(address, auth=login, notifications_min_severity="OFF") as driver:
        yield driver


def answers(access: Access) -> bool:
    """Whether it lets us in and answers."""
    try:
        with connected(access) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError):
        return False
    return True


def empty(access: Access, *, shape: bool = False) -> None:
    """Delete all nodes and links in batches; with ``shape`` all constraints and indexes as well."""
    delete = f"MATCH (n) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {DELETED_AT_ONCE} ROWS"
    with connected(access) as driver, driver.session(database=access.path or None) as session:
        session.run(delete).consume()
        if shape:
            names = {
                kind: [row["name"] for row in session.run(f"SHOW {plural}") if row["type"] != "LOOKUP"]
                for kind, plural in PLURALS.items()
            }
            for kind, name in ((kind, name) for kind, found in names.items() for name in found):
                session.run(f"DROP {kind} `{name}` IF EXISTS").consume()


def write_password(file: Path, password: str) -> None:
    """What ``neo4j-admin dbms set-initial-password`` writes, without a Java of four seconds and a word `ps` shows."""
    salt = secrets.token_bytes(32)
    digest = salt + password.encode()
    for _ in range(HASH_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    file.write_text(f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{HASH_ROUNDS}:\n", "utf-8")


def for_newer_java() -> tuple[str, ...]:
    """What Java 21 wants on top."""
    said = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True).stderr
    return NEWER_JVM if int(said.split('"')[1].split(".")[0]) >= 21 else ()


def link_all(source: Path, target: Path) -> None:
    """Hard links (copies where the file systems differ)."""
    for file in source.iterdir():
        if not (target / file.name).exists():
            try:
                (target / file.name).hardlink_to(file)
            except OSError:
                shutil.copy2(file, target / file.name)
