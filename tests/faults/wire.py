"""A client's bytes taken apart into messages, as far as a fault needs: which of them commits a change set.

Other transactions commit too (the writer lease, what Neo4j's readers wait for): those are told apart by the ledger's
line, which only a change set's own transaction writes.
"""

from dataclasses import dataclass
from typing import Final, Literal, Protocol

Kind = Literal["commit", "work", "control"]
"""``commit``: a change set's. ``control``: what no caller waits for (greetings, pings, good-byes)."""

_GREETING: Final = 20
_BEGIN, _COMMIT, _HELLO, _GOODBYE, _LOGON, _TELEMETRY = 0x11, 0x12, 0x01, 0x02, 0x6A, 0x54
_BOLT_LEDGER: Final = b"CREATE (change:_Change)"
"""Of ``cypher/write/apply_ledger.cypher``."""
_SUCCESS: Final = b"\xb1\x70"
_ASKS_COMMIT: Final = b"\x00\x00\x00\x06commit"
"""GraphBinary's text ``commit``: the session's ``tx().commit()``."""
_GREMLIN_LEDGER: Final = b"\x00\x00\x00\x07_ledger"
"""The text ``_ledger``: the label of the ledger's lines."""
_DONE: Final = (b"\x00\x00\x00\xc8", b"\x00\x00\x00\xcc")
"""Status 200 and 204."""


@dataclass(frozen=True, slots=True)
class Message:
    """One whole message, in the bytes it had on the wire."""

    data: bytes
    kind: Kind


class Wire(Protocol):
    """One connection's protocol."""

    def size(self, data: bytearray) -> int:
        """The length of the first message; 0 where it is not whole yet."""
        ...

    def kind(self, data: bytes) -> Kind:
        """What this message, the next one of the client's, asks for."""
        ...

    def answers(self, message: bytes, reply: bytes) -> bool:
        """Whether these bytes of the server's answer this message, and not one before it."""
        ...

    def succeeded(self, message: bytes, reply: bytes) -> bool:
        """Whether they say that it is done."""
        ...


def messages(wire: Wire, buffer: bytearray) -> list[Message]:
    """The whole messages at the front of the buffer, taken off it."""
    found: list[Message] = []
    while size := wire.size(buffer):
        data = bytes(buffer[:size])
        del buffer[:size]
        found.append(Message(data, wire.kind(data)))
    return found


class Lines:
    """For a plain echo server: every line is a message."""

    def size(self, data: bytearray) -> int:
        return data.find(b"\n") + 1

    def kind(self, data: bytes) -> Kind:
        return "commit" if data == b"commit\n" else "control" if data == b"ping\n" else "work"

    def answers(self, message: bytes, reply: bytes) -> bool:
        return message in reply

    def succeeded(self, message: bytes, reply: bytes) -> bool:
        return message in reply


class Bolt:
    """Greeting, then messages of chunks: two bytes of length before each, and 00 00 behind the last."""

    def __init__(self) -> None:
        self._greeting = True
        self._choosing = False
        self._in_ledger = False

    def size(self, data: bytearray) -> int:
        if self._greeting:
            return _GREETING if len(data) >= _GREETING else 0
        if self._choosing and data[:2] == b"\x00\x00":
            return _choice(data)
        at = 0
        while len(data) >= at + 2:
            length = int.from_bytes(data[at : at + 2])
            at += 2 + length
            if not length:
                return at
        return 0

    def kind(self, data: bytes) -> Kind:
        if self._greeting:
            self._greeting, self._choosing = False, True
            return "control"
        self._choosing = self._choosing and data[:2] == b"\x00\x00"
        if len(data) < 4 or data[:2] == b"\x00\x00":
            return "control"
        signature = data[3]
        if signature == _COMMIT and self._in_ledger:
            return "commit"
        self._in_ledger = signature != _BEGIN and (self._in_ledger or _BOLT_LEDGER in data)
        return "control" if signature in {_HELLO, _GOODBYE, _LOGON, _TELEMETRY} else "work"

    def answers(self, message: bytes, reply: bytes) -> bool:
        # A driver asks for a commit when all before it is answered.
        return len(reply) > 2

    def succeeded(self, message: bytes, reply: bytes) -> bool:
        return reply[2:4] == _SUCCESS


def _choice(data: bytearray) -> int:
    """The version a client chose of those offered: four bytes, then a number in 7 bits a byte."""
    for at in range(4, len(data)):
        if data[at] < 0x80:
            return at + 1
    return 0


class Gremlin:
    """An HTTP upgrade, then websocket frames, the client's masked."""

    def __init__(self) -> None:
        self._upgrading = True
        self._in_ledger = False

    def size(self, data: bytearray) -> int:
        if self._upgrading:
            end = data.find(b"\r\n\r\n")
            return end + 4 if end >= 0 else 0
        if len(data) < 2:
            return 0
        start, length = _payload(data)
        return start + length if len(data) >= start + length else 0

    def kind(self, data: bytes) -> Kind:
        if self._upgrading or data[0] & 15 >= 8:
            self._upgrading = False
            return "control"
        payload = unmasked(data)
        self._in_ledger = self._in_ledger or _GREMLIN_LEDGER in payload
        return "commit" if self._in_ledger and _ASKS_COMMIT in payload else "work"

    def answers(self, message: bytes, reply: bytes) -> bool:
        return _request_id(message) in reply

    def succeeded(self, message: bytes, reply: bytes) -> bool:
        _, id, rest = reply.partition(_request_id(message))
        return bool(id) and rest[:4] in _DONE


def _payload(data: bytes | bytearray) -> tuple[int, int]:
    """Where a frame's payload starts, and its length."""
    length = data[1] & 127
    wide = {126: 2, 127: 8}.get(length, 0)
    if wide:
        length = int.from_bytes(data[2 : 2 + wide])
    return 2 + wide + (4 if data[1] & 128 else 0), length


def _request_id(frame: bytes) -> bytes:
    """What the answer will repeat, right before its status: behind the length and name of the format, and a version."""
    payload = unmasked(frame)
    start = 1 + payload[0] + 1
    return payload[start : start + 16]


def unmasked(frame: bytes) -> bytes:
    """The payload of a client's frame."""
    start, length = _payload(frame)
    mask = (frame[start - 4 : start] * (length // 4 + 1))[:length]
    return (int.from_bytes(frame[start:]) ^ int.from_bytes(mask)).to_bytes(length)
