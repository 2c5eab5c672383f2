"""Parameters are checked against their declaration; messages name them and hold no values."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.analytics.procedures import PROCEDURES, procedure
from identity_graph.errors import SettingsError


def test_defaults_are_allowed_and_in_the_declared_order() -> None:
    needed = {"seeds": ["a"], "start": "a"}
    for each in PROCEDURES.values():
        given_ = {p.name: needed[p.name] for p in each.parameters if p.is_required}
        assert list(each.checked(given_)) == [parameter.name for parameter in each.parameters]


@pytest.mark.parametrize(
    ("name", "given_", "says"),
    [
        ("cdlp", {"iterations": -1}, "'iterations' must be a whole number"),
        ("cdlp", {"iterations": 2.5}, "'iterations' must be a whole number"),
        ("cdlp", {"iterations": True}, "'iterations' must be a whole number"),
        ("cdlp", {"rounds": 3}, "cdlp has no parameter rounds; it has iterations"),
        ("wcc", {"x": 3}, "wcc has no parameter x; it has none"),
        ("pagerank", {"damping": 1}, "'damping' must be a number"),
        ("pagerank", {"damping": math.nan}, "'damping' must be a number"),
        ("leiden", {"objective": "beauty"}, "modularity | cpm"),
        ("bfs", {}, "bfs needs start"),
        ("seeded_propagation", {"seeds": []}, "at least one"),
        ("seeded_propagation", {"seeds": {"a": 0}}, "'seeds' must be"),
    ],
)
def test_what_is_wrong_is_said(name: str, given_: dict[str, object], says: str) -> None:
    with pytest.raises(SettingsError) as raised:
        procedure(name).checked(given_)
    assert says in str(raised.value)


def test_unknown_procedure() -> None:
    with pytest.raises(SettingsError, match="there is no procedure 'wc'; there are wcc, cdlp"):
        procedure("wc")


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers() | st.text())


@given(st.sampled_from(sorted(PROCEDURES)), ANYTHING)
def test_no_value_breaks_the_check(name: str, value: object) -> None:
    for parameter in PROCEDURES[name].parameters:
        with suppress(SettingsError):
            parameter.checked(value)
