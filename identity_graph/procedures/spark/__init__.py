"""The `spark` engine: PySpark on an exported graph, for graphs that one machine's memory does not hold.

Vertices are whole numbers in the order of their ids, links are pairs of them, and a procedure is a few joins for each
round of it. The result is that of every other engine. GraphFrames is not used: its jar is not on PyPI.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from identity_graph.analytics.procedures import procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from identity_graph.procedures.spark.engine import Asked

RUNS: Final = (
    "wcc",
    "cdlp",
    "label_propagation",
    "k_core",
    "pagerank",
    "personalized_pagerank",
    "lcc",
    "triangles",
    "bfs",
    "sssp",
)
"""The procedures this engine has; known without PySpark."""


@contextmanager
def spark_session(
    master: str = "local[*]", *, settings: Mapping[str, str] | None = None, checkpoints: str | None = None
) -> Generator["SparkSession"]:
    """A Spark session on ``master`` (``local[2]``, ``spark://HOST:PORT``, ``yarn``), which ends with the block.
    ``settings`` are Spark's own. ``checkpoints`` is a folder that all machines see: where it is given, each round is
    kept there and survives the loss of an executor. Raises `SettingsError` where PySpark or Java is missing, a session
    already runs, or the master does not answer."""
    _need_pyspark()
    from identity_graph.procedures.spark.session import started

    with started(master, settings or {}, checkpoints) as spark:
        yield spark


def run(
    export: str | Path,
    name: str,
    selection: Selection,
    parameters: Mapping[str, Any] | None = None,
    *,
    spark: "SparkSession | str" = "local[*]",
) -> pa.Table:
    """The procedure's table (see its `Shape`) on what is selected of the graph in ``export``: the folder (or URL) that
    ``identity-graph export`` wrote, which all machines see. ``spark`` is a session, or the master of one for this call
    alone. Raises `SettingsError` for wrong parameters, `InputError` where the folder is no export, `NotFound` for ids
    that are no vertices."""
    with _asked(export, name, selection, parameters or {}, spark) as asked:
        return asked.table()


def run_to(
    out: str | Path,
    export: str | Path,
    name: str,
    selection: Selection,
    parameters: Mapping[str, Any] | None = None,
    *,
    spark: "SparkSession | str" = "local[*]",
) -> None:
    """As `run`, for tables that this process cannot hold: written as Parquet files to the new folder (or URL) ``out``,
    whose names are in the order of the rows."""
    with _asked(export, name, selection, parameters or {}, spark) as asked:
        asked.write(str(out))


@contextmanager
def _asked(
    export: str | Path, name: str, selection: Selection, given: Mapping[str, Any], spark: "SparkSession | str"
) -> Generator["Asked"]:
    declared = procedure(name)
    if name not in RUNS:
        raise SettingsError(f"the engine spark does not run {name}; it runs {', '.join(RUNS)}")
    parameters = declared.checked(given)
    _need_pyspark()
    from identity_graph.procedures.spark.engine import Asked

    with spark_session(spark) if isinstance(spark, str) else nullcontext(spark) as session:
        yield Asked(declared, parameters, str(export), selection, session)


def _need_pyspark() -> None:
    if find_spec("pyspark") is None:
        raise SettingsError("the engine spark needs PySpark: pip install 'identity-graph[spark]'")


__all__ = ["RUNS", "run", "run_to", "spark_session"]
