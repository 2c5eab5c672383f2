"""The scorer: Splink's own weights, pairs from anywhere, memory bounded."""

from itertools import combinations

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from people import decided, keys_of, person, prior_model, sample, sample_model
from splink import DuckDBAPI, Linker, block_on

from identity_graph.errors import ModelError
from identity_graph.resolution import MatchModel, PairScorer, feature_table, probability, scoring

RULES = ("birth_date", "given", "family", "birth_place", "email", "postal_code")


def splink_weights(model: MatchModel) -> pd.Series:
    """The weights of Splink's own ``predict`` with our model and our term frequencies."""
    settings = {
        **model.settings,
        "blocking_rules_to_generate_predictions": [
            block_on(column).create_blocking_rule_dict("duckdb") for column in RULES
        ],
    }
    features = feature_table(sample())
    engine = DuckDBAPI()
    linker = Linker(engine.register(features), settings, log_level=None, validate_settings=False)
    for column, frequency in model.term_frequencies.items():
        said = sorted(set(features[column].drop_null().to_pylist()))
        shares = [frequency.values.get(value, frequency.default) for value in said]
        table = pa.table({column: pa.array(said, pa.string()), f"tf_{column}": pa.array(shares, pa.float64())})
        linker.table_management.register_term_frequency_lookup(engine.register(table), column)
    found = linker.inference.predict().as_pandas_dataframe()
    return found.set_index(["unique_id_l", "unique_id_r"])["match_weight"].sort_index()


@pytest.mark.filterwarnings("ignore")
def test_same_weights_as_splink() -> None:
    theirs = splink_weights(sample_model())
    numbers = {seen.record: number for number, seen in enumerate(sample())}
    pairs = [(numbers[left], numbers[right]) for left, right in theirs.index]
    with PairScorer(sample_model()) as scorer:
        scorer.add(sample())
        scorer.pair([left for left, _ in pairs], [right for _, right in pairs])
        (scored,) = scorer.scored()
    records = scorer.records
    ours = pd.Series(
        scored.weight,
        index=[(records[left], records[right]) for left, right in zip(scored.left, scored.right, strict=True)],
    )
    assert len(theirs) > 2_000
    assert sum(bool(values.any()) for values in scored.adjustments.values()) >= 2
    assert (ours.sort_index().to_numpy() - theirs.to_numpy()) == pytest.approx(0, abs=1e-6)


def test_pages_of_pairs_are_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the second time: what was scored once does not move the pages of what comes after."""
    everyone = sample()[:40]
    pairs = list(combinations(range(40), 2))
    whole = decided(prior_model(), *everyone, pairs=pairs)
    monkeypatch.setattr(scoring, "PAIRS_AT_ONCE", 100)
    with PairScorer(prior_model()) as scorer:
        scorer.add(everyone)
        for _ in range(3):
            scorer.pair(*zip(*pairs, strict=True))
            found = {
                (int(left), int(right)): float(weight)
                for part in scorer.scored()
                for left, right, weight in zip(part.left, part.right, part.weight, strict=True)
            }
            assert scorer.pair_count() == 0
            assert found == {(pair.left, pair.right): pytest.approx(pair.weight) for pair in whole.pairs()}


def test_nothing_to_score() -> None:
    with PairScorer(prior_model()) as scorer:
        assert [len(part) for part in scorer.scored()] == [0]


def test_blocking_pairs_each_once_and_never_by_a_generic_key() -> None:
    with PairScorer(prior_model()) as scorer:
        scorer.add(sample()[:6])
        scorer.block([[(1, 0), (1, 1), (2, 0)], [(2, 1), (-3, 1), (-3, 2), (-3, 3), (4, 4)]], generic_over=2)
        (scored,) = scorer.scored()
        assert [(int(left), int(right)) for left, right in zip(scored.left, scored.right, strict=True)] == [(0, 1)]


def test_blocking_the_sample_leaves_few_pairs_out_of_all() -> None:
    with PairScorer(prior_model()) as scorer:
        scorer.add(sample())
        scorer.block([keys_of(sample())], generic_over=60)
        assert 300 < scorer.pair_count() < len(sample()) * 60


def test_records_added_in_parts_get_their_numbers_and_frequencies() -> None:
    model = sample_model()
    with PairScorer(model) as scorer:
        scorer.add(sample()[:10])
        scorer.add(sample()[10:20])
        scorer.pair([0, 3], [15, 12])
        (parts,) = scorer.scored()
        assert scorer.records == [seen.record for seen in sample()[:20]]
    whole = decided(model, *sample()[:20], pairs=[(0, 15), (3, 12)])
    assert sorted(parts.weight) == sorted(whole.scored.weight)


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    frequencies = sample_model().term_frequencies["family"].values
    common = max(frequencies, key=lambda name: frequencies[name])
    weights = [
        decided(sample_model(), *(person(n, given="Ana", family=name) for n in "12")).pair_at(0)
        for name in (common, "Quetzalcoatl")
    ]
    assert weights[0].adjustments["family_name"] < weights[1].adjustments["family_name"]
    assert weights[0].weight < weights[1].weight


@pytest.mark.parametrize(("weight", "chance"), [(0, 0.5), (1, 2 / 3), (-5000, 0), (5000, 1), (float("inf"), 1)])
def test_probability_of_a_weight(weight: float, chance: float) -> None:
    assert probability(weight) == pytest.approx(chance)


def test_too_little_memory_is_said_with_the_setting_to_change() -> None:
    with (
        pytest.raises(ModelError, match=r"more than 512 MB.*IDENTITY_GRAPH_RESOLVE_MEMORY_MB"),
        PairScorer(prior_model(), memory_mb=512),
    ):
        raise duckdb.OutOfMemoryException("failed to allocate")
