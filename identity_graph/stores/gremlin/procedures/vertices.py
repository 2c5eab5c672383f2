"""Who the vertices are: the ends of the selected links, and all nodes of the selected kinds."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from gremlin_python.process.graph_traversal import GraphTraversal

from identity_graph.analytics.selection import Selection
from identity_graph.model import ID_PREFIXES
from identity_graph.stores.gremlin import layout, paging
from identity_graph.stores.gremlin.reading import pieces
from identity_graph.stores.gremlin.shape import Shape
from identity_graph.stores.gremlin.traversals import procedures as traversals
from identity_graph.stores.gremlin.traversals import reading as reads

Ask = Callable[[Iterable[GraphTraversal]], Iterator[list[Any]]]
"""The results of each traversal, in order."""
VERTICES_AT_ONCE: Final = 500
PAGES_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class Vertices:
    """``ids`` ascending; a vertex's number is its place in them. ``links``: how many of the selected links each has."""

    ids: list[str]
    numbers: dict[str, int]
    links: list[int]


def vertices_of(ask: Ask, shape: Shape, selection: Selection) -> Vertices:
    """Read the selected links once, where there may be generic targets twice; keep none of them."""
    out = _left_out(ask, shape, selection)
    links: Counter[str] = Counter()
    for source, target in _links(ask, shape, selection):
        if source not in out and target not in out:
            links[source] += 1
            links[target] += 1
    for kind in selection.kinds:
        links.update(dict.fromkeys(set(_nodes(ask, shape, kind)) - out, 0))
    ids = sorted(links)
    return Vertices(ids, {id: number for number, id in enumerate(ids)}, [links[id] for id in ids])


def _left_out(ask: Ask, shape: Shape, selection: Selection) -> Set[str]:
    return _other_documents(ask, shape, selection) | _generic(ask, shape, selection)


def _other_documents(ask: Ask, shape: Shape, selection: Selection) -> Set[str]:
    if not selection.documents:
        return frozenset()
    few = traversals.run_procedure_documents_all(selection.documents)
    asked = (
        traversals.run_procedure_documents(pages, selection.documents) if pages else few
        for pages in _pages(shape, "Document")
    )
    return set(chain.from_iterable(ask(asked)))


def _generic(ask: Ask, shape: Shape, selection: Selection) -> Set[str]:
    if selection.generic_over is None:
        return frozenset()
    having = Counter(target for _, target in _links(ask, shape, selection))
    return {target for target, count in having.items() if count > selection.generic_over}


def _links(ask: Ask, shape: Shape, selection: Selection) -> Iterator[tuple[str, str]]:
    for ids in ask(_surveys(shape, selection)):
        for id in ids:
            _, source, target = layout.link_key(id)
            yield source, target


def _surveys(shape: Shape, selection: Selection) -> Iterator[GraphTraversal]:
    types, tiers = shape.types(selection.types), selection.tiers
    for kind in sorted({kind for type in types for kind in shape.type(type).sources}):
        if selection.source_kind not in (None, kind):
            continue
        for pages in _pages(shape, kind):
            few = traversals.run_procedure_survey_all(kind, types, tiers)
            yield traversals.run_procedure_survey(pages, types, tiers) if pages else few


def _nodes(ask: Ask, shape: Shape, kind: str) -> Iterator[str]:
    few = reads.page_nodes_all(shape.kind(kind).name)
    return chain.from_iterable(
        ask(traversals.run_procedure_vertices(pages) if pages else few for pages in _pages(shape, kind))
    )


def _pages(shape: Shape, kind: str) -> Iterator[list[str]]:
    """Pages for one request each; an empty list where one request can be for all of the kind."""
    count = shape.head.nodes.get(kind, 0)
    if count <= paging.FEW:
        return iter([[]] if count else [])
    at_once = min(max(VERTICES_AT_ONCE * layout.PAGES // count, 1), PAGES_AT_ONCE)
    return pieces(layout.pages(ID_PREFIXES[kind]), at_once)
