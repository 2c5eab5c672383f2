"""The graph: the only place that reads a store, decides, and writes back."""

from identity_graph.graph.communities import CommunityView
from identity_graph.graph.explaining import Explanation
from identity_graph.graph.exporting import ExportedTable, ExportFormat
from identity_graph.graph.facade import BATCH_RECORDS, IdentityGraph, TierTally
from identity_graph.graph.loading import LoadedBatch
from identity_graph.graph.reading import Attribute, IdentityView, RecordView
from identity_graph.graph.resolving import GENERIC_OVER, ResolveReport

__all__ = [
    "BATCH_RECORDS",
    "GENERIC_OVER",
    "Attribute",
    "CommunityView",
    "Explanation",
    "ExportFormat",
    "ExportedTable",
    "IdentityGraph",
    "IdentityView",
    "LoadedBatch",
    "RecordView",
    "ResolveReport",
    "TierTally",
]
