"""Weakly connected components in few rounds.

Large-star and small-star in turn: Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii 2014, Connected Components in
MapReduce and Beyond, SoCC. Each joins vertices to the smallest vertex they know of and keeps what hangs together; in
the end every component is a star around its smallest vertex. Rounds grow with the logarithm of the vertices (squared,
as proven), not with the length of paths. Least values are found before a shuffle, so a hub is no burden.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept
from identity_graph.procedures.spark.tables import labelled


def wcc(network: SparkNetwork) -> DataFrame:
    """Weakly connected components."""
    # `label` < `vertex` in every row of every round
    links = network.pairs().select(f.col("target").alias("vertex"), f.col("source").alias("label"))
    while not _are_stars(links):
        links = kept(_small_stars(_large_stars(links)))
    return labelled(network, links)


def _large_stars(links: DataFrame) -> DataFrame:
    """Every vertex links its larger neighbours to the least among itself and all of them."""
    seen = links.union(links.select(f.col("label").alias("vertex"), f.col("vertex").alias("label")))
    least = seen.groupBy("vertex").agg(f.least(f.min("label"), "vertex").alias("least"))
    return links.join(_at("label", least), "label").select("vertex", f.col("least").alias("label")).distinct()


def _small_stars(links: DataFrame) -> DataFrame:
    """Every vertex links itself and its smaller neighbours to the least of them."""
    least = links.groupBy("vertex").agg(f.min("label").alias("least"))
    smaller = links.join(least, "vertex").where(f.col("label") > f.col("least"))
    moved = smaller.select(f.col("label").alias("vertex"), f.col("least").alias("label"))
    return moved.union(least.select("vertex", f.col("least").alias("label"))).distinct()


def _are_stars(links: DataFrame) -> bool:
    """Whether each vertex has one label, and labels have none."""
    ends = links.select("vertex", f.lit(1).alias("up"), f.lit(0).alias("down"))
    others = links.select(f.col("label").alias("vertex"), f.lit(0), f.lit(1))
    sums = ends.union(others).groupBy("vertex").agg(f.sum("up").alias("up"), f.max("down").alias("down"))
    return sums.where((f.col("up") > 1) | ((f.col("up") > 0) & (f.col("down") > 0))).isEmpty()


def _at(column: str, least: DataFrame) -> DataFrame:
    return least.withColumnRenamed("vertex", column)
