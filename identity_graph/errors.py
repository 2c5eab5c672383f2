"""Every error this project raises on purpose, with its code and whether trying again can help.

IdentityGraphError
├── SettingsError              IG-SETTINGS   a setting or a command-line value is wrong
├── InputError                 IG-INPUT      a file cannot be read as what it was said to be
│   ├── MappingError           IG-MAPPING    a mapping file does not fit the format or the data
│   └── TooManyBadRows         IG-BAD-ROWS   more rows were quarantined than allowed
├── ModelError                 IG-MODEL      a match model is missing, unreadable or of another version
├── NotFound                   IG-NOT-FOUND  an id, record or identifier is not in the graph
└── StoreError                 IG-STORE      the store cannot do what was asked
    ├── NotAnIdentityGraph     IG-FOREIGN    the store holds something else
    ├── SchemaBehind           IG-BEHIND     the stored graph needs `migrate`
    ├── SchemaAhead            IG-AHEAD      the stored graph was written by newer code
    ├── InvalidChange          IG-CHANGE     a change set breaks the schema
    ├── StoreBusy              IG-BUSY       another writer holds the store; trying again helps
    ├── StoreUnreachable       IG-UNREACHABLE  the store's server does not answer; trying again may help
    ├── StoreTimeout           IG-STORE-TIMEOUT  the store's server did not finish in time
    └── StoreDenied            IG-DENIED     the store's server does not let us in, or not do that

Messages say what was wrong, where, and what to do; they never hold personal data. What HTTP or GraphQL code an error
becomes stands in one table of the API; the exit code of the command line is the class's ``exit_code``.
"""

from typing import ClassVar


class IdentityGraphError(Exception):
    """Base of all errors raised on purpose."""

    code: ClassVar[str] = "IG-ERROR"
    retryable: ClassVar[bool] = False
    exit_code: ClassVar[int] = 1


class SettingsError(IdentityGraphError):
    """A setting or a command-line value is wrong."""

    code = "IG-SETTINGS"
    exit_code = 2


class InputError(IdentityGraphError):
    """A file cannot be read as what it was said to be."""

    code = "IG-INPUT"
    exit_code = 3


class MappingError(InputError):
    """A mapping file does not fit its format, or the data it is used on."""

    code = "IG-MAPPING"


class TooManyBadRows(InputError):
    """More rows were quarantined than ``--max-bad`` allows; what was read before is kept."""

    code = "IG-BAD-ROWS"
    exit_code = 4


class ModelError(IdentityGraphError):
    """A match model is missing, unreadable or of another version."""

    code = "IG-MODEL"
    exit_code = 5


class NotFound(IdentityGraphError):
    """An id, a record or an identifier is not in the graph."""

    code = "IG-NOT-FOUND"
    exit_code = 6


class StoreError(IdentityGraphError):
    """The store cannot do what was asked."""

    code = "IG-STORE"
    exit_code = 7


class NotAnIdentityGraph(StoreError):
    """The store holds something else than an identity graph."""

    code = "IG-FOREIGN"


class SchemaBehind(StoreError):
    """The stored graph is of an older schema version and needs ``identity-graph migrate``."""

    code = "IG-BEHIND"


class SchemaAhead(StoreError):
    """The stored graph was written by newer code than this."""

    code = "IG-AHEAD"


class InvalidChange(StoreError):
    """A change set breaks the schema; nothing of it was written."""

    code = "IG-CHANGE"


class StoreBusy(StoreError):
    """Another writer holds the store; trying again later helps."""

    code = "IG-BUSY"
    retryable = True


class StoreUnreachable(StoreError):
    """The store's server does not answer, or went away and did not come back in time. What was under way is either
    written whole or not at all; the same command again settles it."""

    code = "IG-UNREACHABLE"
    retryable = True


class StoreTimeout(StoreError):
    """The store's server did not finish a query within ``query_timeout_s``; nothing of it was written."""

    code = "IG-STORE-TIMEOUT"
    retryable = True


class StoreDenied(StoreError):
    """The store's server does not let this user in, or does not let it do what was asked."""

    code = "IG-DENIED"
