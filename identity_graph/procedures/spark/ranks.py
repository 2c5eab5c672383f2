"""PageRank, from everywhere or from seeds."""

from collections.abc import Mapping

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from identity_graph.analytics.procedures import VertexId
from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept
from identity_graph.procedures.spark.tables import scored
from identity_graph.procedures.spark.vertices import found


def pagerank(network: SparkNetwork, damping: float, iterations: int) -> DataFrame:
    """PageRank from everywhere alike."""
    share = 1 / max(network.vertices.count(), 1)
    return _ranked(network, network.vertices.select("vertex", f.lit(share).alias("begin")), damping, iterations)


def personalized_pagerank(
    network: SparkNetwork, seeds: Mapping[VertexId, float], damping: float, iterations: int
) -> DataFrame:
    """PageRank from the seeds."""
    share = (f.coalesce("score", f.lit(0.0)) / sum(seeds.values())).alias("begin")
    begin = network.vertices.join(found(network, seeds), "vertex", "left").select("vertex", share)
    return _ranked(network, begin, damping, iterations)


def _ranked(network: SparkNetwork, begin: DataFrame, damping: float, iterations: int) -> DataFrame:
    along = kept(network.along().repartition("vertex"))
    out = along.groupBy("vertex").agg(f.count("*").alias("out"))
    ranks = kept(begin.join(out, "vertex", "left").withColumn("rank", f.col("begin")))
    some_lost = not ranks.where(f.col("out").isNull()).isEmpty()
    for _ in range(iterations):
        lost = _lost(ranks) if some_lost else 0.0
        ranks = kept(_passed_on(ranks, along, damping, 1 - damping + damping * lost))
    return scored(network, ranks.select("vertex", f.col("rank").alias("score")))


def _lost(ranks: DataFrame) -> float:
    """What vertices without outgoing links have."""
    ((total,),) = ranks.where(f.col("out").isNull()).agg(f.sum("rank")).collect()
    return float(total)


def _passed_on(ranks: DataFrame, along: DataFrame, damping: float, share: float) -> DataFrame:
    given = along.join(ranks, "vertex").groupBy("neighbour").agg(f.sum(f.col("rank") / f.col("out")).alias("given"))
    into = ranks.join(given.withColumnRenamed("neighbour", "vertex"), "vertex", "left")
    rank = share * f.col("begin") + damping * f.coalesce("given", f.lit(0.0))
    return into.select("vertex", "begin", "out", rank.alias("rank"))
