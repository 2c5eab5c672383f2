"""Websockets to a Gremlin server, all driven by one thread with an event loop of its own.

So that the store can be used from any thread, also from one in which another event loop runs.
"""

import asyncio
import base64
import ssl
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from uuid import UUID

import aiohttp

from identity_graph.stores.gremlin.failures import Closed, Lost, Refused, denied
from identity_graph.stores.gremlin.graphbinary import reply_to, request

Result = TypeVar("Result")
Headers = Callable[[], Mapping[str, str]]
"""Makes the headers of one connect: a signature lives some minutes only."""

_AUTHENTICATE: Final = 407
_PARTIAL: Final = 206
_LAST_TURNS: Final = 10


class LoopThread:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._lock, self._closed = threading.Lock(), False
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="gremlin websockets")
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, Result]) -> "Future[Result]":
        """Begin the work; its future may be waited for in any thread but the loop's own. Raises `Closed`."""
        with self._lock:
            if self._closed:
                work.close()
                raise Closed
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """End it, after what has begun was cancelled."""
        ending = self.start(_cancel_others())
        with self._lock:
            self._closed = True
        ending.result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    # TLS connections end some turns of the loop after they were closed.
    for _ in range(_LAST_TURNS):
        await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Target:
    """Where and how to connect."""

    url: str
    where: str
    """The address as it may be shown."""
    timeout_s: float
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: ssl.SSLContext | None = None
    headers: Headers = dict


class Websocket:
    """One connection. Requests may overlap: replies are told apart by the request's id."""

    def __init__(self, target: Target, session: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._target, self._session, self._socket = target, session, socket
        self._waiting: dict[UUID, tuple[list[bytes], asyncio.Future[list[bytes]]]] = {}
        self._receiving = asyncio.create_task(self._receive())

    @property
    def usable(self) -> bool:
        """Whether neither side has closed it, as far as is known here."""
        return not self._socket.closed and not self._receiving.done()

    async def ask(self, id: UUID, message: bytes) -> list[bytes]:
        """The server's replies to one request. Raises `Lost`."""
        replied: asyncio.Future[list[bytes]] = asyncio.get_running_loop().create_future()
        self._waiting[id] = ([], replied)
        try:
            if not self.usable:
                raise Lost
            await self._socket.send_bytes(message)
            return await replied
        except (aiohttp.ClientError, OSError) as error:
            raise Lost from error
        finally:
            self._waiting.pop(id, None)

    async def close(self) -> None:
        """Close it; requests under way are lost."""
        self._receiving.cancel()
        await asyncio.gather(self._receiving, return_exceptions=True)
        # Waits for the other side to close too, but not for long.
        await self._socket.close()
        await self._session.close()

    async def _receive(self) -> None:
        try:
            async for message in self._socket:
                if message.type is not aiohttp.WSMsgType.BINARY:
                    break
                id, status = reply_to(message.data)
                if status == _AUTHENTICATE:
                    await self._authenticate(id)
                elif id in self._waiting:
                    parts, replied = self._waiting[id]
                    parts.append(message.data)
                    if status != _PARTIAL and not replied.done():
                        replied.set_result(parts)
        finally:
            for _, replied in self._waiting.values():
                if not replied.done():
                    replied.set_exception(Lost())

    async def _authenticate(self, id: UUID) -> None:
        user, password = self._target.user, self._target.password
        if user is None or password is None:
            _, replied = self._waiting[id]
            replied.set_exception(denied(self._target.where))
            return
        said = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
        await self._socket.send_bytes(request(id, "authentication", "traversal", {"sasl": said}))


async def connect(target: Target) -> Websocket:
    """Open a connection. Raises `Refused`, or `StoreDenied` where the server asks for other credentials."""
    session = aiohttp.ClientSession()
    try:
        async with asyncio.timeout(target.timeout_s):
            socket = await session.ws_connect(
                target.url,
                headers=target.headers(),
                ssl=target.tls or True,
                max_msg_size=0,  # how much comes is for the requests to say
                timeout=aiohttp.ClientWSTimeout(ws_close=1.0),  # pyright: ignore[reportCallIssue]  # an attrs class
            )
    except aiohttp.WSServerHandshakeError as error:
        await session.close()
        if error.status in (401, 403):
            raise denied(target.where) from error
        raise Refused(f"it is no Gremlin server (HTTP status {error.status})") from error
    except TimeoutError as error:
        await session.close()
        raise Refused(f"no connection within {target.timeout_s:g} s") from error
    except aiohttp.ClientConnectorCertificateError as error:
        await session.close()
        raise Refused("its certificate is not trusted; name its authority in IDENTITY_GRAPH_STORE_CA_FILE") from error
    except (aiohttp.ClientError, OSError) as error:
        await session.close()
        raise Refused("nothing answers there") from error
    except BaseException:
        await session.close()
        raise
    return Websocket(target, session, socket)
