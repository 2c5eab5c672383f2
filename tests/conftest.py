"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--stores", default="sqlite", help="stores the contract suite runs on, e.g. --stores=sqlite")
