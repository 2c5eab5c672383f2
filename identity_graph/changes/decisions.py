"""Decisions about pairs of records as links."""

from dataclasses import dataclass

from identity_graph.model import Link, Value
from identity_graph.resolution import PairDecision
from identity_graph.trust import Tier, link_tier


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about two records, given by their node ids, in either order."""

    left: str
    right: str
    pair: PairDecision

    @property
    def tier(self) -> Tier:
        """The quality tier of the link."""
        return link_tier(
            probability=self.pair.probability,
            facets=len(self.pair.pattern.facets),
            strong_document=self.pair.pattern.effect == "must-link",
            review=self.pair.outcome == "review",
        )

    def link(self, model: str) -> Link:
        """SAME_AS (where a person has to look first: with ``review``) or DIFFERENT_FROM."""
        source, target = sorted((self.left, self.right))
        different = self.pair.outcome == "different"
        properties: dict[str, Value] = {
            "weight": round(self.pair.weight, 6),
            "probability": round(self.pair.probability, 9),
            "evidence": self.pair.evidence_json(),
            "rules": tuple(rule.name for rule in self.pair.pattern.rules),
            "model": model,
        }
        if not different:
            properties |= {"tier": self.tier, "review": self.pair.outcome == "review"}
        return Link("DIFFERENT_FROM" if different else "SAME_AS", source, target, properties)
