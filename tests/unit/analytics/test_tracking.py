"""Communities of two runs: what became of them. Hand-made cases, and laws for any."""

import inspect
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.analytics.communities import GENERIC_OVER, IDENTITIES_MIN
from identity_graph.analytics.tracking import OVERLAP, Happening, continued, happenings, matches
from identity_graph.cli import selecting
from identity_graph.cli.communities import OVERLAP as OFFERED
from identity_graph.cli.communities import run

Groups = Mapping[str, frozenset[int]]


def groups(prefix: str) -> st.SearchStrategy[Groups]:
    """A partition of some of twelve members."""
    labels = st.lists(st.integers(0, 4), min_size=12, max_size=12)
    return labels.map(
        lambda given: {
            f"{prefix}{label}": frozenset(i for i, one in enumerate(given) if one == label)
            for label in set(given) - {0}
        }
    )


CASES = {
    "born": ({}, {"x": "abc"}, Happening("born", (), ("x",))),
    "died": ({"a": "abc"}, {}, Happening("died", ("a",), ())),
    "same": ({"a": "abc"}, {"x": "abc"}, Happening("same", ("a",), ("x",))),
    "grown": ({"a": "abc"}, {"x": "abcd"}, Happening("grown", ("a",), ("x",))),
    "shrunk": ({"a": "abcd"}, {"x": "abc"}, Happening("shrunk", ("a",), ("x",))),
    "changed": ({"a": "abc"}, {"x": "bcd"}, Happening("changed", ("a",), ("x",))),
    "merged": ({"a": "abc", "b": "def"}, {"x": "abcdef"}, Happening("merged", ("a", "b"), ("x",))),
    "split": ({"a": "abcdef"}, {"x": "abc", "y": "def"}, Happening("split", ("a",), ("x", "y"))),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_what_became(before: Mapping[str, str], after: Mapping[str, str], expected: Happening) -> None:
    assert happenings(before, after) == [expected]


def test_the_threshold_itself_is_no_match() -> None:
    before, after = {"a": "ab"}, {"x": "ac"}
    assert matches(before, after, 1 / 3) == []
    assert [match.overlap for match in matches(before, after, 0.33)] == [1 / 3]


def test_of_two_the_nearer_one_is_continued() -> None:
    assert continued({"a": "abcdef"}, {"x": "ab", "y": "cdef"}) == {"y": "a"}
    assert continued({"a": "ab", "b": "cdef"}, {"x": "abcdef"}) == {"x": "b"}
    assert continued({"a": "ab", "b": "cd"}, {"x": "abcd"}) == {"x": "a"}, "the smaller id where they are as near"


def test_the_command_line_offers_the_same_defaults() -> None:
    assert OFFERED == OVERLAP
    assert inspect.signature(run).parameters["members_min"].default == IDENTITIES_MIN
    assert f"Default: {GENERIC_OVER}; 0" in inspect.getsource(selecting)


@given(groups("a"), groups("x"))
def test_every_community_has_its_happening(before: Groups, after: Groups) -> None:
    found = happenings(before, after)
    assert {id for each in found for id in each.before} == set(before)
    assert {id for each in found for id in each.after} == set(after)


@given(groups("a"), groups("x"))
def test_backwards_it_is_the_opposite(before: Groups, after: Groups) -> None:
    opposite = {"born": "died", "died": "born", "merged": "split", "split": "merged", "grown": "shrunk"}
    opposite |= {"shrunk": "grown"}
    turned = {(opposite.get(each.event, each.event), each.after, each.before) for each in happenings(before, after)}
    assert {(each.event, each.before, each.after) for each in happenings(after, before)} == turned


@given(groups("a"), groups("x"))
def test_the_order_does_not_matter(before: Groups, after: Groups) -> None:
    shuffled = [dict(reversed(each.items())) for each in (before, after)]
    assert happenings(*shuffled) == happenings(before, after)
    assert continued(*shuffled) == continued(before, after)


@given(groups("a"))
def test_nothing_changed(before: Groups) -> None:
    assert {each.event for each in happenings(before, before)} <= {"same"}
    assert continued(before, before) == {id: id for id in before}


@given(groups("a"), groups("x"))
def test_nobody_is_continued_twice(before: Groups, after: Groups) -> None:
    lines = continued(before, after)
    assert len(set(lines.values())) == len(lines)
