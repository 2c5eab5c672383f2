"""The words with a fixed meaning."""

from enum import Enum

import strawberry


@strawberry.enum(description="How far something can be trusted, A best; `tiers` has the definitions.")
class Tier(Enum):
    """A quality tier."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@strawberry.enum(description="What an identity or a record is about.")
class EntityKind(Enum):
    """A person or an organization."""

    PERSON = "person"
    ORGANIZATION = "organization"


@strawberry.enum(description="What a decision says of two records.")
class DecisionType(Enum):
    """The type of a stored decision."""

    SAME_AS = "SAME_AS"
    DIFFERENT_FROM = "DIFFERENT_FROM"


@strawberry.enum(description="What is decided about two records; UNRELATED: not worth keeping.")
class Outcome(Enum):
    """The outcome of an explanation."""

    SAME = "same"
    REVIEW = "review"
    DIFFERENT = "different"
    UNRELATED = "unrelated"


@strawberry.enum(description="What a rule does.")
class RuleEffect(Enum):
    """The effect of a rule."""

    MUST_LINK = "must-link"
    CANNOT_LINK = "cannot-link"
    NEEDS_REVIEW = "needs-review"
    MUST_REVIEW = "must-review"


@strawberry.enum(description="What a tier is given to.")
class TierOf(Enum):
    """What has tiers."""

    LINK = "link"
    IDENTITY = "identity"
    ATTRIBUTE = "attribute"
