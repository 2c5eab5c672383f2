"""What differs between servers: how one is set up, started, and seen to be ready."""

from pathlib import Path
from typing import Protocol

from servers.access import Access


class Recipe(Protocol):
    """One kind of server in one folder on fixed ports."""

    @property
    def folder(self) -> Path: ...

    @property
    def name(self) -> str: ...

    @property
    def ports(self) -> list[int]: ...

    @property
    def access(self) -> Access: ...

    @property
    def environment(self) -> dict[str, str]: ...

    def prepare(self) -> None:
        """Write what the server reads. Done again before every start, it keeps data."""
        ...

    def command(self) -> list[str]: ...

    def ready(self) -> bool:
        """Whether it answers queries now. An open port is not enough."""
        ...

    def empty(self, *, shape: bool = False) -> None:
        """Delete all data; with ``shape`` constraints and indexes as well."""
        ...
