"""GraphBinary 1.0, the part we speak: requests of traversals, replies of plain values.

gremlinpython has all of it, at a third of the speed (writing 50 vertices: 1.34 ms against .46), as it looks each type
up anew (``docs/decisions/gremlin-speaks-through-its-own-channel.md``). A test holds this one against it.
Integers are always sent as 64 bits, so that a small one is found where a large one of the same property would be.
"""

import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from gremlin_python.process.traversal import Bytecode, Cardinality, CardinalityValue, Direction, Merge, Order, P, T
from gremlin_python.statics import long

Buffer = bytearray
MIME: Final = b"\x20application/vnd.graphbinary-v1.0"

_TRAVERSER: Final = 0x21
"""A result, and how many times it came."""

_INT: Final = struct.Struct(">i")
_LONG: Final = struct.Struct(">q")
_DOUBLE: Final = struct.Struct(">d")


def request(id: UUID, op: str, processor: str, arguments: Mapping[str, object]) -> bytes:
    """One message to the server."""
    to = Buffer(MIME)
    to += b"\x81"
    to += id.bytes
    _bare_text(to, op)
    _bare_text(to, processor)
    to += _INT.pack(len(arguments))
    for name, value in arguments.items():
        _text(to, name)
        _write(to, value)
    return bytes(to)


def _write(to: Buffer, value: object) -> None:
    writer = _WRITERS.get(type(value))
    if writer is None:
        raise TypeError(f"no GraphBinary for {type(value).__name__}")
    writer(to, value)


def _bare_text(to: Buffer, value: str) -> None:
    data = value.encode()
    to += _INT.pack(len(data))
    to += data


def _text(to: Buffer, value: str) -> None:
    data = value.encode()
    to += b"\x03\x00"
    to += _INT.pack(len(data))
    to += data


def _long(to: Buffer, value: int) -> None:
    to += b"\x02\x00"
    to += _LONG.pack(value)


def _double(to: Buffer, value: float) -> None:
    to += b"\x07\x00"
    to += _DOUBLE.pack(value)


def _boolean(to: Buffer, value: bool) -> None:
    to += b"\x27\x00\x01" if value else b"\x27\x00\x00"


def _uuid(to: Buffer, value: UUID) -> None:
    to += b"\x0c\x00"
    to += value.bytes


def _list(to: Buffer, value: Sequence[object]) -> None:
    to += b"\x09\x00"
    to += _INT.pack(len(value))
    for item in value:
        _write(to, item)


def _map(to: Buffer, value: Mapping[object, object]) -> None:
    to += b"\x0a\x00"
    to += _INT.pack(len(value))
    for key, item in value.items():
        _write(to, key)
        _write(to, item)


def _predicate(to: Buffer, value: P) -> None:
    to += b"\x1e\x00"
    _bare_text(to, value.operator)
    values: Sequence[object] = [value.value] if value.other is None else [value.value, value.other]
    if value.other is None and isinstance(value.value, list):
        values = value.value
    to += _INT.pack(len(values))
    for item in values:
        _write(to, item)


def _bytecode(to: Buffer, value: Bytecode) -> None:
    to += b"\x15\x00"
    for instructions in (value.step_instructions, value.source_instructions):
        to += _INT.pack(len(instructions))
        for name, *arguments in instructions:
            _bare_text(to, name)
            to += _INT.pack(len(arguments))
            for argument in arguments:
                _WRITERS[type(argument)](to, argument)


def _enum(code: int) -> Callable[[Buffer, Any], None]:
    known: dict[object, bytes] = {}

    def write(to: Buffer, value: Any) -> None:
        data = known.get(value)
        if data is None:
            name, text = value.name.rstrip("_"), Buffer()
            _text(text, "on" + name[3:].title() if name.startswith("on_") else name)
            data = known[value] = bytes((code, 0)) + bytes(text)
        to += data

    return write


_WRITERS: Final[dict[type, Callable[[Buffer, Any], None]]] = {
    str: _text,
    int: _long,
    long: _long,
    float: _double,
    bool: _boolean,
    UUID: _uuid,
    list: _list,
    dict: _map,
    P: _predicate,
    Bytecode: _bytecode,
    CardinalityValue: _bytecode,
    Cardinality: _enum(0x16),
    Direction: _enum(0x18),
    Order: _enum(0x1A),
    T: _enum(0x20),
    Merge: _enum(0x2E),
}


def reply_to(message: bytes) -> tuple[UUID, int]:
    """Which request a reply answers, and its status."""
    return UUID(bytes=message[2:18]), _INT.unpack_from(message, 18)[0]


def reply(message: bytes) -> tuple[str, dict[Any, Any], Any]:
    """The status's text and attributes, and the result."""
    text, at = (None, 23) if message[22] else _read_text(message, 23)
    attributes, at = _read_map(message, at)
    _, at = _read_map(message, at)
    result, _ = _read(message, at)
    return text or "", attributes, result


Read = tuple[Any, int]
"""A value, and where the next one begins."""


def _read(data: bytes, at: int) -> Read:
    code = data[at]
    if data[at + 1]:
        return None, at + 2
    reader = _READERS.get(code)
    if reader is None:
        raise ValueError(f"a reply holds GraphBinary type 0x{code:02x}, which we never ask for")
    return reader(data, at + 2)


def _read_text(data: bytes, at: int) -> Read:
    end = at + 4 + _INT.unpack_from(data, at)[0]
    return data[at + 4 : end].decode(), end


def _read_int(data: bytes, at: int) -> Read:
    return _INT.unpack_from(data, at)[0], at + 4


def _read_long(data: bytes, at: int) -> Read:
    return _LONG.unpack_from(data, at)[0], at + 8


def _read_double(data: bytes, at: int) -> Read:
    return _DOUBLE.unpack_from(data, at)[0], at + 8


def _read_boolean(data: bytes, at: int) -> Read:
    return data[at] == 1, at + 1


def _read_list(data: bytes, at: int) -> Read:
    size, at = _read_int(data, at)
    items: list[Any] = []
    for _ in range(size):
        bulk = 1
        if data[at] == _TRAVERSER:
            bulk, at = _read_long(data, at + 2)
        item, at = _read(data, at)
        items += [item] * bulk
    return items, at


def _read_map(data: bytes, at: int) -> Read:
    size, at = _read_int(data, at)
    items: dict[Any, Any] = {}
    for _ in range(size):
        key, at = _read(data, at)
        items[key], at = _read(data, at)
    return items, at


def _read_token(data: bytes, at: int) -> Read:
    """``T.id`` as ``~id``: no property has such a name."""
    name, at = _read(data, at)
    return f"~{name}", at


_READERS: Final[Mapping[int, Callable[[bytes, int], Read]]] = {
    0x01: _read_int,
    0x02: _read_long,
    0x03: _read_text,
    0x07: _read_double,
    0x09: _read_list,
    0x0A: _read_map,
    0x0B: _read_list,
    0x20: _read_token,
    0x27: _read_boolean,
}
