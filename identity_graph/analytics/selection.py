"""Which part of a stored graph a procedure is run on: said once, understood by every engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Links of some types, and their ends. All engines take the same links for the same selection.

    - ``types``: link types; ``source_kind``: only links that start at nodes of this kind (so that HAS_* links of
      records are left out), ``None`` for all.
    - ``kinds``: nodes of these kinds are vertices even where they have no link.
    - ``tiers``: only links whose ``tier`` is one of these; empty means all.
    - ``weight``: the property that weighs a link, 1 where a link has none; ``None``: every link weighs 1.
    - ``generic_over``: a target with more such links than this says nothing and is left out with its links.
    - ``directed``: whether links keep their direction.
    """

    types: tuple[str, ...]
    source_kind: str | None = "Identity"
    kinds: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    weight: str | None = None
    generic_over: int | None = None
    directed: bool = False
