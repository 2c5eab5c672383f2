"""How to reach a server: its store URL, with the secret and without."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server is and who may come in. ``http`` is Neo4j Browser's address, ``ca_file`` whom to trust for TLS."""

    scheme: str
    host: str
    port: int
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    path: str = ""
    query: str = ""
    http: str | None = None
    ca_file: Path | None = None

    @property
    def url(self) -> str:
        """The store URL, user and password in it."""
        if not self.user:
            return self.shown
        login = quote(self.user, safe="") + (f":{quote(self.password, safe='')}" if self.password else "")
        return self.shown.replace("://", f"://{login}@", 1)

    @property
    def shown(self) -> str:
        """The store URL without user and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        path = f"/{self.path}" if self.path else ""
        return f"{self.scheme}://{host}:{self.port}{path}{'?' if self.query else ''}{self.query}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that let a process in which is given ``shown``."""
        login = {"IDENTITY_GRAPH_STORE_USER": self.user, "IDENTITY_GRAPH_STORE_PASSWORD": self.password}
        ca_file = {"IDENTITY_GRAPH_STORE_CA_FILE": str(self.ca_file) if self.ca_file else None}
        return {name: value for name, value in (login | ca_file).items() if value}

    def at(self, port: int) -> "Access":
        """The same through another port of this machine: a proxy's."""
        return replace(self, host="127.0.0.1", port=port)


def parse(url: str, *, port: int, user: str | None = None, password: str | None = None) -> Access:
    """The access a store URL gives; ``port``, ``user`` and ``password`` stand in for what it leaves out."""
    parts = urlsplit(url)
    return Access(
        scheme=parts.scheme,
        host=parts.hostname or "127.0.0.1",
        port=parts.port or port,
        user=unquote(parts.username) if parts.username else user,
        password=unquote(parts.password) if parts.password else password,
        path=parts.path.strip("/"),
        query=parts.query,
    )
