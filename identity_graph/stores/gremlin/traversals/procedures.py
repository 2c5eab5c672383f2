"""Traversals that graph procedures walk links with. They give edges' ids only: type, source and target stand in them,
so that the server need not look at the vertex at the other end."""

from collections.abc import Sequence
from typing import Literal

from gremlin_python.process.graph_traversal import GraphTraversal, __
from gremlin_python.process.traversal import P

from identity_graph.stores.gremlin.layout import HEAD, PAGE
from identity_graph.stores.gremlin.traversals.reading import g

Side = Literal["in", "any"]


def run_procedure_vertices(pages: Sequence[str]) -> GraphTraversal:
    """Ids on some pages of nodes."""
    return g.V(HEAD).union(*(__.V().has(PAGE, page).id_() for page in pages))


def run_procedure_documents(pages: Sequence[str], schemes: Sequence[str]) -> GraphTraversal:
    """Ids on some pages of documents: those of none of these schemes, or whose check digit is wrong."""
    return g.V(HEAD).union(*(_others(__.V().has(PAGE, page), schemes).id_() for page in pages))


def run_procedure_documents_all(schemes: Sequence[str]) -> GraphTraversal:
    """The same where there are few documents."""
    return _others(g.V().has_label("Document"), schemes).id_()


def run_procedure_survey(pages: Sequence[str], types: Sequence[str], tiers: Sequence[str]) -> GraphTraversal:
    """Links that start on some pages of nodes."""
    starts = (_of_tiers(__.V().has(PAGE, page).out_e(*types), tiers).id_() for page in pages)
    return g.V(HEAD).union(*starts)


def run_procedure_survey_all(kind: str, types: Sequence[str], tiers: Sequence[str]) -> GraphTraversal:
    """Links that start at nodes of a kind of which there are few."""
    return _of_tiers(g.V().has_label(kind).out_e(*types), tiers).id_()


def run_procedure_links(ids: Sequence[str], types: Sequence[str], tiers: Sequence[str], side: Side) -> GraphTraversal:
    """Links at nodes; one whose both ends are named comes twice."""
    start = g.V(*ids)
    return _of_tiers(start.in_e(*types) if side == "in" else start.both_e(*types), tiers).id_()


def _others(documents: GraphTraversal, schemes: Sequence[str]) -> GraphTraversal:
    return documents.or_(__.has("scheme", P.without(list(schemes))), __.has("valid", False))


def _of_tiers(edges: GraphTraversal, tiers: Sequence[str]) -> GraphTraversal:
    return edges.has("tier", P.within(list(tiers))) if tiers else edges
