"""Quality tiers of identities and of what they are believed to have, A to D; for users in docs/guides/tiers.md."""

from collections.abc import Collection

from identity_graph.trust.links import Tier


def identity_tier(
    *, sources: Collection[str], weakest_join: Tier | None, strong_documents: int, identifiers: int, conflicts: int
) -> Tier:
    """The tier of an identity.

    ``weakest_join`` is the tier of the weakest link that holds it together (``None`` for a single record),
    ``strong_documents`` how many documents that are unique to one person it has, ``identifiers`` how many identifiers
    of any kind, ``conflicts`` how many pairs among its records wait for a person or were decided to be different.

    - **A**: two or more sources agree on it, every join is of tier A, it has a strong document, nothing waits for
      review.
    - **B**: every join is of tier B or better, or it is a single record with a strong document; nothing waits for
      review.
    - **C**: every join is of tier C or better, or it is a single record with at least one identifier.
    - **D**: a join of tier D, or a single record with no identifier at all.
    """
    if weakest_join is None:
        return "B" if strong_documents else "C" if identifiers else "D"
    if conflicts:
        return max("C", weakest_join)
    if weakest_join == "A" and len(sources) >= 2 and strong_documents:
        return "A"
    return max("B", weakest_join)


def attribute_tier(*, records: int, sources: int, valid: bool | None) -> Tier:
    """The tier of one identifier of an identity.

    - **A**: two or more sources say it and nothing is wrong with it.
    - **B**: two or more records say it, or its check digit is right.
    - **C**: one record says it.
    - **D**: its check digit is wrong.
    """
    if valid is False:
        return "D"
    if sources >= 2:
        return "A"
    return "B" if records >= 2 or valid else "C"
