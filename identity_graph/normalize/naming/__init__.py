"""Names of people and organizations across scripts and customs: read into parts, and compared with reasons.

What is known of scripts, spellings and customs stands in ``tables/``; a further country or culture is a further entry.
"""

from identity_graph.normalize.naming.companies import read_organization
from identity_graph.normalize.naming.comparing import compare_names
from identity_graph.normalize.naming.comparison import Kind, NameComparison
from identity_graph.normalize.naming.parsed import NameToken, ParsedName, parse_name
from identity_graph.normalize.naming.reading import read_person

__all__ = [
    "Kind",
    "NameComparison",
    "NameToken",
    "ParsedName",
    "compare_names",
    "parse_name",
    "read_organization",
    "read_person",
]
