"""The one scorer: agreement levels and match weight of pairs, the same in batch, online and in an explanation.

It is one query, generated from the model and run by DuckDB inside this process over the two records' features: DuckDB
is here a compute engine for values in and values out, not a store. Splink's own ``predict`` gives the same weights
(a test holds them equal); ours takes pairs from anywhere and keeps its memory bounded.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from identity_graph.errors import ModelError
from identity_graph.normalize import Comparable
from identity_graph.resolution.features import FEATURES, feature_table
from identity_graph.resolution.match_model import MatchModel, TermFrequencies, TrainedComparison

PAIRS_AT_ONCE: Final = 100_000
"""Pairs scored in one query, so that memory does not grow with the number of pairs."""

RECORDS_AT_ONCE: Final = 50_000
"""Records whose pairs are made distinct together, for the same reason."""

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Scored pairs, column by column, each of length n.

    ``left`` and ``right`` number the records in the order they were added (left < right); ``weight`` is the match
    weight (log2 of the posterior odds); ``levels`` has for each comparison the level's number (see `LevelWeight`),
    ``adjustments`` the term-frequency part of its weight, where it can have one.
    """

    left: Numbers
    right: Numbers
    weight: Weights
    levels: Mapping[str, npt.NDArray[np.int8]]
    adjustments: Mapping[str, Weights]

    def __len__(self) -> int:
        return len(self.left)

    def take(self, rows: Numbers | npt.NDArray[np.bool_]) -> "ScoredPairs":
        """Only these rows."""
        return self._each(lambda columns: columns[0][rows], [self])

    @classmethod
    def together(cls, parts: Sequence["ScoredPairs"]) -> "ScoredPairs":
        """All rows of these, in order; there must be at least one part."""
        return cls._each(np.concatenate, parts)

    @classmethod
    def _each(cls, make: Callable[[list[Any]], Any], parts: Sequence["ScoredPairs"]) -> "ScoredPairs":
        """Make each column out of the parts' columns of its name."""
        return cls(
            make([part.left for part in parts]),
            make([part.right for part in parts]),
            make([part.weight for part in parts]),
            {name: make([part.levels[name] for part in parts]) for name in parts[0].levels},
            {name: make([part.adjustments[name] for part in parts]) for name in parts[0].adjustments},
        )


def probability(weight: float) -> float:
    """The match probability of a match weight (log2 odds), never overflowing."""
    odds = math.exp2(min(max(weight, -1000.0), 1000.0))
    return odds / (1.0 + odds)


class PairScorer:
    """Features of a set of records, and the pairs among them to be scored."""

    def __init__(self, model: MatchModel, memory_mb: int = 1024, threads: int = 2) -> None:
        self.model = model
        self.records: list[str] = []
        self._memory_mb = memory_mb
        self._spill = TemporaryDirectory(prefix="identity-graph-")
        self._connection = duckdb.connect(
            config={
                "memory_limit": f"{memory_mb}MB",
                "threads": threads,
                "temp_directory": self._spill.name,
                "preserve_insertion_order": False,
            }
        )
        self._connection.execute("SET enable_progress_bar = false")  # it writes to standard output
        self._create_tables()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._spill.cleanup()
        if isinstance(error, duckdb.OutOfMemoryException):
            raise ModelError(
                f"comparing pairs needs more than {self._memory_mb} MB; give it more: IDENTITY_GRAPH_RESOLVE_MEMORY_MB"
            ) from error

    def add(self, comparables: Sequence[Comparable]) -> None:
        """Add records; they are numbered in the order they come. Each must come once."""
        start = len(self.records)
        self.records.extend(comparable.record for comparable in comparables)
        rows = feature_table(comparables).append_column("number", pa.array(range(start, len(self.records)), pa.int32()))
        self._connection.register("added", rows)
        frequencies = ", ".join(f"frequency_{column}.share AS tf_{column}" for column in self.model.term_frequencies)
        joins = " ".join(
            f"LEFT JOIN frequency_{column} ON frequency_{column}.value = added.{column}"
            for column in self.model.term_frequencies
        )
        self._connection.execute(f"INSERT INTO features SELECT added.*, {frequencies} FROM added {joins}")  # noqa: S608
        self._connection.unregister("added")

    def block(self, keys: Iterable[Sequence[tuple[int, int]]], generic_over: int) -> None:
        """Pair all records that share a blocking key which at most ``generic_over`` of them have. ``keys`` comes in
        batches of (key, record number)."""
        self._connection.execute("CREATE OR REPLACE TEMP TABLE key_of (key BIGINT, number INTEGER)")
        for batch in keys:
            table = pa.table({"key": [key for key, _ in batch], "number": pa.array([n for _, n in batch], pa.int32())})
            self._connection.register("batch", table)
            self._connection.execute("INSERT INTO key_of SELECT key, number FROM batch")
            self._connection.unregister("batch")
        self._connection.execute(_SHARED_KEYS, [generic_over])
        self._connection.execute("DROP TABLE key_of")
        for start in range(0, len(self.records), RECORDS_AT_ONCE):
            self._connection.execute(_BLOCK, [start, start + RECORDS_AT_ONCE])
        self._connection.execute("DROP TABLE shared_key")

    def pair(self, left: Sequence[int] | Numbers, right: Sequence[int] | Numbers) -> None:
        """Add pairs of record numbers, left < right, each once."""
        pairs = pa.table({"l": pa.array(left, pa.int32()), "r": pa.array(right, pa.int32())})
        self._connection.register("added", pairs)
        self._connection.execute("INSERT INTO pairs SELECT l, r FROM added")
        self._connection.unregister("added")

    def pair_count(self) -> int:
        """How many pairs wait to be scored."""
        row = self._connection.execute("SELECT count(*) FROM pairs").fetchone()
        return int(row[0]) if row else 0

    def scored(self) -> Iterator[ScoredPairs]:
        """All pairs scored, in one or more bounded batches (the only one may be empty). The pairs are used up."""
        query = _score_query(self.model)
        for start in range(0, max(self.pair_count(), 1), PAIRS_AT_ONCE):
            bounds = [start, start + PAIRS_AT_ONCE]
            columns = self._connection.execute(query, bounds).fetchnumpy()
            yield _scored_pairs(columns, self.model)
        self._connection.execute(_NO_PAIRS)

    def _create_tables(self) -> None:
        columns = ", ".join(f"{field.name} {_SQL_TYPES[field.type]}" for field in FEATURES)
        frequencies = "".join(f", tf_{column} DOUBLE" for column in self.model.term_frequencies)
        self._connection.execute(f"CREATE TEMP TABLE features ({columns}, number INTEGER{frequencies})")
        self._connection.execute(_NO_PAIRS)
        for column, frequency in self.model.term_frequencies.items():
            self._create_frequencies(column, frequency)

    def _create_frequencies(self, column: str, frequency: TermFrequencies) -> None:
        values = pa.table(
            {
                "value": pa.array(frequency.values.keys(), pa.string()),
                "share": pa.array(frequency.values.values(), pa.float64()),
            }
        )
        self._connection.register("shares", values)
        self._connection.execute(f"CREATE TEMP TABLE frequency_{column} AS SELECT value, share FROM shares")  # noqa: S608
        self._connection.unregister("shares")


_SQL_TYPES: Final[Mapping[Any, str]] = {
    pa.string(): "VARCHAR",
    pa.bool_(): "BOOLEAN",
    pa.list_(pa.string()): "VARCHAR[]",
}

_NO_PAIRS: Final = "CREATE OR REPLACE TEMP TABLE pairs (l INTEGER, r INTEGER)"
"""A new table, not an emptied one: TRUNCATE lets rowids run on, and `scored` reads pages of them from 0."""
_SHARED_KEYS: Final = """
CREATE OR REPLACE TEMP TABLE shared_key AS
SELECT key, number FROM key_of
WHERE key IN (SELECT key FROM key_of GROUP BY key HAVING count(*) BETWEEN 2 AND ?)
"""
_BLOCK: Final = """
INSERT INTO pairs
SELECT DISTINCT l.number, r.number
FROM shared_key l JOIN shared_key r ON l.key = r.key AND l.number < r.number
WHERE l.number >= ? AND l.number < ?
"""


def _score_query(model: MatchModel) -> str:
    """The query that scores the pairs of rowid [?, ?): levels, adjustments and weight."""
    columns = ", ".join(
        f"l.{name} AS {name}_l, r.{name} AS {name}_r"
        for name in [*FEATURES.names, *(f"tf_{column}" for column in model.term_frequencies)]
    )
    pairs = (
        f"SELECT p.l, p.r, {columns} FROM pairs p"  # noqa: S608
        " JOIN features l ON l.number = p.l JOIN features r ON r.number = p.r WHERE p.rowid >= ? AND p.rowid < ?"
    )
    levels = ", ".join(f"{_level_sql(comparison)} AS level_{comparison.name}" for comparison in model.comparisons)
    tf_columns = "".join(f", tf_{column}_l, tf_{column}_r" for column in model.term_frequencies)
    compared = f"SELECT l, r{tf_columns}, {levels} FROM ({pairs})"  # noqa: S608
    adjusted = [comparison for comparison in model.comparisons if _adjusted_level(comparison)]
    adjustments = ", ".join(f"{_adjustment_sql(c, model)} AS adjustment_{c.name}" for c in adjusted)
    weighted = f"SELECT *, {adjustments} FROM ({compared})"  # noqa: S608
    weight = " + ".join(
        [_double(model.prior_weight)]
        + [_weight_sql(comparison) for comparison in model.comparisons]
        + [f"adjustment_{comparison.name}" for comparison in adjusted]
    )
    return f"SELECT *, {weight} AS weight FROM ({weighted})"  # noqa: S608


def _level_sql(comparison: TrainedComparison) -> str:
    cases = " ".join(
        f"ELSE {level.vector}" if level.condition.upper() == "ELSE" else f"WHEN {level.condition} THEN {level.vector}"
        for level in comparison.levels
    )
    return f"CAST(CASE {cases} END AS TINYINT)"


def _weight_sql(comparison: TrainedComparison) -> str:
    cases = " ".join(f"WHEN {level.vector} THEN {_double(level.weight)}" for level in comparison.levels if level.weight)
    return f"CASE level_{comparison.name} {cases} ELSE 0e0 END"


def _adjusted_level(comparison: TrainedComparison) -> str | None:
    return next((level.term_frequency for level in comparison.levels if level.term_frequency), None)


def _adjustment_sql(comparison: TrainedComparison, model: MatchModel) -> str:
    """log2(u / frequency): agreement on a rare value is worth more (Splink's term-frequency adjustment)."""
    level = next(level for level in comparison.levels if level.term_frequency)
    column = level.term_frequency
    default = _double(model.term_frequencies[column or ""].default)
    common = f"greatest(coalesce(tf_{column}_l, {default}), coalesce(tf_{column}_r, {default}))"
    adjustment = f"log2({_double(level.u or 0.0)} / {common})"
    return f"CASE WHEN level_{comparison.name} = {level.vector} THEN {adjustment} ELSE 0e0 END"


def _double(value: float) -> str:
    """A SQL literal that is a double to the last bit: without an exponent DuckDB reads a decimal."""
    text = repr(value)
    return text if "e" in text else f"{text}e0"


def _scored_pairs(columns: Mapping[str, Any], model: MatchModel) -> ScoredPairs:
    return ScoredPairs(
        left=columns["l"].astype(np.int64),
        right=columns["r"].astype(np.int64),
        weight=columns["weight"].astype(np.float64),
        levels={c.name: columns[f"level_{c.name}"].astype(np.int8) for c in model.comparisons},
        adjustments={
            c.name: columns[f"adjustment_{c.name}"].astype(np.float64) for c in model.comparisons if _adjusted_level(c)
        },
    )
