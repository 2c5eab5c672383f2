"""A match model: Splink's model JSON with the term frequencies it was made with, read into weights."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Self

from identity_graph.errors import ModelError
from identity_graph.model.ids import content_hash, node_id

PROBABILITY_FLOOR: Final = 1e-9
"""m and u are kept above this, so that a level never seen in training is strong evidence but not proof."""


@dataclass(frozen=True, slots=True)
class TermFrequencies:
    """The share of records with each value of a column; ``default`` is that of a value only one record has."""

    default: float
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LevelWeight:
    """A level of a trained comparison. ``weight`` is log2(m / u); 0 for "not said". ``vector`` is Splink's number of
    the level: -1 for "not said", 0 for "otherwise", the best highest."""

    name: str
    condition: str
    vector: int
    m: float | None
    u: float | None
    term_frequency: str | None

    @property
    def weight(self) -> float:
        """The match weight of the level, before any adjustment for how common the value is."""
        return 0.0 if self.m is None or self.u is None else math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class TrainedComparison:
    """A comparison with its levels in the order they are tried."""

    name: str
    levels: tuple[LevelWeight, ...]

    def level(self, vector: int) -> LevelWeight:
        """The level with this number."""
        return next(level for level in self.levels if level.vector == vector)


@dataclass(frozen=True)
class MatchModel:
    """``settings`` is Splink's model JSON as data; ``trained_on`` counts the records it learned from (0: the prior)."""

    settings: Mapping[str, Any]
    term_frequencies: Mapping[str, TermFrequencies]
    trained_on: int

    @cached_property
    def content(self) -> str:
        """The hash of everything the model decides with."""
        return content_hash(self.settings_json, self.term_frequencies_json)

    @property
    def id(self) -> str:
        """The node id of this model, noted in every decision it makes."""
        return node_id("Model", self.content)

    @cached_property
    def settings_json(self) -> str:
        """Splink's model JSON: `splink.Linker(..., settings=path)` reads it."""
        return json.dumps(self.settings, sort_keys=True, ensure_ascii=False)

    @cached_property
    def term_frequencies_json(self) -> str:
        """Term frequencies as JSON: column → default and values."""
        data = {
            column: {"default": tf.default, "values": dict(tf.values)} for column, tf in self.term_frequencies.items()
        }
        return json.dumps(data, sort_keys=True, ensure_ascii=False)

    @cached_property
    def prior_weight(self) -> float:
        """log2 of the odds that two records picked at random match."""
        prior = float(self.settings["probability_two_random_records_match"])
        return math.log2(prior / (1 - prior))

    @cached_property
    def comparisons(self) -> tuple[TrainedComparison, ...]:
        """All comparisons with their weights."""
        return tuple(_comparison(comparison) for comparison in self.settings["comparisons"])

    @classmethod
    def from_json(cls, settings: str, term_frequencies: str, trained_on: int) -> Self:
        """A model as it was stored. Raises `ModelError` where it cannot be read."""
        try:
            tables = {
                column: TermFrequencies(table["default"], table["values"])
                for column, table in json.loads(term_frequencies).items()
            }
            model = cls(json.loads(settings), tables, trained_on)
            assert model.comparisons  # noqa: S101 - reading them is the check
        except (ValueError, KeyError, TypeError, AssertionError) as error:
            raise ModelError("the stored match model cannot be read; train a new one: identity-graph train") from error
        return model


def _comparison(settings: Mapping[str, Any]) -> TrainedComparison:
    levels = settings["comparison_levels"]
    said = sum(not level.get("is_null_level", False) for level in levels)
    vectors = [-1 if level.get("is_null_level", False) else None for level in levels]
    numbers = iter(range(said - 1, -1, -1))
    return TrainedComparison(
        settings["output_column_name"],
        tuple(
            LevelWeight(
                name=level["label_for_charts"],
                condition=level["sql_condition"],
                vector=next(numbers) if vector is None else vector,
                m=_probability(level.get("m_probability")),
                u=_probability(level.get("u_probability")),
                term_frequency=level.get("tf_adjustment_column"),
            )
            for level, vector in zip(levels, vectors, strict=True)
        ),
    )


def _probability(value: object) -> float | None:
    return max(float(value), PROBABILITY_FLOOR) if isinstance(value, int | float) else None
