"""Ids: the same everywhere and for ever."""

from itertools import pairwise

import pytest

from identity_graph.model import ID_PREFIXES, identity_id_of, kind_of, node_id, record_node_id
from identity_graph.model.ids import content_hash, founding_record_of


def test_pinned() -> None:
    """Stored graphs hold these: a change here orphans all of them."""
    assert record_node_id("src", "1") == node_id("Record", "src", "1") == "rec_5ucllhacr6x537h5xwm4ukcxwy"
    assert node_id("Phone", "+491701234567") == "tel_vx3qvr7u4pg5blr5k7t42yr3um"


def test_parts_are_kept_apart() -> None:
    hashes = [content_hash(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("", "abc"), ("abc", ""))]
    assert len(set(hashes)) == 5
    assert all(len(each) == 26 for each in hashes)


def test_kind_of() -> None:
    for kind in ID_PREFIXES:
        assert kind_of(node_id(kind, "x")) == kind
    assert [kind_of(id) for id in ("", "rec", "xyz_1", "_", "Rec_1")] == [None, "Record", None, None, None]


def test_an_identity_leads_back_to_its_founder() -> None:
    record = record_node_id("src", "1")
    assert kind_of(identity_id_of(record)) == "Identity"
    assert founding_record_of(identity_id_of(record)) == record


def test_any_text_can_be_a_key() -> None:
    ids = [node_id("Record", text) for text in ("", "\ud800", "毛", "x" * 10_000)]
    assert all(a != b for a, b in pairwise(ids))


def test_an_unknown_kind_has_no_ids() -> None:
    with pytest.raises(KeyError):
        node_id("Person", "x")
