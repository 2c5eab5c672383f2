"""Another parser in the place of ours."""

import pytest

from identity_graph.errors import SettingsError
from identity_graph.normalize.postal import (
    AddressParser,
    ParsedAddress,
    compare_addresses,
    libpostal_parser,
    parse_address,
)

LABELLED = [("12", "house_number"), ("main street", "road"), ("boston", "city"), ("usa", "country"), ("x", "category")]


def test_labels_of_libpostal_become_parts() -> None:
    parser: AddressParser = libpostal_parser(lambda _text: LABELLED)
    found = parser("12 Main Street, Boston, USA")
    assert found.components() == {"house_number": "12", "road": "main street", "city": "boston", "country": "US"}
    assert found.tables == ("libpostal",)
    assert libpostal_parser(lambda _text: [])("x", "Germany").country == "DE"


def test_a_comparison_takes_any_parser() -> None:
    parser: AddressParser = parse_address
    other = libpostal_parser(lambda _text: LABELLED)
    assert compare_addresses("a", "b", parser=other).score == 1
    assert isinstance(parser("12 Main St"), ParsedAddress)


def test_without_libpostal_it_says_what_to_do() -> None:
    with pytest.raises(SettingsError, match="install it"):
        libpostal_parser()
