"""Taking records out of their identities again, so that they wait to be resolved anew."""

from collections.abc import Iterable

from identity_graph.model import Link
from identity_graph.stores import GraphStore


def unresolve(store: GraphStore, records: Iterable[str]) -> tuple[list[Link], list[str]]:
    """What goes: the RESOLVES_TO links of these records, and the identities nobody is left in."""
    gone = frozenset(records)
    resolves = store.links(sorted(gone), ["RESOLVES_TO"], "out")
    identities = sorted({link.target for link in resolves})
    members = store.links(identities, ["RESOLVES_TO"], "in")
    kept = {link.target for link in members if link.source not in gone}
    return list(resolves), [identity for identity in identities if identity not in kept]
