"""What holds a community together, as the graph is now: what its members share, and over which links."""

from collections import defaultdict
from dataclasses import dataclass

from identity_graph.changes import Analysis, analysis_of
from identity_graph.graph.communities import CommunityView, community
from identity_graph.model import Link, Node, kind_of
from identity_graph.stores import GraphStore


@dataclass(frozen=True, slots=True)
class SharedSignal:
    """Something two or more members have, their links to it (by member), and how many identities outside have it."""

    node: Node
    links: tuple[Link, ...]
    others: int

    @property
    def holders(self) -> tuple[str, ...]:
        """The members (ids) that have it."""
        return tuple(link.source for link in self.links)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A community, what its members share (what most have first, then by id), and links from member to member. Of the
    links those the community was found on: types, tiers, and nothing that too many share."""

    view: CommunityView
    analysis: Analysis
    signals: tuple[SharedSignal, ...]
    direct: tuple[Link, ...]


def surroundings(store: GraphStore, id: str) -> Surroundings:
    """Of a community or ring. Raises `NotFound`."""
    view = community(store, id)
    analysis = analysis_of(view.node)
    members = [node.id for node in view.members]
    links = [link for link in store.links(members, analysis.selection.types, "out") if _is_taken(link, analysis)]
    held: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        if kind_of(link.target) != "Identity":
            held[link.target].append(link)
    shared = {target: of for target, of in held.items() if len(of) > 1}
    holders = _holders(store, list(shared), analysis)
    nodes = store.nodes(list(shared))
    most = _generic_over(analysis)
    signals = [
        SharedSignal(nodes[target], tuple(sorted(of, key=lambda link: link.source)), holders[target] - len(of))
        for target, of in shared.items()
        if (most is None or holders[target] <= most) and not analysis.selection.leaves_out(nodes[target])
    ]
    inside = set(members)
    return Surroundings(
        view,
        analysis,
        tuple(sorted(signals, key=lambda signal: (-len(signal.links), signal.node.kind, signal.node.id))),
        tuple(link for link in links if link.target in inside),
    )


def _holders(store: GraphStore, targets: list[str], analysis: Analysis) -> dict[str, int]:
    found = dict.fromkeys(targets, 0)
    for link in store.links(targets, analysis.selection.types, "in"):
        if kind_of(link.source) == "Identity" and _is_taken(link, analysis):
            found[link.target] += 1
    return found


def _is_taken(link: Link, analysis: Analysis) -> bool:
    return not analysis.selection.tiers or link.properties.get("tier") in analysis.selection.tiers


def _generic_over(analysis: Analysis) -> int | None:
    """The selection's, or where that has none (rings) the procedure's own."""
    own = analysis.parameters.get("generic_over")
    return analysis.selection.generic_over if analysis.selection.generic_over is not None else own
