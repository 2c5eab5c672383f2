"""An explanation as a waterfall a person reads."""

from collections.abc import Iterator
from typing import Final

from rich.table import Table
from rich.text import Text

from identity_graph.graph import Explanation, RecordView
from identity_graph.presentation.output import console, print_json, table
from identity_graph.trust import caption

_HALF: Final = 8
"""Characters of the longest bar, on either side of zero."""
_VERDICTS: Final = {
    "same": "linked: decided to be the same",
    "review": "not linked: waits for a person",
    "different": "kept apart: decided to be different",
    "unrelated": "not linked: too little speaks for it",
}
_STYLES: Final = {"same": "bold green", "review": "bold yellow", "different": "bold red", "unrelated": "bold yellow"}


def explain(explanation: Explanation, *, as_json: bool) -> None:
    """The whole explanation."""
    if as_json:
        print_json(_json(explanation))
        return
    out = console()
    out.print(_heading(explanation), soft_wrap=True)
    out.print(_waterfall(explanation))
    for line in _reasons(explanation):
        out.print(line, soft_wrap=True)
    if readings := _readings(explanation):
        out.print(readings)


def why_not(explanation: Explanation, *, as_json: bool) -> None:
    """What keeps two records apart, first what would have changed it."""
    if as_json:
        print_json(_json(explanation))
        return
    out = console()
    out.print(_heading(explanation), soft_wrap=True)
    pair = explanation.pair
    if explanation.same_identity:
        out.print("They are one identity; `explain` says why.")
        return
    if not pair.shared_keys:
        out.print("They share no blocking key, so they were never compared.")
    for line in _reasons(explanation):
        out.print(line, soft_wrap=True)
    against = [evidence for evidence in pair.evidence if evidence.weight < 0]
    out.print(_waterfall(explanation, only_against=bool(against)))


def _heading(explanation: Explanation) -> Text:
    pair = explanation.pair
    text = Text(f"{_called(explanation.left)}  ↔  {_called(explanation.right)}\n", style="bold")
    text.append(_VERDICTS[pair.outcome], style=_STYLES[pair.outcome])
    text.append(f"  ·  match probability {percent(pair.probability)}  ·  weight {pair.weight:+.1f}  ·  ")
    text.append("one identity" if explanation.same_identity else "two identities")
    return text


def percent(probability: float) -> str:
    """With as many digits as tell it from certainty; ``100 %`` is never said of what is not certain."""
    if probability > 0.9999:
        return "over 99.99 %"
    return "under 0.01 %" if probability < 0.0001 else f"{probability:.2%}".replace("%", " %")


def _called(view: RecordView) -> str:
    name = caption(view.record.names)
    return f"{view.record.source}:{view.record.record_id}" + (f" ({name})" if name else "")


def _waterfall(explanation: Explanation, *, only_against: bool = False) -> Table:
    """One bar for each comparison, to the right of zero what speaks for a match, to the left what speaks against it."""
    pair = explanation.pair
    made = table(
        "What speaks against it" if only_against else "",
        *("comparison", "agreement", "weight", f"{'against':>{_HALF}}│for", "the one says", "the other says"),
        right=(2,),
        whole=(3,),
    )
    largest = max([abs(pair.prior_weight), *(abs(evidence.weight) for evidence in pair.evidence)])
    if not only_against:
        made.add_row("any two records", "", f"{pair.prior_weight:+.1f}", _bar(pair.prior_weight, largest), style="dim")
    for evidence in pair.evidence:
        if only_against and evidence.weight >= 0:
            continue
        made.add_row(
            Text(evidence.comparison.replace("_", " ")),
            Text(evidence.level),
            f"{evidence.weight:+.1f}",
            _bar(evidence.weight, largest),
            Text(evidence.left),
            Text(evidence.right),
        )
    if not only_against:
        made.add_section()
        made.add_row("together", "", f"{pair.weight:+.1f}", style="bold")
    return made


def _bar(weight: float, largest: float) -> Text:
    length = max(1, round(abs(weight) / largest * _HALF)) if weight else 0
    bar = Text(" " * (_HALF - length if weight < 0 else _HALF))
    if weight < 0:
        return bar.append("█" * length, style="red").append("│")
    return bar.append("│").append("█" * length, style="green")


def _reasons(explanation: Explanation) -> Iterator[Text]:
    pair = explanation.pair
    for rule in pair.rules:
        yield Text(f"rule {rule.name} ({rule.effect}): {rule.reason}", style="cyan")
    for sentence in pair.would_change:
        yield Text(f"would change it: {sentence}")
    between = len(explanation.path) - 2
    if between > 0:
        others = "1 other record" if between == 1 else f"{between} other records"
        yield Text(f"joined by way of {others}: {' – '.join(explanation.path)}")
    yield Text(f"model {pair.model}; linked from a probability of {pair.threshold:.0%} on", style="dim")


def _readings(explanation: Explanation) -> Table | None:
    """How the values were read, of those for which anything was done or has to be said."""
    made = table("How the values were read", "of", "field", "read as", "sure", "what was done", "by", right=(3,))
    for view, values in (
        (explanation.left, explanation.left_readings),
        (explanation.right, explanation.right_readings),
    ):
        for value in values:
            if value.changes or value.warnings:
                done = "; ".join((*value.warnings, *value.changes))
                row = (f"{view.record.source}:{view.record.record_id}", value.field, value.read)
                made.add_row(*map(Text, row), f"{value.confidence:.2f}", Text(done), Text(value.tables))
    return made if made.row_count else None


def _json(explanation: Explanation) -> dict[str, object]:
    return {
        "left": {**_record_json(explanation.left), "readings": explanation.left_readings},
        "right": {**_record_json(explanation.right), "readings": explanation.right_readings},
        "same_identity": explanation.same_identity,
        "path": explanation.path,
        "pair": explanation.pair,
    }


def _record_json(view: RecordView) -> dict[str, object]:
    return {
        "id": view.node.id,
        "source": view.record.source,
        "record_id": view.record.record_id,
        "identity": view.identity,
    }
