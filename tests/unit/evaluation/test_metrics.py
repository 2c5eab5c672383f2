"""Our figures are those of er-evaluation, and of a pencil."""

import er_evaluation as er
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity_graph.errors import InputError
from identity_graph.evaluation import Evaluation, Score, evaluate, evaluate_by

CLUSTERING = st.dictionaries(st.integers(0, 30).map(str), st.sampled_from("abcdefg"), min_size=1)


def peer(predicted: dict[str, str], truth: dict[str, str]) -> tuple[Score, Score]:
    pair = pd.Series(predicted), pd.Series(truth)
    return (
        Score(er.pairwise_precision(*pair), er.pairwise_recall(*pair)),
        Score(er.b_cubed_precision(*pair), er.b_cubed_recall(*pair)),
    )


@settings(deadline=None, max_examples=60)
@given(predicted=CLUSTERING, truth=CLUSTERING)
def test_same_numbers_as_er_evaluation(predicted: dict[str, str], truth: dict[str, str]) -> None:
    if not predicted.keys() & truth.keys():
        return
    ours = evaluate(predicted, truth)
    pairwise, b_cubed = peer(predicted, truth)
    for mine, theirs in ((ours.pairwise, pairwise), (ours.b_cubed, b_cubed)):
        assert (mine.precision, mine.recall) == pytest.approx((theirs.precision, theirs.recall))
    f_scores = (
        er.pairwise_f(pd.Series(predicted), pd.Series(truth)),
        er.b_cubed_f(pd.Series(predicted), pd.Series(truth)),
    )
    assert (ours.pairwise.f1, ours.b_cubed.f1) == pytest.approx(f_scores)


def test_by_hand() -> None:
    """The example of er-evaluation's own documentation."""
    predicted = dict(zip("12345678", "11232444", strict=True))
    truth = dict(zip("12345678", ["c1", "c1", "c1", "c2", "c2", "c3", "c3", "c4"], strict=True))
    found = evaluate(predicted, truth)
    assert (found.pairs_predicted, found.pairs_true, found.pairs_right) == (5, 5, 2)
    assert (found.pairwise.precision, found.pairwise.recall, found.pairwise.f1) == pytest.approx((0.4, 0.4, 0.4))
    assert (found.b_cubed.precision, found.b_cubed.recall) == pytest.approx((0.6458333333, 0.7638888889))
    assert (found.records, found.identities, found.true_identities, found.missing) == (8, 4, 4, 0)


@pytest.mark.parametrize(
    ("predicted", "truth", "pairwise", "b_cubed"),
    [
        ("ab", "ab", (1, 1, 1), (1, 1, 1)),  # no pairs at all: nothing wrong
        ("ab", "aa", (1, 0, 0), (1, 0.5, 2 / 3)),  # everything missed
        ("aa", "ab", (0, 1, 0), (0.5, 1, 2 / 3)),  # everything made up
        ("aabb", "abab", (0, 0, 0), (0.5, 0.5, 0.5)),  # f1 of nothing right
        ("x", "y", (1, 1, 1), (1, 1, 1)),
    ],
)
def test_edges(predicted: str, truth: str, pairwise: tuple[float, ...], b_cubed: tuple[float, ...]) -> None:
    found = evaluate(dict(enumerate_text(predicted)), dict(enumerate_text(truth)))
    assert figures(found.pairwise) == pytest.approx(pairwise)
    assert figures(found.b_cubed) == pytest.approx(b_cubed)


def test_names_of_clusters_do_not_matter() -> None:
    truth = {"1": "a", "2": "a", "3": "b"}
    assert evaluate({"1": "a", "2": "a", "3": "b"}, truth) == evaluate({"1": "b", "2": "b", "3": "z"}, truth)


def test_records_outside_the_truth_are_left_out_and_missing_ones_named() -> None:
    predicted = {"1": "a", "2": "a", "other": "a"}
    truth = {"1": "x", "2": "x"} | {f"gone {n}": "x" for n in range(7)}
    found = evaluate(predicted, truth)
    assert (found.records, found.identities, found.true_identities) == (2, 1, 1)
    assert found.pairwise == Score(1, 1)
    assert (found.missing, found.missing_examples) == (7, tuple(f"gone {n}" for n in range(5)))


@pytest.mark.parametrize(("predicted", "truth"), [({"1": "a"}, {"2": "x"}), ({}, {"2": "x"}), ({"1": "a"}, {})])
def test_a_truth_of_other_data_is_refused(predicted: dict[str, str], truth: dict[str, str]) -> None:
    with pytest.raises(InputError, match="none of the truth's records"):
        evaluate(predicted, truth)


def test_by_group() -> None:
    truth = {"1": "a", "2": "a", "3": "b", "4": "b", "5": "c", "6": "c"}
    predicted = {"1": "p", "2": "p", "3": "q", "4": "r", "5": "s"}
    tables = evaluate_by(predicted, truth, {"1": "DE", "2": "DE", "3": "BR", "4": "BR", "6": "ZA"})
    assert list(tables) == ["BR", "DE", "ZA", "unknown"]
    assert (tables["DE"].pairwise.recall, tables["BR"].pairwise.recall) == (1, 0)
    assert (tables["ZA"].records, tables["ZA"].missing, tables["ZA"].b_cubed) == (0, 1, Score(1, 1))
    assert tables["DE"] == evaluate({"1": "p", "2": "p"}, {"1": "a", "2": "a"})


def test_a_pair_across_groups_counts_in_neither() -> None:
    tables = evaluate_by({"1": "p", "2": "p"}, {"1": "a", "2": "a"}, {"1": "DE", "2": "BR"})
    assert sum(table.pairs_true for table in tables.values()) == 0


def test_pairs_are_counted_not_enumerated() -> None:
    labels = dict.fromkeys(map(str, range(200_000)), "one")
    found: Evaluation = evaluate(labels, labels)
    assert found.pairs_right == 200_000 * 199_999 // 2


def enumerate_text(labels: str) -> list[tuple[str, str]]:
    return [(str(number), label) for number, label in enumerate(labels)]


def figures(score: Score) -> tuple[float, float, float]:
    return score.precision, score.recall, score.f1
