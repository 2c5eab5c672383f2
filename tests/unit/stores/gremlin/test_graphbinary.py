"""Our GraphBinary, held against gremlinpython's."""

from uuid import UUID

import pytest
from gremlin_python.driver.request import RequestMessage
from gremlin_python.driver.serializer import GraphBinarySerializersV1
from gremlin_python.process.graph_traversal import __
from gremlin_python.process.traversal import Cardinality, Direction, Merge, Order, P, T
from gremlin_python.statics import long

from identity_graph.stores.gremlin.graphbinary import reply, reply_to, request
from identity_graph.stores.gremlin.traversals.reading import g

ID = UUID("41d2e28a-20a4-4ab0-b379-d810dede3786")
TRAVERSALS = [
    g.V("a", "毛").has("k", P.within("x", "y")).out_e("T").where(__.in_v().has_id("b")).count(),
    g.V().has("k", P.between(long(1), long(2))).has("l", P.gt(1.5)).order().by(T.id, Order.desc).limit(long(3)),
    g.add_v("L")
    .property(T.id, "a")
    .property(Cardinality.single, "n", long(-(2**63)))
    .property(Cardinality.set_, "b", True),
    g.merge_e({T.id: "e", T.label: "L", Direction.OUT: "a", Direction.IN: "b"}).option(Merge.on_match, {"x": 5e-324}),
    g.V("a").side_effect(__.properties("x").drop()).project("i", "p").by(T.id).by(__.value_map()),
]


@pytest.mark.parametrize("traversal", TRAVERSALS, ids=range(len(TRAVERSALS)))
def test_a_request_is_the_same_bytes(traversal: object) -> None:
    arguments = {"gremlin": traversal.bytecode, "aliases": {"g": "g"}}  # type: ignore[attr-defined]  # no stubs
    theirs = GraphBinarySerializersV1().serialize_message(
        str(ID), RequestMessage("traversal", "bytecode", {**arguments})
    )
    assert request(ID, "bytecode", "traversal", arguments) == theirs


def test_a_reply_is_read_as_gremlinpython_reads_it() -> None:
    serializer = GraphBinarySerializersV1()
    result = ["a\0b", long(2**63 - 1), 1e300, True, None, {"k": [0.1, False]}, {"~": {}}, []]
    message = bytearray(b"\x81\x00" + ID.bytes + (206).to_bytes(4, "big") + b"\x01")
    message += b"\x00\x00\x00\x00" + b"\x00\x00\x00\x00"
    serializer._graphbinary_writer.to_dict(result, message)
    assert reply_to(bytes(message)) == (ID, 206)
    assert reply(bytes(message)) == ("", {}, result)
    assert serializer.deserialize_message(bytes(message))["result"]["data"] == result


def test_a_result_that_came_several_times() -> None:
    traverser = b"\x21\x00" + (3).to_bytes(8, "big") + b"\x03\x00\x00\x00\x00\x01x"
    message = b"\x81\x00" + ID.bytes + (200).to_bytes(4, "big") + b"\x01" + b"\x00" * 8
    assert reply(message + b"\x09\x00\x00\x00\x00\x01" + traverser)[2] == ["x", "x", "x"]
