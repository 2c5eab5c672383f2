"""Loading records: what the graph has of them is read, the difference written."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from identity_graph.changes import load_changes, record_node, same_content, spelled_as_before
from identity_graph.graph.unresolving import stale_links
from identity_graph.model import Cause, Record, record_node_id
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
    stale, orphans = stale_links(store, changed, generic_over) if changed else ((), ())
    cause = Cause("load", f"batch:{secrets.token_hex(8)}")
    outcome = load_changes(cause, records, stored, stale, orphans)
    if not outcome.changes.is_empty():
        addresses = [node.id for node in outcome.changes.nodes if node.kind == "Address"]  # only they have a spelling
        store.apply(spelled_as_before(outcome.changes, store.nodes(addresses)))
    return LoadedBatch(len(outcome.new), len(outcome.changed), outcome.unchanged)
