"""How results look: Rich tables for people, JSON for programs. Knows no store and decides nothing."""

from identity_graph.presentation.explanations import explain, why_not
from identity_graph.presentation.groups import communities, review
from identity_graph.presentation.identities import found, show
from identity_graph.presentation.measures import evaluation, evaluation_json, model
from identity_graph.presentation.output import console, print_json, table, tier
from identity_graph.presentation.progress import progress, stages
from identity_graph.presentation.reports import exported, migrated, resolved, sample, schema, stats

__all__ = [
    "communities",
    "console",
    "evaluation",
    "evaluation_json",
    "explain",
    "exported",
    "found",
    "migrated",
    "model",
    "print_json",
    "progress",
    "resolved",
    "review",
    "sample",
    "schema",
    "show",
    "stages",
    "stats",
    "table",
    "tier",
    "why_not",
]
