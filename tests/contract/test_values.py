"""Every property type comes back as it went in, on nodes and on links."""

import pytest
from factory import changes, identity, link, phone, record

from identity_graph.model import Node, Value, node_id
from identity_graph.stores import GraphStore

TEXTS = [
    "",
    "plain",
    "José Ñandú – “quoted” 'single' \\ back\\slash",
    "Владимир Путин",
    "محمد بن عبد الله",
    "毛泽东 𠮷野家",
    "नरेन्द्र मोदी",
    "👩‍👩‍👧‍👦 and a combining e\u0301",
    "tab\tnewline\nreturn\r",
    "a\u0000b",
    " blanks ",
    "0012",
    "1e5",
    "null",
    "'; DROP TABLE node; --",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:12]))
def test_text(store: GraphStore, text: str) -> None:
    ana, ring = record("ana", country=text), phone(1)
    has = link("HAS_PHONE", ana, ring, tier=text)
    store.apply(changes(ana, ring, has))
    assert store.nodes([ana.id])[ana.id].properties["country"] == text
    assert store.links([ana.id])[0].properties == {"tier": text}


@pytest.mark.parametrize(
    "texts", [(), ("",), ("a", "b", "a"), ("毛", 'quote " and , comma', "\u0000"), ("x" * 100_000,)]
)
def test_texts(store: GraphStore, texts: tuple[str, ...]) -> None:
    ana, ring = record("ana"), phone(1)
    one, has = identity(ana, sources=texts), link("HAS_PHONE", ana, ring, sources=texts)
    store.apply(changes(ana, one, ring, has))
    assert store.nodes([one.id])[one.id].properties["sources"] == texts
    assert store.links([ana.id])[0].properties == {"sources": texts}


@pytest.mark.parametrize("integer", [0, 1, -1, 2**53 + 1, 2**63 - 1, -(2**63)])
def test_integer(store: GraphStore, integer: int) -> None:
    ana, ring = record("ana"), phone(1)
    one, has = identity(ana, records=integer), link("HAS_PHONE", ana, ring, records=integer)
    store.apply(changes(ana, one, ring, has))
    check_same(store.nodes([one.id])[one.id].properties["records"], integer)
    check_same(store.links([ana.id])[0].properties["records"], integer)


@pytest.mark.parametrize("real", [0.0, 1.0, -2.5, 0.1 + 0.2, 1e300, 5e-324, 1 / 3])
def test_real(store: GraphStore, real: float) -> None:
    ana, ben = record("ana"), record("ben")
    one, same = identity(ana, probability=real), link("SAME_AS", ana, ben, weight=real)
    store.apply(changes(ana, ben, one, same))
    check_same(store.nodes([one.id])[one.id].properties["probability"], real)
    check_same(store.links([ana.id])[0].properties["weight"], real)


@pytest.mark.parametrize("yes", [True, False])
def test_boolean(store: GraphStore, yes: bool) -> None:
    ana, ben = record("ana"), record("ben")
    model = match_model(yes)
    same = link("SAME_AS", ana, ben, review=yes)
    store.apply(changes(ana, ben, model, same))
    check_same(store.nodes([model.id])[model.id].properties["active"], yes)
    check_same(store.links([ana.id])[0].properties["review"], yes)
    assert [node.id for node in store.find("Model", "active", "true")] == ([model.id] if yes else [])
    assert [node.id for node in store.find("Model", "active", "false")] == ([] if yes else [model.id])


def test_json_stays_the_text_it_was(store: GraphStore) -> None:
    text = '{"b": 1.0,  "a": [null, "毛", {"c": 1e400}]}'
    ana, ben = record("ana", data=text), record("ben")
    store.apply(changes(ana, ben, link("SAME_AS", ana, ben, evidence=text)))
    assert store.nodes([ana.id])[ana.id].properties["data"] == text
    assert store.links([ana.id])[0].properties["evidence"] == text


def test_what_was_not_said_is_absent(store: GraphStore) -> None:
    ana = record("ana")
    store.apply(changes(ana))
    assert set(store.nodes([ana.id])[ana.id].properties) == set(ana.properties)


def check_same(found: Value, expected: Value) -> None:
    assert (type(found), found) == (type(expected), expected)


def match_model(active: bool) -> Node:
    properties: dict[str, Value] = {
        "content": "hash",
        "settings": "{}",
        "term_frequencies": "{}",
        "trained_on": 0,
        "active": active,
    }
    return Node(node_id("Model", "hash"), "Model", properties)
