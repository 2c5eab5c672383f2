"""Which steps of the schema a graph has behind it."""

import itertools

from identity_graph.stores.evolution import is_past
from identity_graph.stores.protocol import SchemaState

PLACES = [SchemaState(1, "a"), SchemaState(1, "b", migrating_to=2), SchemaState(2, "b"), SchemaState(2, "c", 3)]
"""In the order a migration comes by."""


def test_places() -> None:
    assert not any(is_past(None, place) for place in PLACES)
    assert not any(is_past(place, place) for place in PLACES)
    for earlier, later in itertools.combinations(PLACES, 2):
        assert is_past(later, earlier)
        assert not is_past(earlier, later)
