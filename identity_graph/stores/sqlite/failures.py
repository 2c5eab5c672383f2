"""What SQLite's errors mean for whoever asked."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final

import apsw

from identity_graph.errors import InvalidChange, NotAnIdentityGraph, StoreBusy, StoreError

_MEANINGS: Final[Mapping[type[apsw.Error], tuple[type[StoreError], str]]] = {
    apsw.NotADBError: (NotAnIdentityGraph, "this file is no SQLite database; name another file"),
    apsw.BusyError: (StoreBusy, "another writer holds the store; try again"),
    apsw.LockedError: (StoreBusy, "another writer holds the store; try again"),
    apsw.FullError: (StoreError, "the disk is full; nothing of this change was written"),
    apsw.CorruptError: (StoreError, "the file is damaged; restore it from a backup"),
    apsw.CantOpenError: (StoreError, "the file cannot be opened; look at its permissions and its directory's"),
    apsw.PermissionsError: (StoreError, "the file cannot be opened; look at its permissions and its directory's"),
    apsw.ReadOnlyError: (StoreError, "the file, or its directory, cannot be written"),
    apsw.ConnectionClosedError: (StoreError, "this store was closed; open it again"),
}


@contextmanager
def translated(path: str) -> Generator[None]:
    """Raise SQLite's errors as ours. SQLite's own words name tables and columns, never values."""
    try:
        yield
    except apsw.Error as error:
        kind, meaning = next(
            (meaning for type, meaning in _MEANINGS.items() if isinstance(error, type)), (StoreError, str(error))
        )
        raise kind(f"{path}: {meaning}") from error
    except UnicodeEncodeError:
        # Not chained: this error carries the text.
        raise InvalidChange(
            f"{path}: a text holds half a character (a lone surrogate); read its source again"
        ) from None
