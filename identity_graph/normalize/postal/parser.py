"""Other parsers of addresses: how one is put in the place of `parse_address`."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Final, Protocol, cast

from identity_graph.errors import SettingsError
from identity_graph.normalize.countries import country_code
from identity_graph.normalize.postal.result import ParsedAddress

Labelled = Callable[[str], Iterable[tuple[str, str]]]
"""What libpostal's ``parse_address`` is: a text to values, each with libpostal's label."""
_LABELS: Final = {
    "house": "building",
    "house_number": "house_number",
    "road": "road",
    "unit": "unit",
    "level": "level",
    "staircase": "entrance",
    "entrance": "entrance",
    "po_box": "po_box",
    "near": "landmark",
    "suburb": "suburb",
    "city_district": "district",
    "city": "city",
    "island": "county",
    "state_district": "county",
    "state": "region",
    "postcode": "postal_code",
}


class AddressParser(Protocol):
    """Reads a text as an address; must not raise on any text."""

    def __call__(self, text: str, country: str | None = None, /) -> ParsedAddress:
        """The parts of the address; ``country`` is what is known besides the text."""
        ...


def libpostal_parser(labelled: Labelled | None = None) -> AddressParser:
    """libpostal in the place of `parse_address`, where the package ``postal`` and its model are installed.

    ``labelled`` is its ``postal.parser.parse_address``, by default the installed one. Raises `SettingsError`
    without it."""
    found = labelled or _installed()

    def parse(text: str, country: str | None = None, /) -> ParsedAddress:
        parts: dict[str, str] = {}
        said = country_code(country)
        for value, label in found(text):
            if label == "country":
                said = country_code(value) or said
            elif name := _LABELS.get(label):
                parts.setdefault(name, value)
        return ParsedAddress(
            **cast("dict[str, Any]", parts), country=said, confidence=0.5 if parts else 0.0, tables=("libpostal",)
        )

    return parse


def _installed() -> Labelled:
    try:
        found: Labelled = import_module("postal.parser").parse_address
    except ImportError as error:
        raise SettingsError(
            "libpostal is not installed: install it and the package `postal`, or pass its parser"
        ) from error
    return found
