"""Loading records: what the graph has of them is read, the difference written."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from identity_graph.changes import HAS_LINKS, load_changes, record_node, same_content, spelled_as_before
from identity_graph.graph.unresolving import unresolve
from identity_graph.model import Cause, Link, Record, record_node_id
from identity_graph.stores import GraphStore


@dataclass(frozen=True, slots=True)
class LoadedBatch:
    """What loading a batch did, in records. ``already``: nothing was new or changed, so nothing was written."""

    new: int
    changed: int
    unchanged: int

    @property
    def already(self) -> bool:
        """Whether the graph had all of it."""
        return not (self.new or self.changed)


def load_batch(store: GraphStore, records: Sequence[Record], generic_over: int) -> LoadedBatch:
    """Write these records in one change set; those the graph already has as they are cost a look-up only.

    Of a record that changed, whatever rests on its old content goes with it: its identifiers' links, its decisions, and
    the resolution of all that were decided together with it, who wait to be resolved anew.
    """
    records = list({(record.source, record.record_id): record for record in records}.values())
    ids = [record_node_id(record.source, record.record_id) for record in records]
    stored = store.nodes(ids)
    known = ((id, record) for id, record in zip(ids, records, strict=True) if id in stored)
    changed = [id for id, record in known if not same_content(record_node(record), stored[id])]
    stale, orphans = _stale(store, changed, generic_over) if changed else ((), ())
    cause = Cause("load", f"batch:{secrets.token_hex(8)}")
    outcome = load_changes(cause, records, stored, stale, orphans)
    if not outcome.changes.is_empty():
        addresses = [node.id for node in outcome.changes.nodes if node.kind == "Address"]  # only they have a spelling
        store.apply(spelled_as_before(outcome.changes, store.nodes(addresses)))
    return LoadedBatch(len(outcome.new), len(outcome.changed), outcome.unchanged)


def _stale(store: GraphStore, changed: Sequence[str], generic_over: int) -> tuple[list[Link], list[str]]:
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
