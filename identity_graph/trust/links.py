"""Quality tiers of links between records, A to D. The written definition for users: docs/guides/tiers.md."""

from typing import Final, Literal

Tier = Literal["A", "B", "C", "D"]
TIERS: Final[tuple[Tier, ...]] = ("A", "B", "C", "D")
TIERS_VERSION: Final = "1"

PROBABILITY_A: Final = 0.999
PROBABILITY_B: Final = 0.99
PROBABILITY_C: Final = 0.95


def link_tier(*, probability: float, facets: int, strong_document: bool, review: bool) -> Tier:
    """The tier of a SAME_AS link; ``facets`` counts the independent facets of a person in which the records agree.

    - **A**: a shared strong document that names and birth dates do not contradict, or probability ≥ .999 with at least
      three facets agreeing (name, birth, birth place, document, phone, e-mail, account, address, occupation).
    - **B**: probability ≥ .99 with at least two facets agreeing.
    - **C**: probability ≥ .95.
    - **D**: anything else, and whatever waits for a person.
    """
    if review:
        return "D"
    if strong_document or (probability >= PROBABILITY_A and facets >= 3):
        return "A"
    if probability >= PROBABILITY_B and facets >= 2:
        return "B"
    return "C" if probability >= PROBABILITY_C else "D"


def weakest(tiers: list[Tier]) -> Tier:
    """The worst of these tiers; ``D`` of none."""
    worst: Tier = max(tiers) if tiers else "D"
    return worst
