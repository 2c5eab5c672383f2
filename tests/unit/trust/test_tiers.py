"""Tiers: their written definitions as tables, and that better evidence never makes them worse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity_graph.model import Name
from identity_graph.trust import TIERS, Tier, attribute_tier, caption, identity_tier, link_tier, weakest

CHANCE = st.floats(0, 1)
FACETS = st.integers(0, 9)
FEW = st.integers(0, 4)


@pytest.mark.parametrize(
    ("probability", "facets", "strong_document", "review", "tier"),
    [
        (0.5, 0, True, False, "A"),
        (0.9999, 5, True, True, "D"),
        (0.999, 3, False, False, "A"),
        (0.999, 2, False, False, "B"),
        (0.9989, 3, False, False, "B"),
        (0.99, 2, False, False, "B"),
        (0.99, 1, False, False, "C"),
        (0.9899, 2, False, False, "C"),
        (0.95, 0, False, False, "C"),
        (0.9499, 9, False, False, "D"),
    ],
)
def test_links(probability: float, facets: int, strong_document: bool, review: bool, tier: Tier) -> None:
    found = link_tier(probability=probability, facets=facets, strong_document=strong_document, review=review)
    assert found == tier


@given(CHANCE, CHANCE, FACETS, FACETS, st.booleans(), st.booleans())
def test_more_evidence_never_makes_a_link_worse(
    one: float, other: float, few: int, many: int, strong_document: bool, review: bool
) -> None:
    less, more = sorted((one, other)), sorted((few, many))
    tiers = [
        link_tier(probability=p, facets=f, strong_document=strong_document, review=review)
        for p, f in zip(less, more, strict=True)
    ]
    assert tiers[1] <= tiers[0]


@pytest.mark.parametrize(
    ("sources", "weakest_join", "strong_documents", "identifiers", "conflicts", "tier"),
    [
        ("xy", "A", 1, 1, 0, "A"),
        ("x", "A", 1, 1, 0, "B"),  # one source
        ("xy", "A", 0, 3, 0, "B"),  # no strong document
        ("xy", "A", 1, 1, 1, "C"),  # something waits for review
        ("xy", "B", 1, 1, 0, "B"),
        ("xy", "C", 1, 1, 0, "C"),
        ("xy", "D", 1, 1, 0, "D"),
        ("xy", "D", 1, 1, 2, "D"),
        ("x", None, 1, 1, 0, "B"),
        ("x", None, 0, 1, 0, "C"),
        ("x", None, 0, 0, 0, "D"),
    ],
)
def test_identities(
    sources: str, weakest_join: Tier | None, strong_documents: int, identifiers: int, conflicts: int, tier: Tier
) -> None:
    found = identity_tier(
        sources=set(sources),
        weakest_join=weakest_join,
        strong_documents=strong_documents,
        identifiers=identifiers,
        conflicts=conflicts,
    )
    assert found == tier


@given(st.sampled_from(TIERS), st.sampled_from(TIERS), FEW, FEW, FEW, FEW)
def test_better_joins_and_fewer_conflicts_never_make_an_identity_worse(
    one: Tier, other: Tier, sources: int, documents: int, few: int, many: int
) -> None:
    better, worse = sorted((one, other))
    conflicts = sorted((few, many))
    tiers = [
        identity_tier(
            sources=set(map(str, range(sources))),
            weakest_join=join,
            strong_documents=documents,
            identifiers=documents,
            conflicts=count,
        )
        for join, count in zip((better, worse), conflicts, strict=True)
    ]
    assert tiers[0] <= tiers[1]


@pytest.mark.parametrize(
    ("records", "sources", "valid", "tier"),
    [
        (2, 2, True, "A"),
        (2, 2, None, "A"),
        (9, 9, False, "D"),
        (2, 1, None, "B"),
        (1, 1, True, "B"),
        (1, 1, None, "C"),
        (1, 1, False, "D"),
    ],
)
def test_attributes(records: int, sources: int, valid: bool | None, tier: Tier) -> None:
    assert attribute_tier(records=records, sources=sources, valid=valid) == tier


@given(st.tuples(FEW, FEW), st.tuples(FEW, FEW), st.sampled_from([True, False, None]))
def test_more_sources_never_make_an_attribute_worse(
    one: tuple[int, int], more: tuple[int, int], valid: bool | None
) -> None:
    less = attribute_tier(records=one[0], sources=one[1], valid=valid)
    assert attribute_tier(records=one[0] + more[0], sources=one[1] + more[1], valid=valid) <= less


def test_the_weakest_of_some_tiers() -> None:
    assert weakest(["A", "C", "B"]) == "C"
    assert weakest([]) == "D"


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([Name(full="  Ana   Silva ")], "Ana Silva"),
        ([Name(full=" ", given="Ana", family="Silva")], "Ana Silva"),
        ([Name(), Name(family="Silva")], "Silva"),
        ([Name(full="")], None),
        ([], None),
    ],
)
def test_captions(names: list[Name], text: str | None) -> None:
    assert caption(names) == text
