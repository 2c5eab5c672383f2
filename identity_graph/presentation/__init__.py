"""How results look: Rich tables for people, JSON for programs. Knows no store and decides nothing."""

from identity_graph.presentation.explanations import explain, why_not
from identity_graph.presentation.groups import communities, review
from identity_graph.presentation.groups_explained import group
from identity_graph.presentation.identities import found, show
from identity_graph.presentation.measures import evaluation, evaluation_json, model
from identity_graph.presentation.output import console, print_json, table, tier
from identity_graph.presentation.pictures import picture
from identity_graph.presentation.procedures import engines, plotted, propagated
from identity_graph.presentation.progress import progress, stages
from identity_graph.presentation.reports import exported, migrated, resolved, sample, schema, stats
from identity_graph.presentation.runs import community_runs, forgotten_runs, found_communities, rings, runs_compared

__all__ = [
    "communities",
    "community_runs",
    "console",
    "engines",
    "evaluation",
    "evaluation_json",
    "explain",
    "exported",
    "forgotten_runs",
    "found",
    "found_communities",
    "group",
    "migrated",
    "model",
    "picture",
    "plotted",
    "print_json",
    "progress",
    "propagated",
    "resolved",
    "review",
    "rings",
    "runs_compared",
    "sample",
    "schema",
    "show",
    "stages",
    "stats",
    "table",
    "tier",
    "why_not",
]
