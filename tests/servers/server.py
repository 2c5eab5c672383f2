"""What a test can do with a server, wherever it came from."""

from abc import ABC, abstractmethod
from pathlib import Path

from servers.access import Access


class Server(ABC):
    """A running Neo4j or Gremlin Server."""

    @property
    @abstractmethod
    def access(self) -> Access: ...

    @property
    @abstractmethod
    def logs(self) -> Path | None:
        """The folder with what it wrote; `None` where that is out of reach."""

    @abstractmethod
    def kill(self) -> None:
        """End it at once, as a power cut does (SIGKILL)."""

    @abstractmethod
    def restart(self) -> None:
        """Start it again on the same ports: Neo4j with the same data, Gremlin Server with an empty graph."""

    @abstractmethod
    def stop(self) -> None:
        """End it for good and remove all it had."""

    @abstractmethod
    def empty(self, *, shape: bool = False) -> None:
        """Delete all data, in batches; with ``shape`` constraints and indexes as well (Neo4j)."""

    @property
    def url(self) -> str:
        """Its store URL, user and password in it."""
        return self.access.url

    @property
    def shown(self) -> str:
        """Its store URL, as messages show it."""
        return self.access.shown

    @property
    def host(self) -> str:
        return self.access.host

    @property
    def port(self) -> int:
        return self.access.port

    @property
    def user(self) -> str | None:
        return self.access.user

    @property
    def password(self) -> str | None:
        return self.access.password

    @property
    def http(self) -> str | None:
        """Neo4j's HTTP address, which Browser is at."""
        return self.access.http

    @property
    def ca_file(self) -> Path | None:
        """Whom to trust, for a server with TLS."""
        return self.access.ca_file

    @property
    def environment(self) -> dict[str, str]:
        """The variables that let a process in which is given ``shown``."""
        return self.access.environment
