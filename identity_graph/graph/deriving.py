"""Records that normalizing reads in another way than when they were loaded: what was derived of them is made again."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from identity_graph.changes import HAS_LINKS, Derived, derived, load_changes, record_of, spelled_as_before
from identity_graph.graph.unresolving import stale_links
from identity_graph.model import Cause, ChangeSet, LinkKey, Node
from identity_graph.resolution import Progress
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_node

SPELLED: Final = frozenset({"Address"})
"""Kinds whose nodes keep one of several spellings, so that another one tells nothing."""
RECORDS_AT_ONCE: Final = 1_000


def derive_everything_again(store: GraphStore, generic_over: int, progress: Progress) -> None:
    """Go through all records. Killed on the way, a second time goes through them again and changes the rest."""
    run, done, total = secrets.token_hex(8), 0, store.counts().nodes.get("Record", 0)
    for records in every_node(store, "Record", RECORDS_AT_ONCE):
        changes = derived_again(store, Cause("resolution", f"{run}:edition:{done}"), records, generic_over)
        if not changes.is_empty():
            store.apply(changes)
        done += len(records)
        progress("reading records again", done, total)


def derived_again(store: GraphStore, cause: Cause, records: Sequence[Node], generic_over: int) -> ChangeSet:
    """What brings these stored records' identifiers and blocking keys to what this code makes of them; empty where that
    is the same. Records that change are taken out of their identities, as are all that were decided together with
    them: they wait to be resolved."""
    changed = _changed(store, records)
    if not changed:
        return ChangeSet(cause)
    again = {record.id: (record, record_of(record)) for record in records if record.id in changed}
    links, orphans = stale_links(store, sorted(changed), generic_over)
    changes = load_changes(cause, again, {}, links, orphans).changes
    return spelled_as_before(changes, store.nodes([node.id for node in changes.nodes if node.kind in SPELLED]))


def _changed(store: GraphStore, records: Sequence[Node]) -> frozenset[str]:
    """Those whose identifiers or blocking keys are other ones now."""
    ids = [record.id for record in records]
    had: dict[str, set[LinkKey]] = {id: set() for id in ids}
    for link in store.links(ids, tuple(HAS_LINKS.values()), "out"):
        had[link.source].add(link.key)
    keys = store.blocking_keys(ids)
    identifiers = store.nodes(sorted({key[2] for links in had.values() for key in links}))
    fresh = [derived(record, record_of(record)) for record in records]
    return frozenset(
        each.record.id
        for each in fresh
        if not _same(each, had[each.record.id], keys.get(each.record.id, ()), identifiers)
    )


def _same(fresh: Derived, links: set[LinkKey], keys: Sequence[int], stored: Mapping[str, Node]) -> bool:
    """Whether the graph has just this of a record."""
    if {link.key for link in fresh.links} != links or fresh.keys != tuple(keys):
        return False
    return all(node.kind in SPELLED or stored.get(node.id) == node for node in fresh.identifiers)
