"""The declared schema is whole and says what it must."""

import json
from dataclasses import replace

from identity_graph.model import ID_PREFIXES
from identity_graph.schema import SCHEMA_VERSION, declared_schema, schema_of

SCHEMA = declared_schema()


def test_every_kind_has_an_id_prefix_and_every_prefix_a_kind() -> None:
    assert set(SCHEMA.nodes) == set(ID_PREFIXES)
    assert {len(prefix) for prefix in ID_PREFIXES.values()} == {3}


def test_links_join_kinds_that_exist() -> None:
    for type in SCHEMA.links.values():
        assert {*type.sources, *type.targets} <= set(SCHEMA.nodes)
        assert not type.symmetric or type.sources == type.targets


def test_every_identifier_kind_has_its_link() -> None:
    has = {type.targets for type in SCHEMA.links.values() if type.name.startswith("HAS_")}
    assert {kind for (kind,) in has} == set(SCHEMA.nodes) - {"Record", "Identity", "Community", "Model"}


def test_everything_has_a_meaning_and_a_known_class() -> None:
    for kind in (*SCHEMA.nodes.values(), *SCHEMA.links.values()):
        assert kind.meaning
        for property in kind.properties.values():
            assert property.personal in ("none", "pseudonym", "indirect", "direct", "special")
            assert property.type in ("text", "integer", "real", "boolean", "texts", "json")


def test_links_hold_nothing_personal() -> None:
    assert {p.personal for type in SCHEMA.links.values() for p in type.properties.values()} == {"none"}


def test_the_shape_as_data_gives_the_schema_back() -> None:
    again = schema_of(SCHEMA_VERSION, json.loads(json.dumps(SCHEMA.shape())))
    assert again.shape() == SCHEMA.shape()
    assert again.hash == SCHEMA.hash
    assert again.links["SAME_AS"].symmetric
    assert again.nodes["Record"].properties["source"].index


def test_the_hash_is_of_the_shape_not_of_its_words_or_order() -> None:
    other = {name: replace(kind, meaning="other words") for name, kind in reversed(SCHEMA.nodes.items())}
    assert replace(SCHEMA, nodes=other).hash == SCHEMA.hash
    less = {name: kind for name, kind in SCHEMA.nodes.items() if name != "Device"}
    assert replace(SCHEMA, nodes=less).hash != SCHEMA.hash
