"""Names of people and organizations across scripts and customs: read into parts, and compared with reasons.

What is known of scripts, spellings and customs stands in ``tables/``; a further country or culture is a further entry.
"""

from functools import lru_cache
from typing import Final

from identity_graph.normalize.naming.companies import read_organization
from identity_graph.normalize.naming.comparison import Kind, NameComparison
from identity_graph.normalize.naming.organizations import compare_organizations
from identity_graph.normalize.naming.parsed import NameToken, ParsedName, parse_name
from identity_graph.normalize.naming.people import compare_people
from identity_graph.normalize.naming.reading import read_person

PAIRS_CACHED: Final = 65_536

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


def compare_names(a: str, b: str, *, kind: Kind = "person") -> NameComparison:
    """How likely two names are one person's, or one organization's, in [0, 1], with reasons a person reads.

    In whatever script and order each is written; which of the two comes first makes no difference. Never raises."""
    return _compared(a, b, kind) if a <= b else _compared(b, a, kind)


@lru_cache(PAIRS_CACHED)
def _compared(a: str, b: str, kind: Kind) -> NameComparison:
    return compare_organizations(a, b) if kind == "organization" else compare_people(a, b)
