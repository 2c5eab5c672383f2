"""Engines, what spread from seeds, and pictures."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text

from identity_graph.analytics.procedures import PROCEDURES
from identity_graph.graph import Propagation, Reached
from identity_graph.model import Node
from identity_graph.presentation.groups_explained import caption_of
from identity_graph.presentation.output import console, print_json, table, tier
from identity_graph.presentation.pictures import Picture
from identity_graph.presentation.wording import counted, word
from identity_graph.procedures import Engine

DOES, LACKS = "yes", "–"


def engines(every: Sequence[Engine], here: Mapping[str, frozenset[str]], *, as_json: bool) -> None:
    """Which engine can run which procedure; ``here``: those that the store has."""
    if as_json:
        print_json(
            [
                {"name": each.name, "needs": each.needs, "here": each.name in here, "can": sorted(each.can)}
                for each in every
            ]
        )
        return
    made = table("Which engine can do what", "procedure", *(each.name for each in every), whole=(0,))
    for name in PROCEDURES:
        made.add_row(name, *(DOES if name in each.can else LACKS for each in every))
    out = console()
    out.print(made)
    for each in every:
        state = "this store has it" if each.name in here else "not on this store"
        out.print(Text(f"{each.name}: {state}; needs {each.needs}", style="dim"), soft_wrap=True)


def propagated(spread: Propagation, *, as_json: bool) -> None:
    """Who is near to known cases, and by which path."""
    done = spread.result
    if as_json:
        print_json(
            {
                "engine": done.engine,
                "seconds": round(done.seconds, 3),
                "parameters": {name: value for name, value in done.parameters.items() if name != "seeds"},
                "seeds": spread.seeds,
                "found": spread.found,
                "reached": [_reached_json(each) for each in spread.reached],
            }
        )
        return
    out = console()
    seeds = "1 seed" if spread.seeds == 1 else f"{spread.seeds:,} seeds"
    if not spread.reached:
        out.print(f"Nobody else is within reach of {seeds}.")
        return
    title = f"{counted('Identity', spread.found)} within reach of {seeds}"
    made = table(title, "identity", "name", "tier", "score", "most of it came by", right=(3,), whole=(0, 2))
    for each in spread.reached:
        path = Text(" – ".join(map(_step, each.path)))
        made.add_row(
            each.node.id, Text(caption_of(each.node)), tier(each.node.properties["tier"]), f"{each.score:.4f}", path
        )
    out.print(made)
    out.print(Text("Scores rank; they are no probabilities.", style="dim"))


def plotted(file: Path, drawn: Picture, *, as_json: bool) -> None:
    """Where a picture is."""
    if as_json:
        print_json({"path": file, "drawn": drawn.drawn, "left_out": drawn.left_out})
        return
    more = f"; {drawn.left_out:,} that share least are left out" if drawn.left_out else ""
    console().print(f"Drew {drawn.drawn:,} identities to {file}{more}", soft_wrap=True)


def _step(node: Node) -> str:
    return caption_of(node) if node.kind == "Identity" else word(node.kind)


def _reached_json(each: Reached) -> dict[str, object]:
    return {
        "id": each.node.id,
        "caption": each.node.properties.get("caption"),
        "tier": each.node.properties["tier"],
        "score": each.score,
        "carried": each.carried,
        "path": [{"id": step.id, "kind": step.kind} for step in each.path],
    }
