"""Records that normalizing reads in another way than when they were loaded: what was derived of them is made again."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from identity_graph.changes import HAS_LINKS, SPELLED, Derived, derived, record_of
from identity_graph.graph.outcome import outcome_of
from identity_graph.model import Cause, ChangeSet, LinkKey, Node
from identity_graph.resolution import Progress
from identity_graph.stores import GraphStore
from identity_graph.stores.paging import every_node

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
    said = {record.id: (record, record_of(record)) for record in records}
    fresh = {id: derived(*each) for id, each in said.items()}
    changed = _changed(store, fresh)
    if not changed:
        return ChangeSet(cause)
    again = {id: said[id] for id in changed}
    return outcome_of(store, cause, again, {}, changed, generic_over, lambda node, _: fresh[node.id]).changes


def _changed(store: GraphStore, fresh: Mapping[str, Derived]) -> list[str]:
    """Those whose identifiers or blocking keys are other ones now."""
    had: dict[str, set[LinkKey]] = {id: set() for id in fresh}
    for link in store.links(list(fresh), tuple(HAS_LINKS.values()), "out"):
        had[link.source].add(link.key)
    keys = store.blocking_keys(list(fresh))
    identifiers = store.nodes(sorted({key[2] for links in had.values() for key in links}))
    return [id for id, each in fresh.items() if not _same(each, had[id], keys.get(id, ()), identifiers)]


def _same(fresh: Derived, links: set[LinkKey], keys: Sequence[int], stored: Mapping[str, Node]) -> bool:
    """Whether the graph has just this of a record."""
    if {link.key for link in fresh.links} != links or fresh.keys != tuple(keys):
        return False
    return all(node.kind in SPELLED or stored.get(node.id) == node for node in fresh.identifiers)
