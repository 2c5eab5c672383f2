"""Pairwise and B-cubed figures of a clustering, from contingency counts: time and memory grow with the records alone.

The numbers are those of the published ``er-evaluation`` package (a test holds them equal): only records that both the
truth and the prediction know are looked at, and clusters are cut down to these before anything is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from identity_graph.errors import InputError

UNKNOWN_GROUP: Final = "unknown"
"""Where `evaluate_by` puts records that have no group."""
MISSING_SHOWN: Final = 5
"""How many of the missing records an evaluation names."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean (0 where both are 0), each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """2PR / (P + R)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How far ``identities`` predicted clusters are the ``true_identities`` of the truth, over ``records`` records.

    ``pairs_predicted``, ``pairs_true`` and ``pairs_right`` count pairs of records in one predicted cluster, in one true
    one, in both. ``missing`` counts the truth's records that the prediction does not know (they count in no figure);
    ``missing_examples`` are the first few of them.
    """

    pairwise: Score
    b_cubed: Score
    records: int
    identities: int
    true_identities: int
    pairs_predicted: int
    pairs_true: int
    pairs_right: int
    missing: int = 0
    missing_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Contingency:
    """Sizes of the predicted clusters, of the true ones, and of where they overlap."""

    predicted: Mapping[str, int]
    true: Mapping[str, int]
    both: Mapping[tuple[str, str], int]


def evaluate(predicted: Mapping[str, str], truth: Mapping[str, str]) -> Evaluation:
    """Hold predicted clusters against true ones; both map a record to its cluster.

    Records the truth does not name are left out. Raises `InputError` where the prediction knows none of the truth's
    records: such a truth belongs to other data, and any figure would be made up.
    """
    evaluation = _evaluation(predicted, truth, truth)
    if not evaluation.records:
        named = ", ".join(evaluation.missing_examples) or "it names none"
        raise InputError(
            f"none of the truth's records is in the graph ({named}); check its source and record_id columns"
        )
    return evaluation


def evaluate_by(
    predicted: Mapping[str, str], truth: Mapping[str, str], groups: Mapping[str, str]
) -> dict[str, Evaluation]:
    """An evaluation for each group of records (a country, a source), in the order of the groups' names.

    A pair of records of two groups counts in neither. A group of which the prediction knows no record is shown with 0
    ``records`` and figures of 1: nothing was there to be wrong about.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for record in truth:
        members[groups.get(record, UNKNOWN_GROUP)].append(record)
    return {group: _evaluation(predicted, truth, members[group]) for group in sorted(members)}


def _evaluation(predicted: Mapping[str, str], truth: Mapping[str, str], records: Iterable[str]) -> Evaluation:
    known: list[str] = []
    missing: list[str] = []
    for record in records:
        (known if record in predicted else missing).append(record)
    both = Counter((predicted[record], truth[record]) for record in known)
    counts = _Contingency(
        Counter(predicted[record] for record in known), Counter(truth[record] for record in known), both
    )
    return Evaluation(
        pairwise=_pairwise(counts),
        b_cubed=_b_cubed(counts),
        records=len(known),
        identities=len(counts.predicted),
        true_identities=len(counts.true),
        pairs_predicted=_pairs(counts.predicted.values()),
        pairs_true=_pairs(counts.true.values()),
        pairs_right=_pairs(counts.both.values()),
        missing=len(missing),
        missing_examples=tuple(missing[:MISSING_SHOWN]),
    )


def _pairwise(counts: _Contingency) -> Score:
    """Precision: the share of predicted pairs that are true; recall: the share of true pairs that were predicted.

    Each is 1 where there is no pair to be wrong about. (Menestrina, Whang and Garcia-Molina, "Evaluating entity
    resolution results", VLDB 2010, section 3.1.)
    """
    right = _pairs(counts.both.values())
    return Score(_share(right, _pairs(counts.predicted.values())), _share(right, _pairs(counts.true.values())))


def _b_cubed(counts: _Contingency) -> Score:
    """A record's precision is the share of its predicted cluster that belongs with it, its recall the share of its true
    cluster that was found with it; both are averaged within each true identity, and these averages over all of them, so
    that a person with a hundred records weighs no more than one with two.

    (Bagga and Baldwin, "Algorithms for scoring coreference chains", LREC 1998, which leaves the weights open; equal
    weights for identities are those of er-evaluation. 1 where there is no record.)
    """
    identities = len(counts.true)
    precision = sum(n * n / (counts.predicted[found] * counts.true[true]) for (found, true), n in counts.both.items())
    recall = sum(n * n / counts.true[true] ** 2 for (_, true), n in counts.both.items())
    return Score(precision / identities, recall / identities) if identities else Score(1.0, 1.0)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
