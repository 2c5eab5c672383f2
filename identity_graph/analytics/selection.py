"""Which part of a stored graph a procedure is run on: said once, understood by every engine."""

from dataclasses import dataclass

from identity_graph.model import Node


@dataclass(frozen=True, slots=True)
class Selection:
    """Links of some types, and their ends. All engines take the same links for the same selection.

    - ``types``: link types; ``source_kind``: only links that start at nodes of this kind (so that HAS_* links of
      records are left out), ``None`` for all.
    - ``kinds``: nodes of these kinds are vertices even where they have no link.
    - ``tiers``: only links whose ``tier`` is one of these; empty means all.
    - ``weight``: the property that weighs a link, 1 where a link has none; ``None``: every link weighs 1.
    - ``documents``: of documents only those of these schemes (as ``passport``), and none whose check digit is wrong;
      another is left out with its links. Empty: all.
    - ``generic_over``: a target with more such links than this says nothing and is left out with its links.
    - ``directed``: whether links keep their direction.
    """

    types: tuple[str, ...]
    source_kind: str | None = "Identity"
    kinds: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    weight: str | None = None
    generic_over: int | None = None
    directed: bool = False

    def leaves_out(self, node: Node) -> bool:
        """Whether this is a document that is not taken."""
        if not self.documents or node.kind != "Document":
            return False
        return node.properties["scheme"] not in self.documents or node.properties.get("valid") is False
