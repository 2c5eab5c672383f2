"""Two organizations' names compared: own words carry it, business and place tell apart, forms hardly count."""

from typing import Final

from identity_graph.normalize.naming.abbreviations import abbreviates
from identity_graph.normalize.naming.companies import Company, read_organization
from identity_graph.normalize.naming.comparison import NameComparison, rounded
from identity_graph.normalize.naming.weighing import by_parts

SAME_FORM_UNLIKE: Final = 0.9
"""Another kind of legal form: a company's forms are confused and changed, and groups have one of each."""
_OTHER_NAME: Final = 0.96
"""A former, short or trading name that is told beside another is the other's less surely than the whole."""


def compare_organizations(one: str, other: str) -> NameComparison:
    """How likely two names are one organization's."""
    a, b = read_organization(one), read_organization(other)
    if not (a.parts and b.parts):
        return NameComparison(0.0, ("no name on one side",))
    found = _compared(a, b)
    if not (a.others or b.others) or found.score > _OTHER_NAME:
        return found
    ours, theirs = ([company, *map(read_organization, company.others)] for company in (a, b))
    best = max((_compared(x, y) for x in ours for y in theirs), key=lambda each: each.score)
    return max(found, NameComparison(rounded(best.score * _OTHER_NAME), best.reasons), key=lambda each: each.score)


def _compared(a: Company, b: Company) -> NameComparison:
    score, reasons = _named(a, b)
    if a.forms and b.forms and a.forms.isdisjoint(b.forms):
        return NameComparison(rounded(score * SAME_FORM_UNLIKE), (*reasons, "another legal form"))
    return NameComparison(rounded(score), reasons)


def _named(a: Company, b: Company) -> tuple[float, tuple[str, ...]]:
    if a.squeezed and a.squeezed == b.squeezed:
        return 1.0 if [part.text for part in a.parts] == [part.text for part in b.parts] else 0.97, ("same name",)
    if short := abbreviates(a, b) or abbreviates(b, a):
        return short, ("one name is made of the other's beginnings",)
    return by_parts(a, b)
