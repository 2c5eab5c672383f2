"""One Gremlin server as the store sees it: reads, transactions, and going on when it was away for a moment."""

import random
import ssl
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Final, TypeVar
from uuid import UUID, uuid4

from identity_graph.errors import SettingsError, StoreBusy, StoreError, StoreUnreachable
from identity_graph.settings import Settings
from identity_graph.stores.address import Address
from identity_graph.stores.gremlin.failures import Closed, Conflict, Lost, ReadOnly, Refused
from identity_graph.stores.gremlin.requests import Requests
from identity_graph.stores.gremlin.signing import signer
from identity_graph.stores.gremlin.traversals import reading
from identity_graph.stores.gremlin.websocket import LoopThread, Target, Websocket, connect

Result = TypeVar("Result")
_FIRST_PAUSE_S: Final = 0.005
_LAST_PAUSE_S: Final = 1.0


class Server:
    """Reads share one websocket; each transaction has its own, so that its end is the transaction's end."""

    def __init__(self, address: Address, settings: Settings) -> None:
        self._target = target_of(address, settings)
        self._source = address.options.get("source", "g")
        self._retry_for_s, self._timeout_s = settings.retry_for_s, settings.query_timeout_s
        self._loop = LoopThread()
        self._lock = threading.Lock()
        self._shared: Websocket | None = None
        self._connected_once = False
        self._transactions_work = False

    def read(self, act: Callable[[Requests], Result]) -> Result:
        """What ``act`` gives, asked again from the start where the connection broke."""
        return self._persistently(lambda: act(self._requests(self._reader())))

    def write(self, act: Callable[[Requests], Result]) -> Result:
        """Run ``act`` in a transaction and commit. Runs it again where another writer was first or the connection
        broke, also when nobody can tell whether the commit was done: ``act`` must find that out first."""

        def attempt() -> Result:
            with self._transaction() as requests:
                result = act(requests)
                requests.commit()
                return result

        return self._persistently(attempt)

    def close(self) -> None:
        """End all connections; whoever waits for one is told so."""
        with suppress(Closed):
            with self._lock:
                shared, self._shared = self._shared, None
            if shared:
                self._loop.start(shared.close()).result()
            self._loop.close()

    def _persistently(self, attempt: Callable[[], Result]) -> Result:
        until, pause_s = time.monotonic() + self._retry_for_s, _FIRST_PAUSE_S
        while True:
            try:
                return attempt()
            except Closed:
                raise StoreError(f"{self._target.where}: this store was closed; open it again") from None
            except (Lost, Refused, Conflict, ReadOnly) as error:
                never_there = isinstance(error, Refused) and not self._connected_once
                if never_there or time.monotonic() >= until:
                    raise self._given_up(error) from error
                if isinstance(error, Lost | ReadOnly):
                    self._drop_shared()
            # Writers that met must not meet again.
            time.sleep(random.uniform(0.5, 1.5) * pause_s)  # noqa: S311
            pause_s = min(2 * pause_s, _LAST_PAUSE_S)

    def _given_up(self, error: Exception) -> StoreError:
        where, tried = self._target.where, f"tried for {self._retry_for_s:g} s"
        if isinstance(error, Conflict):
            return StoreBusy(f"{where}: other writers were first each time; {tried}; try again")
        if isinstance(error, ReadOnly):
            return StoreUnreachable(f"{where}: this endpoint only reads; {tried}; name the cluster's writer endpoint")
        if isinstance(error, Refused) and not self._connected_once:
            return StoreUnreachable(f"{where}: {error}; is the server started, and are host and port right?")
        return StoreUnreachable(f"{where}: the connection was lost; {tried}; the same command again settles it")

    @contextmanager
    def _transaction(self) -> Generator[Requests]:
        websocket = self._connect()
        requests = self._requests(websocket, uuid4())
        try:
            if not self._transactions_work:
                requests.rollback()
                self._transactions_work = True
            yield requests
        except (Lost, Closed):
            raise
        except BaseException:
            # Its locks are free at once, not when the server sees that the connection has gone.
            with suppress(Lost, Closed, Conflict, StoreError):
                requests.rollback()
            raise
        finally:
            with suppress(Closed):
                self._loop.start(websocket.close()).result()

    def _requests(self, websocket: Websocket, session: UUID | None = None) -> Requests:
        return Requests(self._loop, websocket, self._target, self._source, self._timeout_s, session)

    def _reader(self) -> Websocket:
        with self._lock:
            if self._shared and not self._shared.usable:
                broken, self._shared = self._shared, None
                self._loop.start(broken.close()).result()
            if self._shared is None:
                self._shared = self._connect()
            return self._shared

    def _drop_shared(self) -> None:
        with self._lock:
            shared, self._shared = self._shared, None
        if shared:
            with suppress(Closed):
                self._loop.start(shared.close()).result()

    def _connect(self) -> Websocket:
        websocket = self._loop.start(connect(self._target)).result()
        if self._target.user is not None:
            # The server asks who we are at the first request, and only then may requests overlap.
            try:
                self._requests(websocket).ask(reading.schema_state())
            except BaseException:
                self._loop.start(websocket.close()).result()
                raise
        self._connected_once = True
        return websocket


def target_of(address: Address, settings: Settings) -> Target:
    """Where to connect and how to be let in."""
    region = address.options.get("iam")
    if address.password is not None and region:
        raise SettingsError(f"{address.shown}: give a user and password or ?iam=REGION, not both")
    host = f"[{address.host}]" if ":" in address.host else address.host
    url = f"{address.scheme}://{host}:{address.port}/{address.path or 'gremlin'}"
    return Target(
        url=url,
        where=address.shown,
        timeout_s=settings.connect_timeout_s,
        user=address.user if address.password is not None else None,
        password=address.password,
        tls=_tls(address, settings),
        headers=signer(url, region, address.shown) if region else dict,
    )


def _tls(address: Address, settings: Settings) -> ssl.SSLContext | None:
    if address.scheme != "wss":
        return None
    try:
        return ssl.create_default_context(cafile=settings.store_ca_file)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(
            f"IDENTITY_GRAPH_STORE_CA_FILE: {settings.store_ca_file} cannot be read as certificates (PEM)"
        ) from error
