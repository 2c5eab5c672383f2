"""Two names compared, of people or of organizations: `compare_names`."""

from typing import Final

from identity_graph.normalize.naming.comparison import Kind, NameComparison
from identity_graph.normalize.naming.keeping import keep
from identity_graph.normalize.naming.organizations import compare_organizations
from identity_graph.normalize.naming.people import compare_people

_KEPT: Final[dict[str, NameComparison]] = {}


def compare_names(a: str, b: str, *, kind: Kind = "person") -> NameComparison:
    """How likely two names are one person's, or one organization's, in [0, 1], with reasons a person reads.

    In whatever script and order each is written; which of the two comes first makes no difference. Never raises."""
    one, other = (a, b) if a <= b else (b, a)
    key = f"{kind} {len(one)} {one}{other}"
    kept = _KEPT.get(key)
    return kept if kept is not None else keep(_KEPT, key, _compared(one, other, kind))


def _compared(one: str, other: str, kind: Kind) -> NameComparison:
    return compare_organizations(one, other) if kind == "organization" else compare_people(one, other)
