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
from identity_graph.changes.identities import IdentityDraft, KnownRecord, StoredState, identity_changes
from identity_graph.changes.models import edition_of, match_model_of, model_changes
from identity_graph.changes.records import (
    HAS_LINKS,
    Derived,
    LoadOutcome,
    derived,
    load_changes,
    record_node,
    record_of,
    same_content,
    spelled_as_before,
)

__all__ = [
    "HAS_LINKS",
    "Analysis",
    "Decision",
    "Derived",
    "IdentityDraft",
    "KnownRecord",
    "LoadOutcome",
    "StoredState",
    "analysis_of",
    "community_changes",
    "community_id",
    "community_removals",
    "derived",
    "edition_of",
    "identity_changes",
    "load_changes",
    "match_model_of",
    "model_changes",
    "record_node",
    "record_of",
    "run_named",
    "run_of",
    "same_content",
    "spelled_as_before",
]
