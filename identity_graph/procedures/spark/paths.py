"""Searches from one vertex: each round goes one link further from what came nearer in the round before."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from identity_graph.analytics.procedures import VertexId
from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept
from identity_graph.procedures.spark.tables import counted, scored
from identity_graph.procedures.spark.vertices import found


def bfs(network: SparkNetwork, start: VertexId) -> DataFrame:
    """Links from the start."""
    lengths = _lengths(network, network.along().withColumn("weight", f.lit(1.0)), start)
    return counted(network, lengths.withColumnRenamed("length", "count"))


def sssp(network: SparkNetwork, start: VertexId) -> DataFrame:
    """Lengths from the start."""
    return scored(network, _lengths(network, network.along(), start).withColumnRenamed("length", "score"))


def _lengths(network: SparkNetwork, along: DataFrame, start: VertexId) -> DataFrame:
    """``vertex``, ``length`` of what is reached: Bellman 1958, Ford 1956, with the links of nearer vertices alone."""
    along = kept(along.repartition("vertex"))
    lengths = found(network, {start: 0.0}).select("vertex", f.col("score").alias("length"), f.lit(True).alias("nearer"))
    while not (nearer := lengths.where("nearer").select("vertex", "length")).isEmpty():
        length = f.min(f.col("length") + f.col("weight")).alias("offered")
        offered = nearer.join(along, "vertex").groupBy("neighbour").agg(length)
        lengths = kept(_with(lengths.drop("nearer"), offered.withColumnRenamed("neighbour", "vertex")))
    return lengths.drop("nearer")


def _with(lengths: DataFrame, offered: DataFrame) -> DataFrame:
    is_nearer = f.col("length").isNull() | (f.col("offered") < f.col("length"))
    length = f.least("length", "offered").alias("length")  # of one that is null, the other
    nearer = f.coalesce(is_nearer, f.lit(False)).alias("nearer")
    return lengths.join(offered, "vertex", "full").select("vertex", length, nearer)
