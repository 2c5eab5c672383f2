"""Asking a server: traversals in, plain values out, several under way at once."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotInTime
from typing import Any, Final
from uuid import UUID, uuid4

from gremlin_python.process.graph_traversal import GraphTraversal
from gremlin_python.process.traversal import Bytecode

from identity_graph.errors import InvalidChange
from identity_graph.stores.gremlin.failures import Closed, Lost, failure
from identity_graph.stores.gremlin.graphbinary import reply, request
from identity_graph.stores.gremlin.websocket import LoopThread, Target, Websocket

IN_FLIGHT: Final = 8
"""Requests sent before the first is answered: the server works while we write the next."""
_GRACE_S: Final = 5.0
"""How much longer than the server we wait for it to say that it took too long."""
_GOOD: Final = frozenset({200, 204, 206})


class Requests:
    """Asks over one websocket; with a ``session`` all in one transaction, and in the order asked."""

    def __init__(
        self, loop: LoopThread, websocket: Websocket, target: Target, source: str, timeout_s: float,
        session: UUID | None = None,
    ) -> None:  # fmt: skip
        self._loop, self._websocket, self._target = loop, websocket, target
        self._source, self._timeout_s, self.session = source, timeout_s, session
        self._deadline = time.monotonic() + timeout_s
        self.asked = 0

    def ask(self, traversal: GraphTraversal) -> list[Any]:
        """The results of one traversal."""
        return self._result(self._begin(traversal.bytecode))

    def ask_each(self, traversals: Iterable[GraphTraversal]) -> Iterator[list[Any]]:
        """The results of each, in order; the next are under way while one is looked at."""
        under_way: deque[Future[list[bytes]]] = deque()
        try:
            for traversal in traversals:
                under_way.append(self._begin(traversal.bytecode))
                if len(under_way) >= IN_FLIGHT:
                    yield self._result(under_way.popleft())
            while under_way:
                yield self._result(under_way.popleft())
        finally:
            for future in under_way:
                future.cancel()

    def commit(self) -> None:
        """Make the transaction durable. Its result is read: else a lost conflict would look like success."""
        self._result(self._begin(_transaction_end("commit")))

    def rollback(self) -> None:
        """Give the transaction up. Also how a source without transactions is found out before anything is written."""
        self._result(self._begin(_transaction_end("rollback")))

    def _begin(self, bytecode: Bytecode) -> "Future[list[bytes]]":
        self.asked += 1
        id = uuid4()
        left_s = self._deadline - time.monotonic() if self.session else self._timeout_s
        arguments: dict[str, object] = {
            "gremlin": bytecode,
            "aliases": {"g": self._source},
            "evaluationTimeout": max(round(left_s * 1000), 1),
        }
        if self.session:
            arguments["session"] = str(self.session)
        try:
            message = request(id, "bytecode", "session" if self.session else "traversal", arguments)
        except UnicodeEncodeError:
            # Not chained: this error carries the text.
            raise InvalidChange(
                f"{self._target.where}: a text holds half a character (a lone surrogate); read its source again"
            ) from None
        return self._loop.start(self._websocket.ask(id, message))

    def _result(self, future: "Future[list[bytes]]") -> list[Any]:
        try:
            parts = future.result(self._timeout_s + _GRACE_S)
        except NotInTime:
            future.cancel()
            raise Lost from None
        except CancelledError:
            raise Closed from None
        results: list[Any] = []
        for part in parts:
            results += self._read(part)
        return results

    def _read(self, part: bytes) -> list[Any]:
        status = int.from_bytes(part[18:22], "big")
        text, attributes, result = reply(part)
        if status not in _GOOD:
            raise failure(self._target.where, status, text, attributes, self._timeout_s)
        return result or []


def _transaction_end(how: str) -> Bytecode:
    end = Bytecode()
    end.add_source("tx", how)
    return end
