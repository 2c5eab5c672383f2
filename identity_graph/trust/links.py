"""Quality tiers of links between records, A to D. The written definition for users: docs/guides/tiers.md."""

from collections.abc import Mapping
from typing import Final, Literal

Tier = Literal["A", "B", "C", "D"]
TIERS: Final[tuple[Tier, ...]] = ("A", "B", "C", "D")
TIERS_VERSION: Final = "1"

PROBABILITY_A: Final = 0.999
PROBABILITY_B: Final = 0.99
PROBABILITY_C: Final = 0.95

_NEGATIVE: Final = {
    "not said",
    "different",
    "different numbers",
    "a year apart",
    "within ten years",
    "years apart, roughly said",
}
_FACETS: Final[Mapping[str, str]] = {
    "given_name": "name",
    "family_name": "name",
    "organization_name": "name",
    "birth_date": "birth",
    "birth_place": "birth",
    "document": "document",
    "phone": "contact",
    "email": "contact",
    "account": "account",
    "address": "address",
}
"""Which independent facet of a person each comparison speaks of: two comparisons of one facet count once."""


def link_tier(probability: float, levels: Mapping[str, str], review: bool) -> Tier:
    """The tier of a SAME_AS link.

    - **A**: a shared strong document, or probability ≥ .999 with at least three independent facets agreeing (name,
      birth, document, contact, account, address).
    - **B**: probability ≥ .99 with at least two facets agreeing.
    - **C**: probability ≥ .95.
    - **D**: anything else, and whatever waits for a person.
    """
    facets = len(agreeing_facets(levels))
    if review:
        return "D"
    if levels.get("document") == "same strong document" or (probability >= PROBABILITY_A and facets >= 3):
        return "A"
    if probability >= PROBABILITY_B and facets >= 2:
        return "B"
    return "C" if probability >= PROBABILITY_C else "D"


def agreeing_facets(levels: Mapping[str, str]) -> frozenset[str]:
    """The independent facets in which two records agree at least nearly."""
    return frozenset(
        facet for comparison, facet in _FACETS.items() if levels.get(comparison, "not said") not in _NEGATIVE
    )


def weakest(tiers: list[Tier]) -> Tier:
    """The worst of these tiers; ``D`` of none."""
    return max(tiers, default="D")
