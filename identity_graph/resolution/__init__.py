"""Who is the same: candidates, weights, rules, clusters, and the reasons for each. Pure: values in, values out."""

from identity_graph.resolution.decisions import (
    LINK_PROBABILITY,
    REVIEW_PROBABILITY,
    Decided,
    Outcome,
    PairDecision,
    decide,
)
from identity_graph.resolution.explanation import Evidence, PairExplanation, RuleFired, explain_pair
from identity_graph.resolution.facets import agreeing_facets
from identity_graph.resolution.features import feature_table
from identity_graph.resolution.match_model import MatchModel
from identity_graph.resolution.resolver import Cluster, Group, Progress, resolve, silent
from identity_graph.resolution.rules import RULES, RULES_VERSION, Rule
from identity_graph.resolution.scoring import PairScorer, probability
from identity_graph.resolution.training import RECORDS_MAX, RECORDS_MIN, train

__all__ = [
    "LINK_PROBABILITY",
    "RECORDS_MAX",
    "RECORDS_MIN",
    "REVIEW_PROBABILITY",
    "RULES",
    "RULES_VERSION",
    "Cluster",
    "Decided",
    "Evidence",
    "Group",
    "MatchModel",
    "Outcome",
    "PairDecision",
    "PairExplanation",
    "PairScorer",
    "Progress",
    "Rule",
    "RuleFired",
    "agreeing_facets",
    "decide",
    "explain_pair",
    "feature_table",
    "probability",
    "resolve",
    "silent",
    "train",
]
