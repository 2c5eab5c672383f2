"""Which independent facets of a person two records agree in: two comparisons of one facet count once."""

from collections.abc import Mapping
from typing import Final

FACETS: Final[Mapping[str, str]] = {
    "given_name": "name",
    "family_name": "name",
    "organization_name": "name",
    "birth_date": "birth",
    "birth_place": "birth place",
    "document": "document",
    "phone": "phone",
    "email": "email",
    "account": "account",
    "address": "address",
    "occupation": "occupation",
}
"""Gender and nationality are left out: half a country shares them."""

_DISAGREE: Final = {
    "not said",
    "different",
    "different numbers",
    "a year apart",
    "within ten years",
    "years apart, roughly said",
    "same city",
}


def agreeing_facets(levels: Mapping[str, str]) -> frozenset[str]:
    """The facets in which two records agree at least nearly, given the agreement level of each comparison."""
    return frozenset(facet for name, facet in FACETS.items() if levels.get(name, "not said") not in _DISAGREE)
