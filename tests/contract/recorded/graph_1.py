"""A graph as version-1 code wrote it: identities without captions, records told in every tolerated way."""

import json
from collections.abc import Iterator

from identity_graph.model import Cause, ChangeSet, Link, Node, Value, identity_id_of, record_node_id

DATA: tuple[object, ...] = (
    {"names": [{"full": "Ana  Maria Silva", "type": "primary"}]},
    {"names": [{"given": "Владимир", "family": "Петров"}], "phones": ["+7"]},
    {"names": [{"type": "alias"}, {"full": " ", "family": "毛"}]},
    {"names": []},
    {},
    {"names": "odd"},
    ["odd"],
)
"""The ``data`` of founding records; every identity has a second record, named ``Second …``."""

COUNT = 28


def captions() -> list[str]:
    """What the captions become, by number."""
    known = ("Ana Maria Silva", "Владимир Петров", "毛")
    return [(known + ("",) * 4)[i % 7] or (f"Second {i}" if i % 2 else "") for i in range(COUNT)]


def change_sets() -> Iterator[ChangeSet]:
    """The graph, in four change sets."""
    for part in range(4):
        numbers = range(part, COUNT, 4)
        yield ChangeSet(
            Cause("load", f"part {part}"),
            nodes=tuple(node for i in numbers for node in (_record(i, "a"), _record(i, "b"), _identity(i))),
            links=tuple(Link("RESOLVES_TO", _id(i, side), _identity(i).id, {}) for i in numbers for side in "ab"),
            keys={_id(i, "a"): (i, 1000) for i in numbers},
        )


def identity_id(number: int) -> str:
    """The id of an identity."""
    return identity_id_of(_id(number, "a"))


def _id(number: int, side: str) -> str:
    return record_node_id("old", f"{number} {side}")


def _record(number: int, side: str) -> Node:
    second: object = {"names": [{"full": f"Second {number}"}]} if number % 2 else {}
    data = DATA[number % 7] if side == "a" else second
    properties: dict[str, Value] = {
        "source": "old",
        "record_id": f"{number} {side}",
        "kind": "person",
        "data": json.dumps(data, ensure_ascii=False),
        "content": "hash",
    }
    return Node(_id(number, side), "Record", properties)


def _identity(number: int) -> Node:
    properties: dict[str, Value] = {
        "kind": "person",
        "founding_record": _id(number, "a"),
        "records": 2,
        "sources": ("old",),
        "tier": "B",
        "probability": 0.75,
    }
    return Node(identity_id(number), "Identity", properties)
