"""A declared gap is one of a store and a test that there are."""

import re
from pathlib import Path

from contract.conftest import ADDRESSES
from contract.gaps import GAPS


def test_gaps_name_stores_and_tests_that_there_are() -> None:
    text = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    tests = set(re.findall(r"^def (test_\w+)", text, re.MULTILINE))
    assert [store for store in GAPS if store not in ADDRESSES] == []
    assert [test for tests_of in GAPS.values() for test in tests_of if test not in tests] == []
    assert all(reason for tests_of in GAPS.values() for reason in tests_of.values())
