"""Taking back what rests on what records no longer say, so that they wait to be resolved anew."""

from collections.abc import Iterable, Sequence

from identity_graph.changes import HAS_LINKS
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


def stale_links(store: GraphStore, changed: Sequence[str], generic_over: int) -> tuple[list[Link], list[str]]:
    """Links that rest on what changed records said before, and the nodes nobody has any more: identities without
    records, identifiers that only these had."""
    reached = sorted({*changed, *_no_longer_generic(store, changed, generic_over)})
    together = store.component(reached, ["SAME_AS"], store.counts().nodes["Record"])
    resolves, emptied = unresolve(store, together)
    return [*store.links(changed), *resolves], [*emptied, *_orphans(store, changed, emptied)]


def _orphans(store: GraphStore, changed: Sequence[str], empty: Sequence[str]) -> list[str]:
    """Identifiers that only these records and emptied identities have; those said again are written again."""
    types = tuple(HAS_LINKS.values())
    had = sorted({link.target for link in store.links(changed, types, "out")})
    gone = {*changed, *empty}
    others = {link.target for link in store.links(had, types, "in") if link.source not in gone}
    return [identifier for identifier in had if identifier not in others]


def _no_longer_generic(store: GraphStore, changed: Sequence[str], generic_over: int) -> frozenset[str]:
    """Records in blocks that these ones may leave and that then are small enough to bring people together again."""
    leaving: dict[int, int] = {}
    for keys in store.blocking_keys(changed).values():
        for key in keys:
            leaving[key] = leaving.get(key, 0) + 1
    sizes = store.block_sizes(list(leaving))
    crossed = [key for key, size in sizes.items() if size > generic_over >= size - leaving[key]]
    return store.block_records(crossed) if crossed else frozenset()
