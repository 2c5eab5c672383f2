"""Reading identities, records and what is around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from identity_graph.changes import HAS_LINKS, record_of
from identity_graph.errors import InputError, NotFound
from identity_graph.model import (
    Identifier,
    Link,
    Node,
    Record,
    founding_record_of,
    kind_of,
    node_id,
    record_node_id,
)
from identity_graph.normalize import read_email, read_phone, usable_identifier
from identity_graph.stores import GraphStore

_ID: Final = re.compile(r"[a-z]{3}_[a-z2-7]{26}")


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something an identity or a record has: the identifier's node, and the link with how often and by whom it was
    said."""

    node: Node
    link: Link


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, and the identity it belongs to (``None`` before it is resolved)."""

    node: Node
    record: Record
    identity: str | None


@dataclass(frozen=True, slots=True)
class IdentityView:
    """An identity with its records, what it has, and the decisions that hold it together or speak against it.

    ``asked_for`` is the id that was asked for; it differs from ``node.id`` where identities were joined since that id
    was given out."""

    node: Node
    asked_for: str
    records: tuple[RecordView, ...]
    attributes: tuple[Attribute, ...]
    decisions: tuple[Link, ...]


def current_identity(store: GraphStore, id: str) -> str:
    """The id of the identity that an identity id or a record id stands for today.

    Every identity id ever given out leads to the record that founded it, and from there to the identity which has
    that record now. Raises `NotFound`."""
    if named(id) not in {"Identity", "Record"}:
        raise NotFound(f"{_safe(id)} is neither an identity id (idn_…) nor a record id (rec_…)")
    record = founding_record_of(id) if named(id) == "Identity" else id
    links = store.links([record], ["RESOLVES_TO"], "out")
    if links:
        return links[0].target
    if record in store.nodes([record]):
        raise NotFound(f"record {record} is not resolved yet; run: identity-graph --store {store.url} resolve")
    raise NotFound(f"no identity or record {_safe(id)} in {store.url}")


def identity_view(store: GraphStore, id: str) -> IdentityView:
    """An identity by its id, by an id it had before, or by the id of one of its records. Raises `NotFound`."""
    current = current_identity(store, id)
    node = store.nodes([current])[current]
    members = [link.source for link in store.links([current], ["RESOLVES_TO"], "in")]
    return IdentityView(
        node=node,
        asked_for=id,
        records=tuple(RecordView(found, record_of(found), current) for found in store.nodes(members).values()),
        attributes=attributes_of(store, current),
        decisions=tuple(store.links(members, ["SAME_AS", "DIFFERENT_FROM"])),
    )


def attributes_of(store: GraphStore, id: str) -> tuple[Attribute, ...]:
    """The identifiers of an identity or a record, by kind."""
    links = store.links([id], tuple(HAS_LINKS.values()), "out")
    nodes = store.nodes([link.target for link in links])
    return tuple(Attribute(nodes[link.target], link) for link in links)


def record_view(store: GraphStore, source: str, record_id: str) -> RecordView:
    """A record by its source and its id there. Raises `NotFound`."""
    return record_view_of(store, record_node_id(source, record_id), f"record {record_id!r} of source {source!r}")


def record_view_of(store: GraphStore, id: str, called: str | None = None) -> RecordView:
    """A record by its node id. Raises `NotFound`."""
    node = store.nodes([id]).get(id)
    if node is None or node.kind != "Record":
        raise NotFound(f"no {called or 'record ' + _safe(id)} in {store.url}")
    links = store.links([id], ["RESOLVES_TO"], "out")
    return RecordView(node, record_of(node), links[0].target if links else None)


def record_ref(store: GraphStore, text: str) -> str:
    """The node id of a record written as ``rec_…``, as ``SOURCE:RECORD_ID``, or as an identity id (then its founding
    record). Raises `NotFound`."""
    if named(text) == "Record":
        return record_view_of(store, text).node.id
    if named(text) == "Identity":
        identity = store.nodes([current_identity(store, text)])
        return str(next(iter(identity.values())).properties["founding_record"])
    if ":" not in text:
        raise InputError(
            f"{_safe(text)} names no record: write SOURCE:RECORD_ID, a record id (rec_…) or an identity id"
        )
    colons = [i for i, letter in enumerate(text) if letter == ":"]
    ids = [record_node_id(text[:i], text[i + 1 :]) for i in colons]  # sources and record ids may hold colons themselves
    found = store.nodes(ids)
    return next((id for id in ids if id in found), None) or record_view_of(store, ids[0], f"record {text!r}").node.id


def find_identities(store: GraphStore, scheme: str, value: str, country: str | None = None) -> tuple[str, ...]:
    """The identities that have an identifier: a document's scheme, or ``phone`` or ``email``; empty where none has."""
    target = _identifier_id(scheme, value, country)
    links = store.links([target], (), "in") if target else ()
    return tuple(sorted({link.source for link in links if kind_of(link.source) == "Identity"}))


def _identifier_id(scheme: str, value: str, country: str | None) -> str | None:
    if scheme == "phone":
        phone = read_phone(value, country=country).e164
        return node_id("Phone", phone) if phone else None
    if scheme == "email":
        email = read_email(value).address
        return node_id("Email", email) if email else None
    found = usable_identifier(Identifier(scheme, value, country), country)
    return node_id("Document", found.kind, found.country, found.number) if found else None


def joining_path(store: GraphStore, left: str, right: str) -> tuple[str, ...]:
    """The shortest way from one record to another of the same identity over SAME_AS links that wait for nobody, both
    ends included; empty where there is none."""
    links = store.links_between(sorted(store.component([left], ["SAME_AS"])), ["SAME_AS"])
    beside: dict[str, list[str]] = {}
    for link in links:
        if not link.properties.get("review"):
            beside.setdefault(link.source, []).append(link.target)
            beside.setdefault(link.target, []).append(link.source)
    return _shortest(beside, left, right)


def _shortest(beside: dict[str, list[str]], start: str, end: str) -> tuple[str, ...]:
    came_from: dict[str, str | None] = {start: None}
    front: Sequence[str] = [start]
    while front and end not in came_from:
        reached: list[str] = []
        for here in front:
            for there in sorted(beside.get(here, [])):
                if there not in came_from:
                    came_from[there] = here
                    reached.append(there)
        front = reached
    path: list[str] = []
    step: str | None = end if end in came_from else None
    while step is not None:
        path.append(step)
        step = came_from[step]
    return tuple(reversed(path))


def named(text: str) -> str | None:
    """The kind of node whose id this is; ``None`` for any other text, such as ``rec_desk:17``, a source's record."""
    return kind_of(text) if _ID.fullmatch(text) else None


def _safe(text: str) -> str:
    """An id as it may stand in a message: whatever is no id of ours could be personal data."""
    return text if named(text) else f"a text of {len(text)} characters"
