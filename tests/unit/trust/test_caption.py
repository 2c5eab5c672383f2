"""The name a person reads first."""

import pytest

from identity_graph.model import Name
from identity_graph.trust.caption import caption


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], None),
        ([Name()], None),
        ([Name(full=" \t")], None),
        ([Name(full="Ana  Silva")], "Ana Silva"),
        ([Name(full="Ana Silva", given="A", family="S")], "Ana Silva"),
        ([Name(given="Ana", family="Silva")], "Ana Silva"),
        ([Name(family="毛")], "毛"),
        ([Name(full=" ", given="Ana")], "Ana"),
        ([Name(), Name(full="Second")], "Second"),
        ([Name(full="First"), Name(full="Second")], "First"),
    ],
)
def test_caption(names: list[Name], expected: str | None) -> None:
    assert caption(names) == expected
