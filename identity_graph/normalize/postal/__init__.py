"""Postal addresses of any country and script: read into parts, and compared with reasons.

What is known of countries, words and places stands in ``tables/``; a further country is a further entry.
"""

from identity_graph.normalize.postal.comparing import AddressComparison, compare_addresses, compare_parsed_addresses
from identity_graph.normalize.postal.parser import AddressParser, libpostal_parser
from identity_graph.normalize.postal.reading import parse_address
from identity_graph.normalize.postal.result import ParsedAddress

__all__ = [
    "AddressComparison",
    "AddressParser",
    "ParsedAddress",
    "compare_addresses",
    "compare_parsed_addresses",
    "libpostal_parser",
    "parse_address",
]
