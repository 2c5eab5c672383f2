"""Communities of the graph: asked for, found, kept run by run, read, compared."""

from identity_graph.graph.communities.comparing import RunsCompared, compare_runs, last_two_runs
from identity_graph.graph.communities.finding import FoundCommunities, find_communities
from identity_graph.graph.communities.question import RING_SIGNALS, RINGS, SHARED_SIGNALS, Question
from identity_graph.graph.communities.runs import (
    CommunityRun,
    community_runs,
    forget_runs,
    named_runs,
    newest_run,
    older_runs,
)
from identity_graph.graph.communities.views import CommunityView, community, community_views, largest_communities

__all__ = [
    "RINGS",
    "RING_SIGNALS",
    "SHARED_SIGNALS",
    "CommunityRun",
    "CommunityView",
    "FoundCommunities",
    "Question",
    "RunsCompared",
    "community",
    "community_runs",
    "community_views",
    "compare_runs",
    "find_communities",
    "forget_runs",
    "largest_communities",
    "last_two_runs",
    "named_runs",
    "newest_run",
    "older_runs",
]
