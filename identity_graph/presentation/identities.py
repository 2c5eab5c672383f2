"""Identities as cards."""

from collections.abc import Sequence

from rich.text import Text

from identity_graph.graph import Attribute, IdentityView, RecordView
from identity_graph.model import Node
from identity_graph.presentation.explanations import percent
from identity_graph.presentation.output import console, print_json, table, tier
from identity_graph.trust import caption

_SHOWN_FIRST = ("text", "number", "address", "device_id", "account_id", "template_id")
_ID_SHORT = 20


def show(view: IdentityView, *, as_json: bool) -> None:
    """One identity: who, how sure, from what."""
    if as_json:
        print_json(identity_json(view))
        return
    out = console()
    out.print(_heading(view), soft_wrap=True)
    out.print(_records(view.records))
    if view.attributes:
        out.print(_attributes(view.attributes))
    waiting = sum(bool(link.properties.get("review")) for link in view.decisions)
    if waiting:
        pairs = "1 pair of its records waits" if waiting == 1 else f"{waiting} pairs of its records wait"
        out.print(f"{pairs} for a person: identity-graph review", soft_wrap=True)


def found(views: Sequence[IdentityView], *, as_json: bool) -> None:
    """The identities that were found."""
    if as_json:
        print_json([identity_json(view) for view in views])
        return
    for view in views:
        show(view, as_json=False)


def identity_json(view: IdentityView) -> dict[str, object]:
    """An identity for programs."""
    return {
        "id": view.node.id,
        "asked_for": view.asked_for,
        **view.node.properties,
        "records": [
            {"id": r.node.id, "source": r.record.source, "record_id": r.record.record_id} for r in view.records
        ],
        "attributes": [_attribute_json(attribute) for attribute in view.attributes],
        "decisions": [
            {"type": link.type, "left": link.source, "right": link.target, **link.properties} for link in view.decisions
        ],
    }


def _attribute_json(attribute: Attribute) -> dict[str, object]:
    node = attribute.node
    return {"id": node.id, "kind": node.kind, **node.properties, "said": attribute.link.properties}


def _heading(view: IdentityView) -> Text:
    said = view.node.properties
    text = Text(str(said.get("caption") or "(no name)"), style="bold")
    text.append(f"  {view.node.id}\n", style="dim")
    text.append("tier ").append_text(tier(said["tier"]))
    text.append(f"  ·  {said['kind']}  ·  {_records_of(view)} of {', '.join(_texts(said['sources']))}")
    probability = said.get("probability")
    if isinstance(probability, float):
        text.append(f"  ·  weakest join {percent(probability)}")
    if view.asked_for not in {view.node.id, *(record.node.id for record in view.records)}:
        text.append(f"\n{view.asked_for} is now part of this identity", style="yellow")
    return text


def _records_of(view: IdentityView) -> str:
    return "1 record" if len(view.records) == 1 else f"{len(view.records)} records"


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _records(records: Sequence[RecordView]) -> object:
    short = all(len(view.record.record_id) <= _ID_SHORT for view in records)  # a longer one goes over several lines
    whole = (1, 3, 4, 5) if short else (3, 4, 5)
    made = table("Records", "source", "record", "name", "birth date", "country", "observed", whole=whole)
    for view in records:
        record = view.record
        made.add_row(
            Text(record.source),
            Text(record.record_id),
            Text(caption(record.names) or ""),
            Text(", ".join(record.birth_dates)),
            record.country or "",
            record.observed_on or "",
        )
    return made


def _attributes(attributes: Sequence[Attribute]) -> object:
    made = table("What it has", "kind", "value", "tier", "records", "sources", "last seen", right=(3,), whole=(2, 5))
    for attribute in attributes:
        said = attribute.link.properties
        made.add_row(
            attribute.node.kind,
            Text(signal_value(attribute.node)),
            tier(said.get("tier", "")),
            str(said.get("records", "")),
            ", ".join(_texts(said.get("sources"))),
            str(said.get("last_seen", "")),
        )
    return made


def signal_value(node: Node) -> str:
    """What an identifier's node says, in one line."""
    said = node.properties
    shown = next((str(said[name]) for name in _SHOWN_FIRST if said.get(name)), "")
    return f"{said['scheme']} {said['country']} {shown}" if node.kind == "Document" else shown
