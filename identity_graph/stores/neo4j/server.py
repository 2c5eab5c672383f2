"""The connection to the server: managed transactions, done again while that can help."""

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Session,
    TrustCustomCAs,
    unit_of_work,
)
from neo4j.exceptions import DriverError, Neo4jError

from identity_graph.errors import StoreError
from identity_graph.settings import Settings
from identity_graph.stores.address import Address
from identity_graph.stores.neo4j.authentication import authentication
from identity_graph.stores.neo4j.failures import may_pass, translated
from identity_graph.stores.neo4j.statements import Part, statement, together

# Whoever listens to the driver hears it; to others what it says of every lost connection, tried again or told by our
# errors, is noise on the terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

IDLE_CHECK_S: Final = 5.0
"""A connection that was idle for longer is tried before it is used: the server may have started anew."""
_FIRST_PAUSE_S: Final = 0.05
_PAUSE_MAX_S: Final = 2.0
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction on the server."""

    _transaction: ManagedTransaction

    def rows(self, name: str, *names: tuple[str, str], **parameters: object) -> list[Any]:
        """All rows of a statement of ``cypher/``, each a list of its values."""
        return self._transaction.run(statement(name, *names), parameters).values()

    def rows_together(self, *parts: Part, **parameters: object) -> list[Any]:
        """All rows of several statements, which go to the server as one."""
        return self._transaction.run(together(*parts), parameters).values()

    def value(self, name: str, *names: tuple[str, str], **parameters: object) -> Any:
        """The first value of a statement's first row, ``None`` without any."""
        rows = self.rows(name, *names, **parameters)
        return rows[0][0] if rows else None


class Server:
    """A database on a server. May be used from many threads; heals when the server was away."""

    def __init__(self, address: Address, settings: Settings) -> None:
        self.shown = address.shown
        self.is_neptune = "iam" in address.options
        self._settings = settings
        self._database = address.path or None
        self._closed = threading.Event()
        with translated(self.shown):
            self._driver = _driver(address, settings)
            try:
                # Otherwise the first query would go on trying for a long time where nothing listens.
                self._driver.verify_connectivity()
            except BaseException:
                self._driver.close()
                raise
        # A read of this store sees what it wrote, whichever server of a cluster it asks.
        self._bookmarks = None if self.is_neptune else GraphDatabase.bookmark_manager()

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """The result of a reading transaction."""
        return self._again(lambda session: session.execute_read(self._bounded(work)), READ_ACCESS)

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """The result of a writing transaction: all of it or, on any error, nothing. ``work`` must be harmless to take
        twice: a commit whose reply was lost is tried again."""
        return self._again(lambda session: session.execute_write(self._bounded(work)), WRITE_ACCESS)

    def read_alone(self, name: str, **parameters: object) -> list[Any]:
        """All rows of a reading statement that is a transaction by itself: one message there and one back."""
        return self._alone(READ_ACCESS, name, parameters)

    def write_alone(self, name: str, **parameters: object) -> list[Any]:
        """All rows of a writing statement that is a transaction by itself, and harmless to take twice."""
        return self._alone(WRITE_ACCESS, name, parameters)

    def command(self, name: str, *names: tuple[str, str]) -> None:
        """Run a statement that changes constraints or indexes: it wants a transaction to itself, and may take long."""
        self._again(lambda session: session.run(statement(name, *names)).consume(), WRITE_ACCESS)

    def close(self) -> None:
        """Give all connections back."""
        self._closed.set()
        self._driver.close()

    def _bounded(self, work: Callable[[Transaction], Result]) -> Callable[[ManagedTransaction], Result]:
        return unit_of_work(timeout=self._settings.query_timeout_s)(lambda transaction: work(Transaction(transaction)))

    def _alone(self, access: str, name: str, parameters: dict[str, object]) -> list[Any]:
        query = Query(statement(name), timeout=self._settings.query_timeout_s)
        return self._again(lambda session: session.run(query, parameters).values(), access)

    def _again(self, act: Callable[[Session], Result], access: str) -> Result:
        deadline = time.monotonic() + self._settings.retry_for_s
        pause = _FIRST_PAUSE_S
        with translated(self.shown):
            while True:
                try:
                    with self._session(access) as session:
                        return act(session)
                except (Neo4jError, DriverError) as error:
                    left = deadline - time.monotonic()
                    if self._closed.is_set() or not may_pass(error) or left <= 0:
                        raise
                # Nobody guesses this number; it keeps writers that met from meeting again.
                time.sleep(min(left, pause * random.uniform(0.5, 1)))  # noqa: S311
                pause = min(2 * pause, _PAUSE_MAX_S)

    def _session(self, access: str) -> Session:
        if self._closed.is_set():
            raise StoreError(f"{self.shown}: this store was closed; open it again")
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )


def _driver(address: Address, settings: Settings) -> Driver:
    scheme = address.scheme
    more: dict[str, Any] = {}
    if settings.store_ca_file and scheme.endswith("+s"):
        # The driver takes authorities of our own only with an address that says nothing of TLS.
        scheme = scheme.removesuffix("+s")
        more = {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(settings.store_ca_file))}
    if "iam" not in address.options:
        # Neptune's Bolt is older than this message; the driver refuses to connect with it.
        more["notifications_min_severity"] = NotificationMinimumSeverity.OFF
    host = f"[{address.host}]" if ":" in address.host else address.host
    return GraphDatabase.driver(
        f"{scheme}://{host}:{address.port}",
        auth=authentication(address),
        connection_timeout=settings.connect_timeout_s,
        connection_acquisition_timeout=settings.connect_timeout_s,
        liveness_check_timeout=IDLE_CHECK_S,
        # Trying again is `Server._again`'s alone: it also does so after a lost reply.
        max_transaction_retry_time=0,
        user_agent="identity-graph",
        **more,
    )
