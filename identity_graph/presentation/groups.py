"""Communities, and what waits for a person."""

from collections.abc import Sequence

from rich.text import Text

from identity_graph.graph import CommunityView
from identity_graph.model import Link
from identity_graph.presentation.output import console, print_json, table, tier

_NAMES_SHOWN = 4


def communities(views: Sequence[CommunityView], *, as_json: bool, title: str = "Largest communities") -> None:
    """Communities with what holds them together."""
    if as_json:
        print_json([_json(view) for view in views])
        return
    made = table(title, "community", "identities", "held together by", "among them", right=(1,))
    for view in views:
        signals = ", ".join(f"{count} {kind}" for kind, count in view.signals.items())
        names = [str(node.properties.get("caption", "")) for node in view.members]
        more = f" … and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
        made.add_row(view.node.id, str(len(names)), signals, ", ".join(names[:_NAMES_SHOWN]) + more)
    console().print(made)


def review(links: Sequence[Link], limit: int, *, as_json: bool) -> None:
    """Pairs that wait for a person."""
    if as_json:
        print_json([{"left": link.source, "right": link.target, **link.properties} for link in links[:limit]])
        return
    made = table(f"{len(links):,} pairs wait for a person", "left", "right", "probability", "tier", "rules", right=(2,))
    for link in links[:limit]:
        said = link.properties
        rules = said.get("rules")
        made.add_row(
            link.source,
            link.target,
            f"{said['probability']:.2%}",
            tier(said.get("tier", "")),
            ", ".join(rules) if isinstance(rules, tuple) else "",
        )
    out = console()
    out.print(made)
    out.print(Text("Look closer: identity-graph explain LEFT RIGHT", style="dim"))


def _json(view: CommunityView) -> dict[str, object]:
    return {
        "id": view.node.id,
        "algorithm": view.node.properties["algorithm"],
        "signals": view.signals,
        "identities": [node.id for node in view.members],
    }
