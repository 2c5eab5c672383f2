"""A TCP proxy that breaks connections on purpose, at a point chosen beforehand."""

import asyncio
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Literal, Self

from faults.wire import Message, Wire, messages

Stage = Literal["unsent", "cut", "sent", "reply lost", "reply cut"]
"""What of the message is through when the connection breaks: nothing; the first half of its bytes; all; all, and the
server's answer came as far as the proxy; all, and the first half of the answer."""
Part = Literal["before", "during", "after"]
"""A drop, seen from the server's commit: it cannot have happened; nobody knows; it has happened."""

_RESET: Final = struct.pack("ii", 1, 0)
_READ: Final = 65_536


@dataclass(frozen=True, slots=True)
class Fault:
    """Breaks the connection at the ``message``-th message from now (from 1), but at the first commit at the latest
    (then before it is sent); or, with 0, at the first commit; or, below 0, so many messages behind it."""

    stage: Stage
    message: int = 0
    reset: bool = False
    """RST (a process or a machine that died, a firewall) instead of FIN."""
    all: bool = False
    """Break all connections, as the end of a server would."""

    @property
    def part(self) -> Part:
        if self.message < 0:
            return "after"
        if self.message or self.stage in {"unsent", "cut"}:
            return "before"
        return "during" if self.stage == "sent" else "after"


@dataclass(frozen=True, slots=True)
class Drop:
    """A fault that struck: at which message, and what the server had answered."""

    fault: Fault
    message: bytes
    reply: bytes = b""


@dataclass(eq=False)
class _Connection:
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    wire: Wire
    awaiting: tuple[Fault, bytes] | None = None
    """Strikes when the server answers this message."""

    def break_off(self, reset: bool) -> None:
        for writer in (self.client, self.server):
            if reset and not writer.transport.is_closing():
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()


class Proxy:
    """Listens on a free port (``port``) and forwards to a server until a fault says otherwise."""

    def __init__(self, host: str, port: int, wire: Callable[[], Wire], *, delay_s: float = 0) -> None:
        self._to, self._wire = (host, port), wire
        self.delay_s = delay_s
        """Seconds every answer is held back."""
        self.drops: list[Drop] = []
        self.passed = 0
        """Messages that came from clients, without those nobody waits for."""
        self._passing = threading.Condition()
        self._faults: deque[Fault] = deque()
        self._seen = 0
        self._behind = False
        self._open: set[_Connection] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._listening: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def arm(self, faults: Iterable[Fault]) -> None:
        """Let these faults strike, one after the other, each counted from the one before it."""
        faults = list(faults)
        self._run(self._arm(faults))

    def disarm(self) -> int:
        """Forget the faults that have not struck; how many there were."""
        left = len(self._faults)
        self._run(self._arm(None))
        return left

    def wait_for(self, passed: int, timeout_s: float) -> bool:
        """Wait until so many messages came from clients in all; whether they did."""
        with self._passing:
            return self._passing.wait_for(lambda: self.passed >= passed, timeout_s)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """A server that is away: no connection is left, and none is taken."""
        self._run(self._refuse())
        try:
            yield
        finally:
            self._run(self._listen())

    def break_all(self, reset: bool = True) -> None:
        """Break all connections now."""
        self._run(self._break_all(reset))

    def _run(self, coroutine: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=20)

    async def _arm(self, faults: list[Fault] | None) -> None:
        self._seen, self._behind = 0, False
        if faults is None:
            self._faults.clear()
            for connection in self._open:
                connection.awaiting = None
        else:
            self._faults.extend(faults)

    async def _listen(self) -> None:
        self._listening = await asyncio.start_server(self._accept, "127.0.0.1", self.port, limit=_READ)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def _refuse(self) -> None:
        if self._listening:
            self._listening.close()
        await self._break_all(reset=True)

    async def _break_all(self, reset: bool) -> None:
        for connection in list(self._open):
            connection.break_off(reset)

    async def _stop(self) -> None:
        await self._refuse()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)  # aborted transports close their sockets in the loop's next turn

    async def _accept(self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            from_server, to_server = await asyncio.open_connection(*self._to)
        except OSError:
            to_client.transport.abort()
            return
        connection = _Connection(to_client, to_server, self._wire())
        self._open.add(connection)
        ways = [
            asyncio.ensure_future(self._requests(connection, from_client)),
            asyncio.ensure_future(self._replies(connection, from_server)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            connection.break_off(reset=False)
            self._open.discard(connection)

    async def _requests(self, connection: _Connection, reader: asyncio.StreamReader) -> None:
        buffer = bytearray()
        while data := await reader.read(_READ):
            buffer += data
            for message in messages(connection.wire, buffer):
                fault = self._struck(message)
                if fault:
                    await self._strike(connection, fault, message.data)
                else:
                    connection.server.write(message.data)
                    await connection.server.drain()

    async def _replies(self, connection: _Connection, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(_READ):
            if self.delay_s:
                await asyncio.sleep(self.delay_s)
            if connection.awaiting and connection.wire.answers(connection.awaiting[1], data):
                fault, message = connection.awaiting
                if fault.stage == "reply cut":
                    connection.client.write(data[: max(1, len(data) // 2)])
                self._drop(connection, fault, message, data)
                return
            connection.client.write(data)
            await connection.client.drain()

    def _struck(self, message: Message) -> Fault | None:
        """The fault that strikes at this message."""
        if message.kind == "control":
            return None
        with self._passing:
            self.passed += 1
            self._passing.notify_all()
        if not self._faults:
            return None
        fault, commit = self._faults[0], message.kind == "commit"
        if fault.message < 0:
            self._seen += self._behind
            self._behind = self._behind or commit
            due = self._seen == -fault.message
        else:
            self._seen += 1
            due = commit or self._seen == fault.message
        if not due:
            return None
        self._seen, self._behind = 0, False
        self._faults.popleft()
        if commit and fault.message > 0:
            return Fault("unsent", fault.message, fault.reset, fault.all)
        return fault

    async def _strike(self, connection: _Connection, fault: Fault, data: bytes) -> None:
        if fault.stage in {"reply lost", "reply cut"}:
            connection.awaiting = fault, data
        if fault.stage != "unsent":
            connection.server.write(data[: len(data) // 2] if fault.stage == "cut" else data)
            await connection.server.drain()
        if not connection.awaiting:
            self._drop(connection, fault, data)

    def _drop(self, connection: _Connection, fault: Fault, message: bytes, reply: bytes = b"") -> None:
        self.drops.append(Drop(fault, message, reply))
        for each in list(self._open) if fault.all else [connection]:
            each.break_off(fault.reset)
