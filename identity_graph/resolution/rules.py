"""Rules beside the weights: named, with a published reason, decided on agreement levels alone.

A rule's docstring *is* the reason that people and explanations are given. A must-link joins two records whatever their
weight; a cannot-link keeps them apart, also when others would draw them together; needs-review leaves the pair to a
person and counts neither for nor against until then. A cannot-link outranks a review, a review outranks a must-link.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

RULES_VERSION: Final = "1"

Effect = Literal["must-link", "cannot-link", "needs-review"]

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
    return levels["document"] == "same strong document" and _names_agree(levels) and _birth_dates_agree(levels)


def strong_document_but_other_person(levels: Levels) -> bool:
    """They share a document that is unique to one person or company, but their names or birth dates do not fit: a
    mistyped number, a stolen document, or a changed name. A person must look."""
    return levels["document"] == "same strong document" and not (_names_agree(levels) and _birth_dates_agree(levels))


def incompatible_birth_dates(levels: Levels) -> bool:
    """Both birth dates are said to the day and lie more than ten years apart, by more than two mistyped digits, and
    the records share no document."""
    return levels["birth_date"] == "different" and not _documents_agree(levels)


def relatives_of_one_household(levels: Levels) -> bool:
    """Same family name and home or telephone, but different first names and no shared document: twins, spouses or
    parent and child look just like this. A person must look."""
    return (
        levels["given_name"] == "different"
        and levels["family_name"] in {"same", "nearly the same"}
        and (levels["address"].startswith(("same street", "nearly the same street")) or levels["phone"] == "same")
        and not _documents_agree(levels)
    )


RULES: Final = (
    Rule("must-link", shared_strong_document),
    Rule("cannot-link", incompatible_birth_dates),
    Rule("needs-review", strong_document_but_other_person),
    Rule("needs-review", relatives_of_one_household),
)


def fired(levels: Levels) -> tuple[Rule, ...]:
    """The rules that apply to a pair with these agreement levels, in the order they are written here."""
    return tuple(rule for rule in RULES if rule.applies(levels))


def _names_agree(levels: Levels) -> bool:
    if levels["organization_name"] != "not said":
        return levels["organization_name"] != "different"
    same_family = levels["family_name"] in {"same", "same under another name or swapped"}
    return levels["given_name"] != "different" or same_family


def _birth_dates_agree(levels: Levels) -> bool:
    return levels["birth_date"] not in {"within ten years", "years apart, roughly said", "different"}


def _documents_agree(levels: Levels) -> bool:
    return levels["document"] in {"same strong document", "same document"}
