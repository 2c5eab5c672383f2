"""What a comparison of two names says."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How likely two names are one party's, in [0, 1]; above .5 it is likelier than not, as far as names tell.

    ``reasons`` are short texts a person reads, the weightiest first."""

    score: float
    reasons: tuple[str, ...] = ()


WHY: Final = {
    "same": "same {role}",
    "marks": "same {role}, with and without marks",
    "spelling": "{role} is another spelling of the same name",
    "romanized": "{role} romanized by another system",
    "family spelling": "{role} is a regional spelling of the same name",
    "short": "{role} is a known short form of the other",
    "translated": "{role} is the other's form in another language",
    "ending": "same {role} with the ending of the other sex or romanization",
    "sex": "{role} is the other sex's form",
    "initial": "{role} given as an initial",
    "initials": "same initial",
    "other initial": "different initials",
    "characters": "same {role} in traditional and simplified characters",
    "script": "same {role} written in {scripts}",
    "sound": "{role} sounds alike",
    "typo": "{role} differs by a slip of the pen",
    "near": "{role}s are near each other",
    "joined": "{role} written as one word and as two",
    "glued": "{role} written with and without its particle",
    "different": "different {role}s",
}
"""Every relation of two words as a sentence."""
