"""Rules beside the weights: named, with a published reason, decided on agreement levels alone.

A rule's docstring *is* the reason that people and explanations are given. A must-link joins two records whatever their
weight; a cannot-link keeps them apart, also when others would draw them together; needs-review leaves a pair whose
weight would link it to a person; must-review does so whatever the weight. A pair that a rule sends to a person never
counts for joining until then. A cannot-link outranks a review, a review outranks a must-link.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from identity_graph.resolution.facets import agreeing_facets

RULES_VERSION: Final = "2"

Effect = Literal["must-link", "cannot-link", "needs-review", "must-review"]

Levels = Mapping[str, str]
"""Comparison → name of the agreement level the two records reach."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it does, and when."""

    effect: Effect
    applies: Callable[[Levels], bool]

    @property
    def name(self) -> str:
        """Its name, as links carry it."""
        return self.applies.__name__

    @property
    def reason(self) -> str:
        """Its published reason, one paragraph."""
        return " ".join((inspect.getdoc(self.applies) or "").split())


def shared_strong_document(levels: Levels) -> bool:
    """They share a document that is unique to one person or company, and neither names nor birth dates speak
    against it."""
    return _same_strong_document(levels) and _names_agree(levels) and _birth_dates_agree(levels)


def strong_document_but_other_name(levels: Levels) -> bool:
    """They share a document that is unique to one person or company, but no part of their names fits: a mistyped
    number, a stolen document, or a changed name. A person must look."""
    return _same_strong_document(levels) and not _names_agree(levels)


def incompatible_birth_dates(levels: Levels) -> bool:
    """Both birth dates are said to the day and lie more than ten years apart, by more than two mistyped digits, and
    the records share no document."""
    return levels["birth_date"] == "different" and not _documents_agree(levels)


def different_generations(levels: Levels) -> bool:
    """One is the senior, the other the junior (or the second, the third) of a name, and they share no document."""
    return levels["generation"] == "different" and not _documents_agree(levels)


def different_given_names(levels: Levels) -> bool:
    """Their first names differ, they share no document, e-mail or account, and what they do share a family shares too
    (home, neighbourhood or telephone) or is no more than a family name and a birth date: twins, spouses, or parent and
    child look just like this. A person must look."""
    agreed = _agreed_beyond_slips(levels)
    shared_home = levels["address"] in _ONE_HOME or "phone" in agreed
    return (
        levels["given_name"] == "different"
        and not agreed & {"document", "email", "account"}
        and (shared_home or agreed <= {"name", "birth"})
    )


def alike_given_names(levels: Levels) -> bool:
    """Their first names are alike but not the same (Darla and Darlene), and nothing else agrees but what brothers and
    sisters share: family name, birth date, telephone. A person must look."""
    return levels["given_name"] == "alike" and _agreed_beyond_slips(levels) <= {"name", "birth", "phone"}


def birth_years_apart(levels: Levels) -> bool:
    """Their birth dates lie more than ten years apart, though one is not said to the day, and they share no document: a
    parent and a child of one name look just like this. A person must look."""
    return levels["birth_date"] == "years apart, roughly said" and not _documents_agree(levels)


def nothing_but_the_name(levels: Levels) -> bool:
    """Nothing agrees but the name, and people share names. A person must look."""
    return agreeing_facets(levels) == frozenset({"name"})


def name_and_uncertain_birth_date(levels: Levels) -> bool:
    """Nothing agrees but the name and, not exactly, the birth date: namesakes of about the same age look just like
    this. A person must look."""
    return agreeing_facets(levels) == frozenset({"name", "birth"}) and levels["birth_date"] not in {
        "same day",
        "not said",
    }


RULES: Final = (
    Rule("must-link", shared_strong_document),
    Rule("cannot-link", incompatible_birth_dates),
    Rule("must-review", strong_document_but_other_name),
    Rule("cannot-link", different_generations),
    Rule("needs-review", different_given_names),
    Rule("needs-review", alike_given_names),
    Rule("needs-review", birth_years_apart),
    Rule("needs-review", nothing_but_the_name),
    Rule("needs-review", name_and_uncertain_birth_date),
)


def fired(levels: Levels) -> tuple[Rule, ...]:
    """The rules that apply to a pair with these agreement levels, in the order they are written here."""
    return tuple(rule for rule in RULES if rule.applies(levels))


_ONE_HOME: Final = {
    "same street and postal code",
    "nearly the same street, same postal code or city",
    "same street",
    "neighbouring postal code",
}
"""Where a family lives, or its members not far from each other."""


def _same_strong_document(levels: Levels) -> bool:
    return levels["document"] == "same strong document"


def _names_agree(levels: Levels) -> bool:
    """Whether any part of the names does, or one side says none."""
    compared = [levels[name] for name in ("given_name", "family_name", "organization_name")]
    said = [level for level in compared if level != "not said"]
    return not said or any(level != "different" for level in said)


def _birth_dates_agree(levels: Levels) -> bool:
    return levels["birth_date"] not in {"within ten years", "years apart, roughly said", "different"}


def _documents_agree(levels: Levels) -> bool:
    return "document" in _agreed_beyond_slips(levels)


def _agreed_beyond_slips(levels: Levels) -> frozenset[str]:
    """Facets that agree, a document only to the last sign: brothers and sisters get consecutive numbers."""
    agreed = agreeing_facets(levels)
    return agreed - {"document"} if levels["document"] == "number with a slip" else agreed
