"""A record written as JSON and read back is the same record."""

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from identity_graph.model import Identifier, Name, PostalAddress, Record, record_from_json, record_to_json

TEXT = st.text()
MAYBE = st.none() | TEXT
SAID = st.none() | st.text(min_size=1)
"""Of a single value of a record, empty text and none are the same: nothing was said."""
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NAMES = st.builds(Name, MAYBE, MAYBE, MAYBE, MAYBE, TEXT)
ADDRESSES = st.builds(PostalAddress, *[MAYBE] * 10)
IDENTIFIERS = st.builds(Identifier, TEXT, TEXT, MAYBE)
PLURAL = [field.name for field in fields(Record) if field.type == tuple[str, ...]]
RECORDS = st.builds(
    Record,
    TEXT,
    TEXT,
    st.sampled_from(["person", "organization"]),
    names=st.lists(NAMES, max_size=2).map(tuple),
    addresses=st.lists(ADDRESSES, max_size=2).map(tuple),
    identifiers=st.lists(IDENTIFIERS, max_size=2).map(tuple),
    country=SAID,
    observed_on=SAID,
    attributes=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    **dict.fromkeys(PLURAL, TEXTS),
)


@given(RECORDS)
def test_round_trip(record: Record) -> None:
    data = record_to_json(record)
    assert record_from_json(record.source, record.record_id, record.kind, data) == record


@given(RECORDS)
def test_nothing_empty_is_kept_and_the_key_is_not_repeated(record: Record) -> None:
    said = json.loads(record_to_json(record))
    assert all(said.values())
    assert said.keys().isdisjoint({"source", "record_id", "kind"})
