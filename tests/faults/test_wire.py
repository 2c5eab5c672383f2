"""A commit is recognised among what real drivers send; messages are whole whatever pieces they come in."""

import struct
from pathlib import Path
from uuid import UUID

import pytest
from faults.wire import Bolt, Gremlin, Kind, Wire, messages, unmasked
from gremlin_python.process.traversal import Bytecode
from gremlin_python.structure.io.graphbinaryV1 import GraphBinaryWriter

from identity_graph.stores.gremlin.layout import LEDGER as LEDGER_LABEL

ROOT = Path(__file__).parents[2]
GREETING = bytes.fromhex("6060b017") + bytes.fromhex("000001ff 00080805 00020404 00000003")
CHOICE = bytes.fromhex("0000080500")
HELLO, LOGON = b"\xb1\x01\xa0", b"\xb1\x6a\xa0"
BEGIN, RUN, COMMIT = b"\xb1\x11\xa0", b"\xb3\x10\x80\xa0\xa0", b"\xb0\x12"
LEDGER = b"\xb3\x10" + (ROOT / "cypher" / "write" / "apply_ledger.cypher").read_bytes()
UPGRADE = b"GET /gremlin HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"


def chunked(message: bytes, at: int = 0) -> bytes:
    parts = [part for part in (message[:at], message[at:]) if part]
    return b"".join(struct.pack(">H", len(part)) + part for part in parts) + b"\x00\x00"


def frame(payload: bytes, opcode: int = 2) -> bytes:
    mask = b"\x01\xf2\x03\x44"
    size = len(payload)
    length = (
        bytes([128 | size])
        if size < 126
        else bytes([254]) + struct.pack(">H", size)
        if size < 65_536
        else bytes([255]) + struct.pack(">Q", size)
    )
    return bytes([128 | opcode]) + length + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


@pytest.mark.parametrize("step", [1, 3, 1000])
@pytest.mark.parametrize(
    ("wire", "sent", "kinds"),
    [
        (
            Bolt,
            [GREETING, CHOICE, *map(chunked, (HELLO, LOGON, BEGIN, RUN, LEDGER, RUN, COMMIT, BEGIN, RUN, COMMIT))],
            ["control"] * 4 + ["work"] * 4 + ["commit"] + ["work"] * 3,
        ),
        (
            Bolt,
            [GREETING, chunked(HELLO), b"\x00\x00", chunked(LEDGER + b"x" * 700, 400), chunked(COMMIT)],
            ["control", "control", "control", "work", "commit"],
        ),
        (
            Gremlin,
            [UPGRADE, frame(b"a"), frame(b"ping", 9), frame(b"x" * 300), frame(b"y" * 70_000)],
            ["control", "work", "control", "work", "work"],
        ),
    ],
    ids=["bolt 5.8", "bolt 4.4", "gremlin"],
)
def test_messages(wire: type[Wire], sent: list[bytes], kinds: list[Kind], step: int) -> None:
    stream, buffer, one = b"".join(sent), bytearray(), wire()
    found = []
    for at in range(0, len(stream), step):
        buffer += stream[at : at + step]
        found += messages(one, buffer)
    assert [message.data for message in found] == sent
    assert [message.kind for message in found] == kinds
    assert not buffer


def test_a_gremlin_commit() -> None:
    def asked(what: Bytecode) -> bytes:
        return frame(b"\x81" + bytes(GraphBinaryWriter().write_object(what)))

    line = Bytecode()
    line.add_step("addV", LEDGER_LABEL)
    commit, rollback = Bytecode.GraphOp.commit(), Bytecode.GraphOp.rollback()
    wire = Gremlin()
    assert b"commit" in unmasked(asked(commit))
    assert [wire.kind(each) for each in (UPGRADE, asked(commit), asked(line), asked(rollback), asked(commit))] == [
        "control",
        "work",
        "work",
        "work",
        "commit",
    ]


def test_what_a_server_answers() -> None:
    asked = chunked(COMMIT)
    assert Bolt().succeeded(asked, chunked(b"\xb1\x70\xa0"))
    assert not Bolt().succeeded(asked, chunked(b"\xb1\x7f\xa0"))
    assert not Bolt().answers(asked, b"\x00\x00")


def test_what_a_gremlin_server_answers() -> None:
    mime = b"application/vnd.graphbinary-v1.0"
    asked, before = (frame(bytes([len(mime)]) + mime + b"\x81" + UUID(int=n).bytes) for n in (7, 8))

    def answer(status: int) -> bytes:
        return bytes([130, 22]) + b"\x81\x00" + UUID(int=7).bytes + struct.pack(">I", status)

    assert Gremlin().answers(asked, answer(500))
    assert not Gremlin().answers(before, answer(200))
    assert [Gremlin().succeeded(asked, answer(status)) for status in (200, 204, 500)] == [True, True, False]
    assert not Gremlin().succeeded(before, answer(200))
