"""What writing records comes to, given what the graph has of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from identity_graph.changes import SPELLED, Derived, LoadOutcome, Said, load_changes, spelled_as_before
from identity_graph.graph.unresolving import stale_links
from identity_graph.model import Cause, Node, Record
from identity_graph.stores import GraphStore


def outcome_of(
    store: GraphStore,
    cause: Cause,
    said: Said,
    stored: Mapping[str, Node],
    changed: Sequence[str],
    generic_over: int,
    derive: Callable[[Node, Record], Derived],
) -> LoadOutcome:
    """With all that goes because of the records that ``changed``, and in the spellings the graph keeps. A record that
    is not in ``stored`` is written whole, whether or not the graph has it."""
    stale, orphans = stale_links(store, changed, generic_over) if changed else ((), ())
    outcome = load_changes(cause, said, stored, stale, orphans, derive)
    spelled = [node.id for node in outcome.changes.nodes if node.kind in SPELLED]
    if not spelled:
        return outcome
    return replace(outcome, changes=spelled_as_before(outcome.changes, store.nodes(spelled)))
