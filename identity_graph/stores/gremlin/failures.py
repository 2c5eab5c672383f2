"""What a server's refusals mean for whoever asked."""

from typing import Any, Final

from identity_graph.errors import StoreDenied, StoreError, StoreTimeout

UNAUTHORIZED: Final = 401
_BAD_ARGUMENT: Final = 499
_TOO_LONG: Final = frozenset({598})
_CONFLICTS: Final = (
    "ConcurrentModificationException",
    "Conflict: element modified in another transaction",
    "TransactionException",
    # We add what our transaction did not find: another one has added it, and need not have committed yet.
    "with id already exists",
    "ConstraintViolationException",
)
_READ_ONLY: Final = ("ReadOnlyViolationException",)
_TIMES_OUT: Final = ("TimeLimitExceededException", "TimeoutException")
_DENIES: Final = ("AccessDeniedException", "AuthorizationException", "NotAuthorized")
_NO_TRANSACTIONS: Final = ("does not support transactions",)


class Lost(Exception):
    """The connection ended before the reply came: what was asked may have been done or not."""


class Closed(Exception):
    """This side was closed."""


class Refused(Exception):
    """Nobody listens at the address, or it is no Gremlin server. The text says which."""


class Conflict(Exception):
    """Another transaction was first; nothing of this one was written."""


class ReadOnly(Exception):
    """The endpoint became a reader (a Neptune failover): another connection finds the writer."""


def failure(where: str, status: int, text: str, attributes: dict[Any, Any], timeout_s: float) -> Exception:
    """The error a reply means. The server's words may quote what was stored, so only its exceptions' names are told."""
    exceptions = [str(name) for name in attributes.get("exceptions") or ()]
    said = " ".join((text, *exceptions))

    def says(words: tuple[str, ...]) -> bool:
        return any(word in said for word in words)

    if says(_READ_ONLY):
        return ReadOnly()
    if status in _TOO_LONG or says(_TIMES_OUT):
        return StoreTimeout(
            f"{where}: the server did not finish within {timeout_s:g} s; ask for less, or set"
            " IDENTITY_GRAPH_QUERY_TIMEOUT_S higher"
        )
    if status in (UNAUTHORIZED, 403) or says(_DENIES):
        return denied(where)
    if says(_NO_TRANSACTIONS):
        return StoreError(
            f"{where}: this traversal source has no transactions, so nothing could be written whole; name one that has"
            " (?source=NAME), e.g. of a TinkerTransactionGraph"
        )
    if "alias" in text and status == _BAD_ARGUMENT:
        return StoreError(f"{where}: the server has no such traversal source; name one that it has (?source=NAME)")
    if says(_CONFLICTS):
        return Conflict()
    named = ", ".join(name.rpartition(".")[2] for name in exceptions) or "no exception named"
    return StoreError(f"{where}: the server failed with status {status} ({named}); its log says more")


def denied(where: str) -> StoreDenied:
    """The error for who is not let in."""
    return StoreDenied(
        f"{where}: the server does not let us in, or not do this; look at IDENTITY_GRAPH_STORE_USER and"
        " IDENTITY_GRAPH_STORE_PASSWORD, or on AWS at ?iam=REGION and the role's neptune-db permissions"
    )
