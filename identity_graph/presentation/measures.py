"""Evaluations and models."""

from collections.abc import Mapping

from rich.markup import escape
from rich.table import Table

from identity_graph.evaluation import Evaluation, Score
from identity_graph.presentation.output import console, plain, print_json, table
from identity_graph.resolution import MatchModel


def evaluation(
    result: Evaluation, groups: Mapping[str, Evaluation] | None = None, by: str = "", *, as_json: bool
) -> None:
    """Precision, recall and F1, by pairs and by records; a line for each group, the lowest recall first."""
    if as_json:
        of_groups = {name: evaluation_json(each) for name, each in (groups or {}).items()}
        print_json(evaluation_json(result) | ({"groups": of_groups} if groups else {}))
        return
    made = table("Against the truth", "measure", "precision", "recall", "F1", right=(1, 2, 3))
    for name, score in (("pairwise", result.pairwise), ("B-cubed", result.b_cubed)):
        made.add_row(name, f"{score.precision:.4f}", f"{score.recall:.4f}", f"{score.f1:.4f}")
    out = console()
    out.print(made)
    out.print(f"{result.records:,} records · {result.identities:,} identities · {result.true_identities:,} in truth")
    if result.missing:
        out.print(f"{result.missing:,} records of the truth are not in the graph or not resolved; they count nowhere")
    if groups:
        out.print(_by_group(groups, by))


def _by_group(groups: Mapping[str, Evaluation], by: str) -> Table:
    """The best recall is what the others are held against."""
    best = max(each.pairwise.recall for each in groups.values())
    made = table(f"By {by}", by, "records", "precision", "recall", "under the best", "F1", right=(1, 2, 3, 4, 5))
    for name, each in sorted(groups.items(), key=lambda group: (group[1].pairwise.recall, group[0])):
        score = each.pairwise
        behind = f"{100 * (best - score.recall):.1f} points"
        made.add_row(
            escape(name),
            f"{each.records:,}",
            f"{score.precision:.4f}",
            f"{score.recall:.4f}",
            behind,
            f"{score.f1:.4f}",
        )
    return made


def evaluation_json(result: Evaluation) -> dict[str, object]:
    """An evaluation for programs, with F1."""
    return {**plain(result), "pairwise": _score(result.pairwise), "b_cubed": _score(result.b_cubed)}


def _score(score: Score) -> dict[str, float]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1}


def model(found: MatchModel, *, as_json: bool) -> None:
    """A match model: what each level of agreement weighs."""
    if as_json:
        print_json({"id": found.id, "trained_on": found.trained_on, "settings": found.settings})
        return
    trained = f"learned from {found.trained_on:,} records" if found.trained_on else "prior beliefs (too few records)"
    made = table(f"Model {found.id}\n{trained}", "comparison", "agreement", "m", "u", "weight", right=(2, 3, 4))
    for comparison in found.comparisons:
        for level in comparison.levels:
            if level.m is not None and level.u is not None:
                name = comparison.name.replace("_", " ")
                made.add_row(name, level.name, f"{level.m:.4f}", f"{level.u:.6f}", f"{level.weight:+.1f}")
        made.add_section()
    console().print(made)
