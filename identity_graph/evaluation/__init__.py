"""How good a resolution is, held against known truth. Pure but for reading the truth's file."""

from identity_graph.evaluation.metrics import UNKNOWN_GROUP, Evaluation, Score, evaluate, evaluate_by
from identity_graph.evaluation.truth import COLUMNS, Truth, read_truth

__all__ = ["COLUMNS", "UNKNOWN_GROUP", "Evaluation", "Score", "Truth", "evaluate", "evaluate_by", "read_truth"]
