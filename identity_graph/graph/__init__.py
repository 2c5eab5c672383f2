"""The graph: the only place that reads a store, decides, and writes back."""

from identity_graph.graph.communities import (
    RING_SIGNALS,
    RINGS,
    SHARED_SIGNALS,
    CommunityRun,
    CommunityView,
    FoundCommunities,
    Question,
    RunsCompared,
)
from identity_graph.graph.explaining import Explanation
from identity_graph.graph.exporting import ExportedTable, ExportFormat
from identity_graph.graph.facade import BATCH_RECORDS, IdentityGraph, TierTally
from identity_graph.graph.loading import LoadedBatch
from identity_graph.graph.propagating import PROPAGATION, Propagation, Reached
from identity_graph.graph.reading import Attribute, IdentityView, RecordView
from identity_graph.graph.resolving import GENERIC_OVER, ResolveReport
from identity_graph.graph.surroundings import SharedSignal, Surroundings

__all__ = [
    "BATCH_RECORDS",
    "GENERIC_OVER",
    "PROPAGATION",
    "RINGS",
    "RING_SIGNALS",
    "SHARED_SIGNALS",
    "Attribute",
    "CommunityRun",
    "CommunityView",
    "Explanation",
    "ExportFormat",
    "ExportedTable",
    "FoundCommunities",
    "IdentityGraph",
    "IdentityView",
    "LoadedBatch",
    "Propagation",
    "Question",
    "Reached",
    "RecordView",
    "ResolveReport",
    "RunsCompared",
    "SharedSignal",
    "Surroundings",
    "TierTally",
]
