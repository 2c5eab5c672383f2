"""Where things lie: pages hold ids in their order."""

from hypothesis import given
from hypothesis import strategies as st

from identity_graph.model import node_id
from identity_graph.schema import declared_schema
from identity_graph.stores.gremlin.layout import PAGES, link_id, link_key, page_of, pages, restored, stored

RESTS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=6)


def test_the_page_of_an_id_made_of_a_hash_is_its_beginning() -> None:
    for number in range(500):
        id = node_id("Phone", str(number))
        assert page_of(id) == id[:6]


@given(RESTS, RESTS)
def test_pages_are_in_the_order_of_ids_whatever_these_are(a: str, b: str) -> None:
    first, second = sorted((f"rec_{a}", f"rec_{b}"))
    assert page_of(first) <= page_of(second)


@given(RESTS, RESTS)
def test_what_comes_after_an_id_is_on_the_pages_after_it(a: str, b: str) -> None:
    after, other = f"rec_{a}", f"rec_{b}"
    assert other <= after or page_of(other) in set(pages("rec", after))


def test_all_pages() -> None:
    every = list(pages("rec"))
    assert len(every) == PAGES == len(set(every))
    assert every == sorted(every)
    assert list(pages("rec", "aaa")) == every
    assert list(pages("rec", "zzz")) == []


def test_a_link_s_id_is_its_key() -> None:
    assert link_key(link_id("HAS_PHONE", "rec_a", "tel_b")) == ("HAS_PHONE", "rec_a", "tel_b")


def test_stored_and_restored() -> None:
    declared = declared_schema().nodes["Identity"].properties
    values = {"kind": "person", "records": 3, "sources": ("a", '"b"'), "caption": None}
    kept = stored(values)
    assert "caption" not in kept
    assert restored(declared, {**kept, "_page": "idn_aa"}) == {k: v for k, v in values.items() if v is not None}
