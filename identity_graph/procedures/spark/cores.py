"""Core numbers, found by neighbours alone.

A vertex's core number is the limit of: the largest h for which h neighbours have at least h, beginning with the degree.
Montresor, De Pellegrini, Miorandi 2013, Distributed k-Core Decomposition, IEEE TPDS 24, 288.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept
from identity_graph.procedures.spark.tables import counted


def k_core(network: SparkNetwork) -> DataFrame:
    """Core numbers."""
    pairs = network.pairs().select(f.col("source").alias("vertex"), f.col("target").alias("neighbour"))
    beside = kept(pairs.union(pairs.select("neighbour", "vertex")).repartition("neighbour"))
    values = kept(beside.groupBy("vertex").count())
    changes = True
    while changes:
        lowered = kept(_lowered(beside, values))
        values = lowered.select("vertex", "count")
        changes = not lowered.where(f.col("count") < f.col("before")).isEmpty()
    return counted(network, values, otherwise=0)


def _lowered(beside: DataFrame, values: DataFrame) -> DataFrame:
    """``vertex``, its value ``before``, its ``count`` now. Neighbours are counted by value first: a hub's many
    neighbours have few values."""
    known = values.select(f.col("vertex").alias("neighbour"), f.col("count").alias("value"))
    many = beside.join(known, "neighbour").groupBy("vertex", "value").agg(f.count("*").alias("many"))
    descending = Window.partitionBy("vertex").orderBy(f.col("value").desc())
    of_at_least = many.select("vertex", f.least("value", f.sum("many").over(descending)).alias("h"))
    found = of_at_least.groupBy("vertex").agg(f.max("h").alias("h"))
    before = values.withColumnRenamed("count", "before")
    return before.join(found, "vertex").select("vertex", "before", f.least("h", "before").alias("count"))
