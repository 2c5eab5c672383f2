"""What holds a community or a ring together, in words."""

from collections import defaultdict

from rich.text import Text

from identity_graph.graph import SharedSignal, Surroundings
from identity_graph.model import Node
from identity_graph.presentation.identities import signal_value
from identity_graph.presentation.output import console, print_json, table, tier
from identity_graph.presentation.wording import counted, listed, odds, word

_NAMES_SHOWN = 12


def group(around: Surroundings, *, as_json: bool) -> None:
    """One community or ring: what its members share, who they are, how likely that is by chance."""
    if as_json:
        print_json(group_json(around))
        return
    out = console()
    out.print(heading(around), soft_wrap=True)
    out.print(in_words(around), soft_wrap=False)
    names = _names(around)
    out.print()
    out.print(_signals(around, names))
    out.print(_members(around))
    out.print(Text(f"A picture: identity-graph communities plot {around.view.node.id}", style="dim"), soft_wrap=True)


def group_json(around: Surroundings) -> dict[str, object]:
    """For programs."""
    properties = around.view.node.properties
    return {
        "id": around.view.node.id,
        **{name: value for name, value in properties.items() if name not in ("parameters", "selection", "signals")},
        "parameters": around.analysis.parameters,
        "selection": around.analysis.selection,
        "in_words": in_words(around),
        "members": [
            {"id": node.id, "caption": node.properties.get("caption"), "tier": node.properties["tier"]}
            for node in around.view.members
        ],
        "signals": [
            {
                "id": signal.node.id,
                "kind": signal.node.kind,
                **signal.node.properties,
                "members": signal.holders,
                "tiers": [link.properties.get("tier") for link in signal.links],
                "others": signal.others,
            }
            for signal in around.signals
        ],
    }


def heading(around: Surroundings) -> Text:
    """What it is, its id, and where it comes from."""
    node = around.view.node
    what = "Ring" if node.properties["algorithm"] == "rings" else "Community"
    text = Text(f"{what} of {counted('Identity', len(around.view.members))}", style="bold")
    text.append(f"  {node.id}\n", style="dim")
    text.append(f"found by {node.properties['algorithm']} in run {str(node.properties['run'])[:8]}", style="dim")
    if node.properties["stable"] != node.id:
        text.append(f"  ·  continues {node.properties['stable']}", style="dim")
    return text


def in_words(around: Surroundings) -> str:
    """A few sentences."""
    said = [f"These {counted('Identity', len(around.view.members))} share {_kinds(around)}."]
    if around.signals:
        said.append(_widest(around.signals[0], len(around.view.members)))
    measures = around.view.node.properties
    p_value, expected = measures.get("p_value"), measures.get("expected")
    if isinstance(p_value, float) and isinstance(expected, float):
        said.append(
            f"{measures['shared']} links lead from them to what they share. If people had their phones, devices and the"
            f" like at random, a group would have {expected:.2g} links beyond what it takes to hang together at all; as"
            f" many as here come about by chance in {odds(p_value)} such groups."
        )
        if around.analysis.parameters.get("household") == "Address" and _has(around, "Address"):
            said.append("People at one address count as one household here, so a family alone is no ring.")
    return " ".join(said)


def _kinds(around: Surroundings) -> str:
    counts: defaultdict[str, int] = defaultdict(int)
    for signal in around.signals:
        counts[signal.node.kind] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return listed([counted(kind, count) for kind, count in ordered]) or "nothing any more"


def _widest(signal: SharedSignal, members: int) -> str:
    count = len(signal.links)
    share = "All of them have" if count == members else f"{count} of them have"
    outside = (
        f"; {counted('Identity', signal.others)} outside the group too" if signal.others else "; nobody else has it"
    )
    return f"{share} the same {word(signal.node.kind)}{outside}."


def _has(around: Surroundings, kind: str) -> bool:
    return any(signal.node.kind == kind for signal in around.signals)


def _names(around: Surroundings) -> dict[str, str]:
    return {node.id: caption_of(node) for node in around.view.members}


def caption_of(node: Node) -> str:
    """An identity's name as people read it."""
    return str(node.properties.get("caption") or "(no name)")


def _signals(around: Surroundings, names: dict[str, str]) -> object:
    made = table("What they share", "kind", "value", "had by", "others", "tiers", "who", right=(2, 3), whole=(0, 4))
    for signal in around.signals:
        who = [names[id] for id in signal.holders]
        more = f" and {len(who) - _NAMES_SHOWN} more" if len(who) > _NAMES_SHOWN else ""
        made.add_row(
            word(signal.node.kind),
            Text(signal_value(signal.node)),
            str(len(who)),
            str(signal.others or ""),
            "".join(sorted({str(link.properties.get("tier", "")) for link in signal.links})),
            Text(" · ".join(who[:_NAMES_SHOWN]) + more),
        )
    return made


def _members(around: Surroundings) -> object:
    shares: defaultdict[str, list[str]] = defaultdict(list)
    for signal in around.signals:
        for id in signal.holders:
            shares[id].append(signal.node.kind)
    made = table("Who they are", "identity", "name", "tier", "shares", whole=(0, 2))
    for node in sorted(around.view.members, key=lambda node: (-len(shares[node.id]), node.id)):
        kinds = shares[node.id]
        held = ", ".join(counted(kind, kinds.count(kind)) for kind in sorted(set(kinds)))
        made.add_row(node.id, Text(caption_of(node)), tier(node.properties["tier"]), held)
    return made
