"""What a load, a resolution or an analysis writes, as change sets. Pure: the state that was read, the state that should
be, and the difference between them."""

from identity_graph.changes.communities import (
    Analysis,
    analysis_of,
    community_changes,
    community_id,
    community_removals,
    run_named,
    run_of,
)
from identity_graph.changes.decisions import Decision
from identity_graph.changes.deriving import (
    HAS_LINKS,
    Compact,
    Derived,
    derived,
    derived_elsewhere,
    expanded,
    record_node,
    record_of,
)
from identity_graph.changes.identities import IdentityDraft, KnownRecord, StoredState, identity_changes
from identity_graph.changes.models import edition_of, match_model_of, model_changes
from identity_graph.changes.records import (
    SPELLED,
    LoadOutcome,
    Said,
    changed_in,
    load_changes,
    said_by,
    spelled_as_before,
)

__all__ = [
    "HAS_LINKS",
    "SPELLED",
    "Analysis",
    "Compact",
    "Decision",
    "Derived",
    "IdentityDraft",
    "KnownRecord",
    "LoadOutcome",
    "Said",
    "StoredState",
    "analysis_of",
    "changed_in",
    "community_changes",
    "community_id",
    "community_removals",
    "derived",
    "derived_elsewhere",
    "edition_of",
    "expanded",
    "identity_changes",
    "load_changes",
    "match_model_of",
    "model_changes",
    "record_node",
    "record_of",
    "run_named",
    "run_of",
    "said_by",
    "spelled_as_before",
]
