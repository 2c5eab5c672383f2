"""Communities, and what waits for a person."""

from collections.abc import Sequence

from rich.text import Text

from identity_graph.graph import CommunityView
from identity_graph.model import Link
from identity_graph.presentation.explanations import percent
from identity_graph.presentation.output import console, print_json, table, tier
from identity_graph.presentation.wording import counted

_NAMES_SHOWN = 4


def communities(views: Sequence[CommunityView], *, as_json: bool, title: str = "Largest communities") -> None:
    """Communities with what holds them together."""
    if as_json:
        print_json(communities_json(views))
        return
    if not views:
        console().print(
            "No communities: nobody shares enough with others, or nobody looked yet (identity-graph communities run)."
        )
        return
    made = table(title, "community", "identities", "held together by", "among them", right=(1,), whole=(0,))
    for view in views:
        signals = ", ".join(counted(kind, count) for kind, count in view.signals.items())
        names = [str(node.properties.get("caption", "")) for node in view.members]
        more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
        made.add_row(view.node.id, str(len(names)), signals, Text(" · ".join(names[:_NAMES_SHOWN]) + more))
    console().print(made)


def communities_json(views: Sequence[CommunityView]) -> list[dict[str, object]]:
    """For programs."""
    return [_json(view) for view in views]


def review(links: Sequence[Link], limit: int, *, as_json: bool) -> None:
    """Pairs that wait for a person."""
    if as_json:
        print_json([{"left": link.source, "right": link.target, **link.properties} for link in links[:limit]])
        return
    if not links:
        console().print("No pair waits for a person.")
        return
    title = "1 pair waits for a person" if len(links) == 1 else f"{len(links):,} pairs wait for a person"
    made = table(title, "pair", "probability", "tier", "rules", right=(1,), whole=(0, 2))
    for link in links[:limit]:
        said = link.properties
        rules = said.get("rules")
        made.add_row(
            f"{link.source}\n{link.target}",
            percent(said["probability"]) if isinstance(said["probability"], float) else "",
            tier(said.get("tier", "")),
            ", ".join(rules) if isinstance(rules, tuple) else "",
        )
    out = console()
    out.print(made)
    out.print(Text("Look closer: identity-graph explain ONE OTHER", style="dim"))


def _json(view: CommunityView) -> dict[str, object]:
    return {
        "id": view.node.id,
        "run": view.node.properties["run"],
        "algorithm": view.node.properties["algorithm"],
        "stable": view.node.properties["stable"],
        "signals": view.signals,
        "identities": [node.id for node in view.members],
    }
