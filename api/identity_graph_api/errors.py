"""What an error becomes in a reply: the one table of GraphQL codes and HTTP statuses.

A reply says what was wrong and what to do, never a value of a record, a path of the server or a traceback. So does the
log: for what nobody expected, it names the exception's class and place, under a reference that the reply carries too.
"""

import logging
import re
import secrets
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphql import GraphQLError, GraphQLSyntaxError

from identity_graph.errors import (
    IdentityGraphError,
    InputError,
    ModelError,
    NotFound,
    SchemaAhead,
    SchemaBehind,
    StoreBusy,
    StoreError,
    StoreTimeout,
    StoreUnreachable,
)

_log = logging.getLogger("identity_graph_api")


class QueryTooCostly(InputError):
    """One query asks for more than the service's settings allow."""

    code = "IG-COSTLY"


class QueryTimeout(IdentityGraphError):
    """A query took longer than the service's settings allow."""

    code = "IG-TIMEOUT"
    retryable = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What a client is told; without a ``message`` it is told the error's own."""

    code: str
    status: int
    message: str | None = None


REPLIES: Final[dict[type[BaseException], Reply]] = {
    NotFound: Reply("NOT_FOUND", 404, "nothing in the graph has this id"),
    QueryTooCostly: Reply("QUERY_TOO_COSTLY", 400),
    QueryTimeout: Reply("TIMEOUT", 503),
    InputError: Reply("BAD_USER_INPUT", 400),
    ModelError: Reply("NOT_RESOLVED", 409, "nothing was resolved yet; run: identity-graph resolve"),
    StoreBusy: Reply("STORE_BUSY", 503, "the store is busy; try again"),
    SchemaBehind: Reply("SCHEMA_BEHIND", 503, "the stored graph is of an older version; run: identity-graph migrate"),
    SchemaAhead: Reply("SCHEMA_AHEAD", 503, "the stored graph was written by a newer version; update this service"),
    StoreUnreachable: Reply("STORE_UNREACHABLE", 503, "the store does not answer; try again"),
    StoreTimeout: Reply("STORE_TIMEOUT", 503, "the store did not answer in time; ask for less, or try again"),
    StoreError: Reply("STORE_ERROR", 500, "the store cannot answer; the service's log says why"),
}
"""The first line in the order of an error's classes (its own before their bases) is the one that counts."""

INTERNAL: Final = Reply("INTERNAL", 500, "this should not have happened; the service's log has it under the reference")
PARSE: Final = Reply("GRAPHQL_PARSE_FAILED", 400)
VALIDATION: Final = Reply("GRAPHQL_VALIDATION_FAILED", 400)

_ECHO: Final = re.compile(r"(got invalid value|value:|, found) .*", re.DOTALL)
"""Where graphql-core repeats a value it was sent."""


def reply_to(error: BaseException | None) -> Reply:
    """The line of the table for an error raised while answering."""
    found = (REPLIES[kind] for kind in type(error).__mro__ if kind in REPLIES)
    return next(found, INTERNAL)


def tell(error: GraphQLError) -> None:
    """Make a GraphQL error what the client may see, and log what went wrong."""
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        reply = PARSE if isinstance(error, GraphQLSyntaxError) else VALIDATION
        error.message = _ECHO.sub(r"\1 …", error.message)
        error.extensions = {"code": reply.code, "retryable": False}
        return
    reply = reply_to(cause)
    error.message = reply.message or str(cause)
    error.extensions = {"code": reply.code, "retryable": isinstance(cause, IdentityGraphError) and cause.retryable}
    if reply.status >= 500:
        error.extensions["reference"] = log_unexpected(cause)


def log_unexpected(cause: BaseException) -> str:
    """Log an error without its message, which may hold personal data. Returns the reference it is logged under."""
    reference = secrets.token_hex(4)
    _log.error("%s %s: %s at %s", reference, reply_to(cause).code, type(cause).__name__, _place(cause))
    return reference


def _place(cause: BaseException) -> str:
    """Where it was raised."""
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(cause.__traceback__)[-3:]
    return " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames)) or "an unknown place"
