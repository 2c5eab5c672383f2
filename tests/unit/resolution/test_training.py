"""Training: deterministic, and modest where the data is small."""

import random

import pyarrow as pa
import pytest
from people import prior_model, sample, sample_model

from identity_graph.resolution import MatchModel, feature_table, train
from identity_graph.resolution.comparisons import COMPARISONS, Comparison
from identity_graph.resolution.training import PRIOR_PAIRS, RECORDS_MIN, _blend, _without_matches, term_frequencies


def test_the_order_of_rows_does_not_matter() -> None:
    shuffled = list(sample())
    random.Random(1).shuffle(shuffled)
    assert train(feature_table(shuffled)).id == sample_model().id


def test_a_small_set_keeps_the_prior_but_counts_its_names() -> None:
    model = prior_model()
    assert model.trained_on == 0
    assert levels(model) == [believed for comparison in COMPARISONS for believed in beliefs(comparison)]
    assert model.term_frequencies["given"].values


def test_the_size_of_the_whole_set_sets_the_prior() -> None:
    settings = [train(feature_table([]), records=records).settings for records in (100, 10_000)]
    assert [s["probability_two_random_records_match"] for s in settings] == [0.01, 0.0001]


@pytest.mark.parametrize("model", [prior_model, sample_model])
def test_m_and_u_are_shares(model: object) -> None:
    """Each sums to one, but for rounding."""
    for comparison in model().settings["comparisons"]:  # type: ignore[operator]
        said = comparison["comparison_levels"][1:]
        assert sum(level["m_probability"] for level in said) == pytest.approx(1, abs=1e-4)
        assert sum(level["u_probability"] for level in said) == pytest.approx(1, abs=1e-4)


def test_better_agreement_weighs_more() -> None:
    for comparison in sample_model().comparisons:
        assert comparison.levels[1].weight > comparison.level(0).weight


def test_blending() -> None:
    """The data counts with its pairs, the prior with `PRIOR_PAIRS`."""
    assert _blend([0.8, 0.2], [0.4, 0.6], pairs=PRIOR_PAIRS) == pytest.approx([0.6, 0.4])
    assert _blend([0.8, 0.2], [0.4, 0.6], pairs=0) == [0.4, 0.6]
    assert _blend([0.8, 0.2], [0.4, 0.6], pairs=1e12) == pytest.approx([0.8, 0.2])
    assert _blend([None, 1.0], [0.4, 0.6], pairs=PRIOR_PAIRS) == pytest.approx([0.2, 0.8])
    assert _blend([None, None], [0.4, 0.6], pairs=1e12) == [0.4, 0.6]


def test_true_matches_are_taken_out_of_u() -> None:
    prior, m, u = 0.01, 0.8, 0.001
    observed = prior * m + (1 - prior) * u
    assert _without_matches(observed, m, prior) == pytest.approx(u)
    assert _without_matches(0.0, m, prior) == 0
    assert _without_matches(None, m, prior) is None


def test_term_frequencies() -> None:
    table = feature_table(sample()).slice(0, 0)
    rows = [{"given": given} for given in ["ana", "ana", "bela", None]]
    frequencies = term_frequencies(pa.Table.from_pylist(rows, schema=table.schema))
    assert frequencies["given"].values == pytest.approx({"ana": 2 / RECORDS_MIN}, abs=1e-6)
    assert frequencies["given"].default == pytest.approx(1 / RECORDS_MIN, abs=1e-6)
    assert frequencies["family"].default == frequencies["given"].default


def test_every_comparison_is_in_the_model_in_its_order() -> None:
    names = [comparison.name for comparison in COMPARISONS]
    assert [comparison.name for comparison in sample_model().comparisons] == names


def beliefs(comparison: Comparison) -> list[tuple[str, float | None, float | None]]:
    return [("not said", None, None), *((level.name, level.m, level.u) for level in comparison.levels)]


def levels(model: MatchModel) -> list[tuple[str, float | None, float | None]]:
    return [(level.name, level.m, level.u) for comparison in model.comparisons for level in comparison.levels]
