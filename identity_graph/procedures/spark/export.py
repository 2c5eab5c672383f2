"""What is selected of an exported graph, as Spark reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from pyspark.errors import AnalysisException
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.types import BooleanType, NumericType

from identity_graph.analytics.selection import Selection
from identity_graph.errors import InputError, SettingsError

_ENDS: Final = ["source", "target"]


@dataclass(frozen=True, slots=True)
class Export:
    """A folder (or URL) that ``identity-graph export`` wrote as Parquet."""

    spark: SparkSession
    folder: str

    def nodes(self, kind: str) -> DataFrame:
        """``id`` of the nodes of this kind."""
        return self._read(f"nodes/{kind}", ["id"]).select("id")

    def other_documents(self, schemes: Sequence[str]) -> DataFrame:
        """``id`` of the documents that are of none of these schemes, or whose check digit is wrong."""
        documents = self._read("nodes/Document", ["id", "scheme", "valid"])
        good = f.col("scheme").isin(list(schemes)) & f.coalesce(f.col("valid"), f.lit(True))
        return documents.where(~good).select("id")

    def links(self, type: str) -> DataFrame:
        """All columns of the links of this type, ``source`` and ``target`` among them."""
        return self._read(f"links/{type}", _ENDS)

    def _read(self, name: str, columns: list[str]) -> DataFrame:
        try:
            frame = self.spark.read.parquet(f"{self.folder.rstrip('/')}/{name}.parquet")
        except AnalysisException:
            raise InputError(
                f"{self.folder} has no {name}.parquet that Spark can read: give the folder that `identity-graph export "
                "FOLDER` wrote, where every machine of the cluster sees it, and kinds and types of the schema"
            ) from None
        if not set(columns) <= set(frame.columns):
            raise InputError(f"{name}.parquet in {self.folder} has no {' and '.join(columns)}: it is no export")
        return frame


def selected(export: Export, selection: Selection) -> tuple[DataFrame, DataFrame]:
    """The ids of the vertices (``id``, each once), and the links (``source``, ``target``, ``weight``) as often as they
    come. Raises `InputError` where the export lacks a kind or type."""
    if not selection.types:
        raise SettingsError("no type of link is selected: name one at least")
    links = reduce(DataFrame.union, (_of_type(export, type, selection) for type in selection.types))
    if selection.source_kind is not None:
        sources = export.nodes(selection.source_kind).withColumnRenamed("id", "source")
        links = links.join(sources, "source", "left_semi")
    nodes = [export.nodes(kind) for kind in selection.kinds]
    if selection.documents:
        links, nodes = _both_without(links, nodes, export.other_documents(selection.documents))
    if selection.generic_over is not None:
        links, nodes = _both_without(links, nodes, _generic(links, selection.generic_over))
    ends = [links.select(f.col(end).alias("id")) for end in _ENDS]
    return reduce(DataFrame.union, (*ends, *nodes)).distinct(), links


def _of_type(export: Export, type: str, selection: Selection) -> DataFrame:
    links = export.links(type)
    if selection.tiers:
        tier = f.col("tier") if "tier" in links.columns else f.lit(None)
        links = links.where(tier.isin(list(selection.tiers)))
    return links.select(*_ENDS, _weight(links, selection.weight).alias("weight"))


def _weight(links: DataFrame, property: str | None) -> Column:
    """1 where a link has none, or none that is a number."""
    one = f.lit(1.0)
    if property is None or property not in links.columns:
        return one
    if not isinstance(links.schema[property].dataType, NumericType | BooleanType):
        return one
    return f.coalesce(f.col(property).cast("double"), one)


def _generic(links: DataFrame, most: int) -> DataFrame:
    """``id`` of the targets that more links lead to."""
    return links.groupBy("target").count().where(f.col("count") > most).select(f.col("target").alias("id"))


def _both_without(links: DataFrame, nodes: list[DataFrame], ids: DataFrame) -> tuple[DataFrame, list[DataFrame]]:
    kept = reduce(lambda left, end: _without(left, ids, end), _ENDS, links)
    return kept, [_without(each, ids, "id") for each in nodes]


def _without(frame: DataFrame, ids: DataFrame, column: str) -> DataFrame:
    return frame.join(ids.withColumnRenamed("id", column), column, "left_anti")
