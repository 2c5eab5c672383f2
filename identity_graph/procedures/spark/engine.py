"""A procedure asked of an export, and its answer as a table or as files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from identity_graph.analytics.procedures import ParameterValue, Procedure
from identity_graph.analytics.selection import Selection
from identity_graph.errors import SettingsError
from identity_graph.procedures.spark import components, cores, labels, paths, ranks, triangles
from identity_graph.procedures.spark.export import Export, selected
from identity_graph.procedures.spark.network import network_of

PROCEDURES: Final[Mapping[str, Callable[..., DataFrame]]] = {
    "wcc": components.wcc,
    "cdlp": labels.cdlp,
    "label_propagation": labels.label_propagation,
    "k_core": cores.k_core,
    "pagerank": ranks.pagerank,
    "personalized_pagerank": ranks.personalized_pagerank,
    "lcc": triangles.lcc,
    "triangles": triangles.triangles,
    "bfs": paths.bfs,
    "sssp": paths.sssp,
}
"""Each procedure's function of a network and its parameters."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One procedure, its checked parameters, and what it is asked of."""

    procedure: Procedure
    parameters: Mapping[str, ParameterValue]
    export: str
    selection: Selection
    spark: SparkSession

    def table(self) -> pa.Table:
        """The whole answer in this process."""
        answer: pa.Table = self._answer().toArrow()
        return answer.cast(self.procedure.shape.schema(pa.string()))

    def write(self, out: str) -> None:
        """The answer as Parquet files. Raises `SettingsError` where ``out`` is there already."""
        answer = self._answer()
        try:
            answer.write.parquet(out)
        except AnalysisException:
            raise SettingsError(f"{out} is there already, or cannot be written: give a new folder") from None

    def _answer(self) -> DataFrame:
        vertices, links = selected(Export(self.spark, self.export), self.selection)
        weighted = self.selection.weight is not None and self.procedure.weights != "ignored"
        network = network_of(vertices, links, directed=self.selection.directed, weighted=weighted)
        return PROCEDURES[self.procedure.name](network, **self.parameters)
