"""A match model: the same after storing it, and refused when it cannot be read."""

import pytest
from people import prior_model, sample, sample_model

from identity_graph.errors import ModelError
from identity_graph.resolution import MatchModel, feature_table, train


@pytest.mark.parametrize("made", [prior_model, sample_model])
def test_stored_and_read_again(made: object) -> None:
    model: MatchModel = made()  # type: ignore[operator]
    again = MatchModel.from_json(model.settings_json, model.term_frequencies_json, model.trained_on)
    assert again == model
    assert (again.id, again.comparisons, again.prior_weight) == (model.id, model.comparisons, model.prior_weight)


def test_the_id_is_of_the_content() -> None:
    assert prior_model().id != train(feature_table(sample()[:100]), records=10_000).id


def test_not_said_weighs_nothing_and_otherwise_is_number_zero() -> None:
    for comparison in prior_model().comparisons:
        assert (comparison.levels[0].name, comparison.level(-1).weight) == ("not said", 0)
        assert comparison.level(0).condition == "ELSE"
        assert [level.vector for level in comparison.levels[1:]] == list(range(len(comparison.levels) - 2, -1, -1))


@pytest.mark.parametrize(
    ("settings", "frequencies"),
    [
        ("{", "{}"),
        ("{}", "{}"),
        ("[]", "{}"),
        ('{"comparisons": []}', "{}"),
        ('{"comparisons": [{}]}', "{}"),
        ("{}", '{"given": 1}'),
    ],
)
def test_unreadable(settings: str, frequencies: str) -> None:
    with pytest.raises(ModelError, match="cannot be read; train a new one"):
        MatchModel.from_json(settings, frequencies, 0)
