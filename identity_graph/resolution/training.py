"""Learning m, u and the prior without labels: Splink's random sampling and expectation maximisation.

What a small data set cannot teach is not pretended to be learned: each parameter is the weighted mean of what the data
says and of the prior beliefs in `comparisons`, the data counting with its number of pairs and the prior with
`PRIOR_PAIRS`. So a file of a hundred records is decided by the prior, one of ten thousand by its own data.
"""

import logging
import warnings
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, block_on

from identity_graph.resolution.comparisons import COMPARISONS
from identity_graph.resolution.features import FEATURES
from identity_graph.resolution.match_model import PROBABILITY_FLOOR, MatchModel, TermFrequencies

RECORDS_MIN: Final = 500
"""Below this many records the prior model is used as it is."""
RECORDS_MAX: Final = 100_000
"""Above this many records a sample is enough to train on."""
PRIOR_PAIRS: Final = 200.0
"""How many pairs the prior beliefs count as, against the number of pairs the data has."""
SAMPLED_PAIRS: Final = 1e6
BLOCKED_PAIRS: Final = 5e5
DETERMINISTIC_RECALL: Final = 0.6
"""The share of matching pairs we expect the deterministic rules to find; the usual order in Splink's own examples."""
ROUNDED: Final = 6
"""Significant digits kept of a learned parameter: sums of floats in another order give the same model."""
TERM_COLUMNS: Final = ("given", "family", "organization", "birth_place", "occupation")

_EM_RULES: Final = (("birth_date",), ("given", "family"), ("organization",), ("family", "postal_code"), ("email",))
_DETERMINISTIC_RULES: Final = (("given", "family", "birth_date"), ("email", "given"), ("organization", "postal_code"))


def prior_settings(records: int) -> dict[str, Any]:
    """Splink settings with our prior beliefs, for a graph of this many records."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": _rounded(1 / max(records, 100)),
        "comparisons": [comparison.settings() for comparison in COMPARISONS],
        "blocking_rules_to_generate_predictions": [block_on(*_EM_RULES[0]).create_blocking_rule_dict("duckdb")],
        "retain_matching_columns": False,
        "max_iterations": 20,
    }


def train(features: pa.Table, records: int | None = None) -> MatchModel:
    """The match model these records teach. ``records`` is the size of the whole set if ``features`` is a sample of it.

    Deterministic: the same rows, in any order, give the same model.
    """
    features = features.sort_by("unique_id")
    settings = prior_settings(records or features.num_rows)
    frequencies = term_frequencies(features)
    if features.num_rows < RECORDS_MIN:
        return MatchModel(settings, frequencies, trained_on=0)
    with duckdb.connect() as connection, _quiet():
        connection.execute("SET enable_progress_bar = false")  # it writes to standard output
        learned = _learn(connection, features, settings)
    return MatchModel(learned, frequencies, trained_on=records or features.num_rows)


def term_frequencies(features: pa.Table) -> dict[str, TermFrequencies]:
    """How common each value is, for columns whose exact agreement is worth more the rarer the value."""
    tables: dict[str, TermFrequencies] = {}
    for column in TERM_COLUMNS:
        said = features[column].drop_null()
        counts = {row["values"]: row["counts"] for row in said.value_counts().to_pylist() if row["counts"] > 1}
        total = max(len(said), RECORDS_MIN)  # among a few records every name would look common
        tables[column] = TermFrequencies(
            default=_rounded(1 / total),
            values={value: _rounded(count / total) for value, count in sorted(counts.items())},
        )
    return tables


def _learn(connection: duckdb.DuckDBPyConnection, features: pa.Table, settings: dict[str, Any]) -> dict[str, Any]:
    connection.register("features", features)
    linker = Linker(DuckDBAPI(connection).register(features), settings, log_level=None, validate_settings=False)
    training = linker.training
    rules = _usable(_DETERMINISTIC_RULES, connection)
    if rules:
        training.estimate_probability_two_random_records_match(
            [block_on(*rule) for rule in rules], recall=DETERMINISTIC_RECALL
        )
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=1, min_count_per_level=None, num_chunks=1)
    connection.execute("SET threads = 1")  # from here on shares are summed: one order, one result
    matches = dict.fromkeys((comparison.name for comparison in COMPARISONS), 0.0)
    for rule in _usable(_EM_RULES, connection):
        session = training.estimate_parameters_using_expectation_maximisation(
            block_on(*rule), estimate_without_term_frequencies=True, max_pairs=BLOCKED_PAIRS
        )
        core = session.core_model_settings
        said = _said_pairs(connection, rule)
        for comparison in core.comparisons:
            name = comparison.output_column_name
            matches[name] += core.probability_two_random_records_match * said[name]
    chance = _said_pairs(connection, ())
    return _blended(linker.misc.save_model_to_json(), matches, chance)


def _usable(rules: Sequence[tuple[str, ...]], connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """The rules that bring at least one pair together; Splink refuses the others."""
    return [rule for rule in rules if _blocked(connection, rule) > 0]


def _blocked(connection: duckdb.DuckDBPyConnection, rule: tuple[str, ...]) -> int:
    """How many pairs agree on all columns of a rule."""
    columns, said = ", ".join(rule), " AND ".join(f"{column} IS NOT NULL" for column in rule)
    sizes = f"SELECT count(*) AS n FROM features WHERE {said} GROUP BY {columns}"  # noqa: S608
    row = connection.execute(f"SELECT sum(n * (n - 1) / 2) FROM ({sizes})").fetchone()  # noqa: S608
    return int(row[0] or 0) if row else 0


def _said_pairs(connection: duckdb.DuckDBPyConnection, rule: tuple[str, ...]) -> dict[str, float]:
    """For each comparison, of how many pairs under a blocking rule (none: of the sampled ones) both say something."""
    counts = ", ".join(f"avg(CASE WHEN {c.unsaid} THEN 0 ELSE 1 END)" for c in COMPARISONS)
    on = " AND ".join(f"l.{column} = r.{column}" for column in rule) or "true"
    columns = ", ".join(f"l.{name} AS {name}_l, r.{name} AS {name}_r" for name in FEATURES.names)
    some = "features" if rule else "(FROM features USING SAMPLE 300 ROWS (reservoir, 1))"
    pairs = f"SELECT {columns} FROM {some} l JOIN {some} r ON {on} AND l.unique_id < r.unique_id LIMIT 20000"  # noqa: S608
    row = connection.execute(f"SELECT {counts} FROM ({pairs})").fetchone()  # noqa: S608
    records = len(connection.execute("SELECT unique_id FROM features").fetchnumpy()["unique_id"])
    total = min(_blocked(connection, rule), BLOCKED_PAIRS) if rule else min(records**2 / 2, SAMPLED_PAIRS)
    shares = row or (0.0,) * len(COMPARISONS)
    return {c.name: float(share or 0.0) * total for c, share in zip(COMPARISONS, shares, strict=True)}


def _blended(learned: dict[str, Any], matches: Mapping[str, float], chance: Mapping[str, float]) -> dict[str, Any]:
    """The learned settings with every m and u drawn towards the prior, as far as the data is thin."""
    learned.pop("linker_uid", None)  # drawn at random: the same data must give the same model, under the same id
    prior = float(learned["probability_two_random_records_match"])
    learned["probability_two_random_records_match"] = _rounded(prior)
    for comparison, settings in zip(COMPARISONS, learned["comparisons"], strict=True):
        levels = settings["comparison_levels"][1:]
        m = _blend(
            [level.get("m_probability") for level in levels],
            [level.m for level in comparison.levels],
            matches[comparison.name],
        )
        observed_u = [level.get("u_probability") for level in levels]
        u = _blend(
            [_without_matches(value, share, prior) for value, share in zip(observed_u, m, strict=True)],
            [level.u for level in comparison.levels],
            chance[comparison.name],
        )
        for level, level_m, level_u in zip(levels, m, u, strict=True):
            level |= {"m_probability": _rounded(level_m), "u_probability": _rounded(level_u)}
    return learned


def _without_matches(u: object, m: float, prior: float) -> object:
    """Random pairs hold a share ``prior`` of true matches, which agree by ``m``: u is what is left without them."""
    return max(u - prior * m, 0.0) / (1 - prior) if isinstance(u, float) else u


def _blend(learned: Sequence[object], believed: Sequence[float], pairs: float) -> list[float]:
    """Learned and believed probabilities of one comparison's levels, weighted by pairs. Each level's learned value is
    the median of Splink's sessions (of a level none saw: the belief it started with), so they are first made to sum to
    one. A comparison of which nothing was learned is as believed."""
    seen = [value if isinstance(value, float) else 0.0 for value in learned]
    total = sum(seen) or 1.0
    weight = pairs / (pairs + PRIOR_PAIRS) if any(seen) else 0.0
    return [
        max(weight * value / total + (1 - weight) * belief, PROBABILITY_FLOOR)
        for value, belief in zip(seen, believed, strict=True)
    ]


def _rounded(value: float) -> float:
    return float(f"{value:.{ROUNDED}g}")


@contextmanager
def _quiet() -> Generator[None]:
    """Splink tells its progress and its doubts to people at a notebook; ours are in the model's own parameters."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
