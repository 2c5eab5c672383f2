"""A change set in the form it is sent in: grouped by kind and type, in pieces of bounded size."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar
from uuid import uuid4

from identity_graph.model import ID_PREFIXES, ChangeSet, Link, Node, Value

ROWS_MAX: Final = 10_000
"""Rows of one statement: bounds what the server holds at once."""
Item = TypeVar("Item")


def pieces(rows: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The rows, so many at a time."""
    return (rows[start : start + ROWS_MAX] for start in range(0, len(rows), ROWS_MAX))


def ids_by_kind(changes: ChangeSet) -> dict[str, Sequence[str]]:
    """Every id of a known kind that the change set names, once and in order, by kind."""
    named = (
        *(node.id for node in changes.nodes),
        *changes.removed_nodes,
        *changes.keys,
        *(link.source for link in changes.links),
        *(link.target for link in changes.links),
        *(end for _, *ends in changes.removed_links for end in ends),
    )
    # In order, the ids of a kind stand together: looking at the kind of each takes longer than sorting them all.
    ids = sorted(set(named))
    spans = {kind: (bisect_left(ids, f"{each}_"), bisect_left(ids, f"{each}`")) for kind, each in ID_PREFIXES.items()}
    return {kind: ids[start:end] for kind, (start, end) in spans.items() if start < end}


def nodes_by_kind(nodes: Iterable[Node]) -> dict[str, list[dict[str, Any]]]:
    """What the server is to have as properties of each node (its id is one), by kind."""
    groups: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for node in nodes:
        groups[node.kind][node.id] = {"id": node.id, **sent(node.properties)}
    return {kind: list(rows.values()) for kind, rows in groups.items()}


def links_by_type(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Each link once, by type."""
    groups: defaultdict[str, dict[tuple[str, str], Link]] = defaultdict(dict)
    for link in links:
        groups[link.type][link.source, link.target] = link
    return {type: list(each.values()) for type, each in groups.items()}


def joined(ids: Sequence[str]) -> tuple[str, str]:
    """Ids as one text, and what stands between them. The driver takes over a microsecond for every value it packs; for
    a text of any length not much more."""
    text = "\n".join(ids)
    if text.count("\n") < len(ids):
        return text, "\n"
    separator = uuid4().hex
    return separator.join(ids), separator


def link_rows(links: Sequence[Link], places: Mapping[str, str]) -> tuple[str, list[dict[str, Any]]]:
    """Links of a type as one text of numbers (place of source, place of target, number of properties), and the
    properties, each once: most links say what many others say."""
    numbers: dict[tuple[object, ...], str] = {}
    distinct: list[dict[str, Any]] = []
    row: list[str] = []
    for link in links:
        # With their types: 1, 1.0 and true are equal in Python.
        said = (*link.properties.items(), *map(type, link.properties.values()))
        number = numbers.get(said)
        if number is None:
            number = numbers[said] = str(len(distinct))
            distinct.append(sent(link.properties))
        row += (places[link.source], places[link.target], number)
    return " ".join(row), distinct


def bare_rows(links: Sequence[Link], places: Mapping[str, str]) -> str:
    """Links without properties as one text of numbers: place of source, place of target, and so on."""
    return " ".join([place for link in links for place in (places[link.source], places[link.target])])


def sent(properties: Mapping[str, Value]) -> dict[str, Any]:
    """Properties as the driver takes them: what was not said is not sent."""
    return {name: list(v) if type(v) is tuple else v for name, v in properties.items() if v is not None}


@dataclass(frozen=True, slots=True)
class Batches:
    """What a change set writes, grouped."""

    needed: frozenset[str]
    """What must be in the graph already: ends of links and records of keys that the change set does not write."""
    nodes: Mapping[str, Sequence[dict[str, Any]]]
    links: Mapping[str, Sequence[Link]]

    @classmethod
    def of(cls, changes: ChangeSet) -> Self:
        """The batches of a change set."""
        ends = {link.source for link in changes.links} | {link.target for link in changes.links}
        return cls(
            frozenset((ends | changes.keys.keys()) - {node.id for node in changes.nodes}),
            nodes_by_kind(changes.nodes),
            links_by_type(changes.links),
        )
