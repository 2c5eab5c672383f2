"""Splink alone, with the models of its own demos, on the same data.

Run: ``.venv/bin/python -m benchmarks.peers.splink_demo historical|febrl4 OUT.csv FILE…`` writes ``record_id,cluster``.
The models (comparisons, blocking rules, training steps, thresholds) are those of Splink's published demos
``deduplicate_50k_synthetic`` and ``febrl4`` (the detailed one).
"""

import logging
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 1


def historical(files: Sequence[str]) -> Any:
    """Deduplicate the historical 50k; linked from a probability of .95 on."""
    blocks = [
        ("substr(first_name,1,3)", "substr(surname,1,4)"),
        ("surname", "dob"),
        ("first_name", "dob"),
        ("postcode_fake", "first_name"),
        ("postcode_fake", "surname"),
        ("dob", "birth_place"),
        ("substr(postcode_fake,1,3)", "dob"),
        ("substr(postcode_fake,1,3)", "first_name"),
        ("substr(postcode_fake,1,3)", "surname"),
        ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
    ]
    comparisons: list[Any] = [
        cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_and_last"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("postcode_fake"),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks],
        comparisons=comparisons,
    )
    people = duckdb.sql(f"SELECT *, first_name || ' ' || surname AS first_and_last FROM '{files[0]}'").to_arrow_table()
    api = DuckDBAPI()
    linker = Linker(api.register(people), settings)
    certain = [
        block_on("first_name", "surname", "dob"),
        block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
        block_on("dob", "postcode_fake"),
    ]
    _train(linker, certain, 0.6, 1e7, [("first_name", "surname"), ("dob",)])
    return _clusters(linker, linker.inference.predict(), 0.95)


def febrl4(files: Sequence[str]) -> Any:
    """Link the two files of FEBRL 4; linked from a probability of .99 on."""
    blocks: list[Any] = [
        block_on("given_name", "surname"),
        "l.given_name = r.surname and l.surname = r.given_name",
        block_on("date_of_birth"),
        block_on("soc_sec_id"),
        block_on("state", "address_1"),
        block_on("street_number", "address_1"),
        block_on("postcode"),
    ]
    comparisons: list[Any] = [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
        ),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
    ]
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="link_only",
        blocking_rules_to_generate_predictions=blocks,
        comparisons=comparisons,
    )
    api = DuckDBAPI()
    linker = Linker([api.register(_febrl(file)) for file in files], settings)
    certain = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    _train(linker, certain, 0.8, 1e6, [("date_of_birth",), ("postcode",)])
    return _clusters(linker, linker.inference.predict(threshold_match_probability=0.2), 0.99)


def _febrl(file: str) -> Any:
    """All columns as trimmed text, empty ones as not said; the header's names have blanks too."""
    rows = duckdb.sql(f"SELECT * FROM read_csv('{file}', header = true, all_varchar = true)")
    trimmed = ", ".join(f"nullif(trim(\"{name}\"), '') AS {name.strip()}" for name in rows.columns)
    return duckdb.sql(f"SELECT {trimmed} FROM rows").to_arrow_table()


def _train(linker: Linker, certain: list[Any], recall: float, pairs: float, sessions: list[tuple[str, ...]]) -> None:
    linker.training.estimate_probability_two_random_records_match(certain, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=SEED)
    for columns in sessions:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), estimate_without_term_frequencies=True
        )


def _clusters(linker: Linker, predictions: Any, threshold: float) -> Any:
    return linker.clustering.cluster_pairwise_predictions_at_threshold(
        predictions, threshold_match_probability=threshold
    ).as_duckdbpyrelation()


MODELS: dict[str, tuple[str, Callable[[Sequence[str]], Any]]] = {
    "historical": ("unique_id", historical),
    "febrl4": ("rec_id", febrl4),
}


def main(model: str, out: str, *files: str) -> None:
    logging.getLogger("splink").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    column, cluster = MODELS[model]
    cluster(files).project(f"{column} AS record_id, cluster_id AS cluster").write_csv(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
