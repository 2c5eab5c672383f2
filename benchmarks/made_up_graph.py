"""The graph `store_speed` writes: records with identities, phones, emails and addresses shared at random."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from identity_graph.model import Cause, ChangeSet, Link, Node, Value, identity_id_of, node_id, record_node_id

AT_ONCE = 10_000
KEYS_EACH = 8
Item = TypeVar("Item")


def made_up_graph(count: int) -> tuple[list[Node], list[Link]]:
    """Twice as many nodes as records, and four links for each record."""
    records = [_record(number) for number in range(count)]
    ends = _ends(records)
    pick = Random(1)
    links = [
        Link(type, record.id, pick.choice(nodes).id, {"probability": 0.98} if type == "RESOLVES_TO" else {})
        for record in records
        for type, nodes in ends.items()
    ]
    return [*records, *(node for nodes in ends.values() for node in nodes)], links


def changes(nodes: Sequence[Node], links: Sequence[Link], run: str) -> list[ChangeSet]:
    """As a load would write them: thousands at once."""
    cause = Cause("load", run)
    return [
        *(ChangeSet(cause, nodes=part) for part in _pieces(nodes)),
        *(ChangeSet(cause, links=part) for part in _pieces(links)),
    ]


def blocking_keys(records: Sequence[str]) -> list[ChangeSet]:
    """Eight blocking keys for each record."""
    cause = Cause("load", "keys")
    return [
        ChangeSet(cause, keys={id: tuple(hash((id, key)) >> 8 for key in range(KEYS_EACH)) for id in part})
        for part in _pieces(records)
    ]


def _record(number: int) -> Node:
    said = f'{{"names": [{{"full": "Name {number}"}}], "birth_dates": ["1980-01-01"], "phones": ["+491700000000"]}}'
    properties: dict[str, Value] = {
        "source": "bench",
        "record_id": str(number),
        "kind": "person",
        "data": said,
        "content": f"{number:026}",
    }
    return Node(record_node_id("bench", str(number)), "Record", properties)


def _ends(records: Sequence[Node]) -> dict[str, list[Node]]:
    count = len(records)
    return {
        "RESOLVES_TO": [_identity(record) for record in records[: count * 2 // 5]],
        "HAS_PHONE": [Node(node_id("Phone", str(n)), "Phone", {"number": f"+49{n}"}) for n in range(count // 4)],
        "HAS_EMAIL": [Node(node_id("Email", str(n)), "Email", {"address": f"{n}@x.y"}) for n in range(count // 5)],
        "HAS_ADDRESS": [
            Node(node_id("Address", str(n)), "Address", {"text": f"{n} Street"}) for n in range(count * 3 // 20)
        ],
    }


def _identity(record: Node) -> Node:
    properties: dict[str, Value] = {
        "kind": "person",
        "founding_record": record.id,
        "records": 3,
        "sources": ("bench",),
        "tier": "A",
    }
    return Node(identity_id_of(record.id), "Identity", properties)


def _pieces(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    return (tuple(items[start : start + AT_ONCE]) for start in range(0, len(items), AT_ONCE))
