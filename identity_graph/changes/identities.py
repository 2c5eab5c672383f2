"""What a resolution writes: identities, what holds them together, and what they are believed to have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from identity_graph.changes.decisions import Decision
from identity_graph.changes.deriving import record_of
from identity_graph.model import Cause, ChangeSet, Identifier, Link, Node, Value, identity_id_of
from identity_graph.normalize import usable_identifier
from identity_graph.trust import attribute_tier, caption, identity_tier, weakest


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record as it stands in the graph, with the identifiers it has (documents as nodes, for their check)."""

    node: Node
    has: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentityDraft:
    """Records (node ids) that were found to be one, the joins that hold them together, and the decisions among them or
    with others that speak against it or wait for a person."""

    records: tuple[str, ...]
    joins: tuple[Decision, ...] = ()
    conflicts: int = 0

    @property
    def founding_record(self) -> str:
        """The smallest of the record ids: a function of the content, whatever the order of arrival."""
        return min(self.records)


@dataclass(frozen=True, slots=True)
class StoredState:
    """What the graph holds of these records' resolution before: their decisions, the identities they had, every
    RESOLVES_TO link of those identities, and those identities' own identifier links."""

    decisions: Sequence[Link] = ()
    resolves: Sequence[Link] = ()
    has: Sequence[Link] = ()
    identities: Mapping[str, Node] = field(default_factory=dict)


def identity_changes(
    cause: Cause,
    model: str,
    drafts: Sequence[IdentityDraft],
    decisions: Iterable[Decision],
    known: Mapping[str, KnownRecord],
    documents: Mapping[str, Node],
    stored: StoredState,
) -> ChangeSet:
    """The change set that brings these records' resolution to what was decided.

    Identities that no longer stand are removed; records outside these drafts that had one of the old identities lose
    their RESOLVES_TO link, so that they count as unresolved until their own turn comes.
    """
    nodes = [_identity(draft, model, known, documents) for draft in drafts]
    links = [decision.link(model) for decision in decisions]
    for draft in drafts:
        links += _resolves_to(draft)
        links += _has_links(draft, known, documents)
    gone = set(stored.identities) - {node.id for node in nodes}
    wanted = {link.key: link for link in links}
    before = {link.key: link for link in (*stored.decisions, *stored.resolves, *stored.has)}
    return ChangeSet(
        cause,
        nodes=tuple(node for node in nodes if node != stored.identities.get(node.id)),
        links=tuple(link for key, link in wanted.items() if link != before.get(key)),
        removed_nodes=tuple(sorted(gone)),
        removed_links=tuple(key for key, link in before.items() if key not in wanted and link.source not in gone),
    )


def _identity(
    draft: IdentityDraft, model: str, known: Mapping[str, KnownRecord], documents: Mapping[str, Node]
) -> Node:
    nodes = [known[record].node for record in draft.records]
    founder = known[draft.founding_record].node
    identifiers = {link.target for record in draft.records for link in known[record].has}
    sources = sorted({str(node.properties["source"]) for node in nodes})
    tier = identity_tier(
        sources=sources,
        weakest_join=weakest([join.tier for join in draft.joins]) if draft.joins else None,
        strong_documents=sum(_is_strong(documents[id]) for id in identifiers if id in documents),
        identifiers=len(identifiers),
        conflicts=draft.conflicts,
    )
    properties = {
        "kind": founder.properties["kind"],
        "caption": _caption([founder, *nodes]),
        "founding_record": draft.founding_record,
        "records": len(nodes),
        "sources": tuple(sources),
        "tier": tier,
        "probability": round(draft.joins[-1].pair.probability, 9) if draft.joins else None,
        "model": model,
    }
    said = {name: value for name, value in properties.items() if value is not None}
    return Node(identity_id_of(draft.founding_record), "Identity", said)


def _caption(nodes: Sequence[Node]) -> str | None:
    return next((text for node in nodes if (text := caption(record_of(node).names))), None)


def _is_strong(document: Node) -> bool:
    scheme, number, country = (str(document.properties[name]) for name in ("scheme", "number", "country"))
    found = usable_identifier(Identifier(scheme, number, country))
    return found is not None and found.strong


def _resolves_to(draft: IdentityDraft) -> Iterator[Link]:
    best: dict[str, float] = {}
    for join in draft.joins:
        for record in (join.left, join.right):
            best[record] = max(best.get(record, 0.0), join.pair.probability)
    identity = identity_id_of(draft.founding_record)
    for record in draft.records:
        properties = {"probability": round(best[record], 9)} if record in best else {}
        yield Link("RESOLVES_TO", record, identity, properties)


def _has_links(draft: IdentityDraft, known: Mapping[str, KnownRecord], documents: Mapping[str, Node]) -> Iterator[Link]:
    """What the identity's records say it has: how often, by whom, since when."""
    saying: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for record in draft.records:
        for link in known[record].has:
            saying[link.type, link.target].append(known[record].node)
    identity = identity_id_of(draft.founding_record)
    for (type, target), nodes in saying.items():
        sources = sorted({str(node.properties["source"]) for node in nodes})
        seen = sorted(str(day) for node in nodes if (day := node.properties.get("observed_on")))
        document = documents.get(target)
        valid = document.properties.get("valid") if document else None
        properties: dict[str, Value] = {
            "records": len(nodes),
            "sources": tuple(sources),
            "tier": attribute_tier(
                records=len(nodes), sources=len(sources), valid=valid if isinstance(valid, bool) else None
            ),
        }
        if seen:
            properties |= {"first_seen": seen[0], "last_seen": seen[-1]}
        yield Link(type, identity, target, properties)
