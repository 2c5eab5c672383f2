"""What the driver's and the server's errors mean for whoever asked."""

import ssl
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from identity_graph.errors import (
    InvalidChange,
    SettingsError,
    StoreBusy,
    StoreDenied,
    StoreError,
    StoreTimeout,
    StoreUnreachable,
)

_TOO_LONG: Final = (
    StoreTimeout,
    "the server did not finish within IDENTITY_GRAPH_QUERY_TIMEOUT_S, or ended it; ask for less, or raise it",
)
_MEANINGS: Final[Mapping[str, tuple[type[StoreError], str]]] = {
    "TransactionTimedOut": _TOO_LONG,
    "TransactionTimedOutClientConfiguration": _TOO_LONG,
    "LockClientStopped": _TOO_LONG,
    "Terminated": _TOO_LONG,
    "MemoryPoolOutOfMemoryError": (
        StoreError,
        "the server has too little memory for this in one transaction; give it more, or write smaller change sets",
    ),
    "DatabaseNotFound": (StoreError, "the server has no such database; name another one after the port, or none"),
}
"""By the last word of the server's code."""


_MET: Final = frozenset({"EquivalentSchemaRuleAlreadyExists"})
"""Two made the same constraint or index at once; IF NOT EXISTS looks only at its start."""


def may_pass(error: Exception) -> bool:
    """Whether the same again may work: the server was away, or two writers met. A commit whose reply was lost counts:
    what a store does is done once, however often it is sent."""
    if isinstance(error, TransientError):
        return _word(error) not in _MEANINGS
    if isinstance(error, Neo4jError) and _word(error) in _MET:
        return True
    return isinstance(error, (ServiceUnavailable, SessionExpired))


@contextmanager
def translated(where: str) -> Generator[None]:
    """Raise the driver's and the server's errors as ours. Not chained where the server's own words may hold values."""
    try:
        yield
    except (AuthError, Forbidden) as error:
        raise StoreDenied(
            f"{where}: the server does not let this user in, or not do this ({error.code}); look at user and password"
            " (IDENTITY_GRAPH_STORE_USER, IDENTITY_GRAPH_STORE_PASSWORD) and at the user's rights"
        ) from None
    except (ServiceUnavailable, SessionExpired) as error:
        if _is_distrust(error):
            raise StoreUnreachable(
                f"{where}: its certificate is not trusted; name its authority in IDENTITY_GRAPH_STORE_CA_FILE"
            ) from error
        raise StoreUnreachable(
            f"{where}: no answer; does the server run there, is this its Bolt port, with or without TLS as it has it?"
        ) from error
    except ConfigurationError as error:
        raise SettingsError(f"{where}: {error}") from error
    except Neo4jError as error:
        kind, meaning = _MEANINGS.get(_word(error), _other(error))
        raise kind(f"{where}: {meaning}") from None
    except DriverError as error:
        raise StoreError(f"{where}: {error}") from error
    except UnicodeEncodeError:
        # Not chained: this error carries the text.
        raise InvalidChange(
            f"{where}: a text holds half a character (a lone surrogate); read its source again"
        ) from None


def _other(error: Neo4jError) -> tuple[type[StoreError], str]:
    if isinstance(error, TransientError):
        return StoreBusy, f"other writers were in the way all the time ({error.code}); try again"
    return StoreError, f"the server says {error.code}; its log says more"


def _is_distrust(error: BaseException | None) -> bool:
    """Whether a certificate that did not convince is the cause. The driver puts it in layers, and a group of one for
    each router."""
    if error is None or isinstance(error, ssl.SSLCertVerificationError):
        return error is not None
    within = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return any(map(_is_distrust, (error.__cause__ or error.__context__, *within)))


def _word(error: Neo4jError) -> str:
    return (error.code or "").rpartition(".")[2]
