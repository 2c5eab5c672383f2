"""Numbers of vertices as the tables that procedures hand back: a row for each vertex, in the order of ids."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from identity_graph.procedures.spark.network import SparkNetwork


def labelled(network: SparkNetwork, labels: DataFrame) -> DataFrame:
    """``id``, ``label`` of ``vertex``, ``label``; a vertex that is not there has its own."""
    label = f.coalesce("label", "vertex").alias("label_number")
    named = network.vertices.select(f.col("vertex").alias("label_number"), f.col("id").alias("label"))
    every = _every(network, labels).select("vertex", "id", label).join(named, "label_number")
    return every.orderBy("vertex").select("id", "label")


def scored(network: SparkNetwork, scores: DataFrame, otherwise: float | None = None) -> DataFrame:
    """``id``, ``score`` of ``vertex``, ``score``; a vertex that is not there has ``otherwise``."""
    return _every(network, scores).orderBy("vertex").select("id", f.coalesce("score", f.lit(otherwise)).alias("score"))


def counted(network: SparkNetwork, counts: DataFrame, otherwise: int | None = None) -> DataFrame:
    """``id``, ``count`` of ``vertex``, ``count``; a vertex that is not there has ``otherwise``."""
    count = f.coalesce(f.col("count").cast("long"), f.lit(otherwise))
    return _every(network, counts).orderBy("vertex").select("id", count.alias("count"))


def _every(network: SparkNetwork, found: DataFrame) -> DataFrame:
    return network.vertices.join(found, "vertex", "left")
