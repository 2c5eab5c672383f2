"""Triangles, and how many links a vertex's neighbours have with each other.

Each triangle is found once, from the vertex with the fewest neighbours: no vertex has more than √(2·links) neighbours
with at least as many, so that hubs make no flood of pairs. Schank, Wagner 2005, WEA, LNCS 3503.
"""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as f

from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept
from identity_graph.procedures.spark.tables import counted, scored


def triangles(network: SparkNetwork) -> DataFrame:
    """Triangles of each vertex."""
    corners = _corners(kept(network.pairs()))
    return counted(network, corners.groupBy("vertex").agg(f.count("*").alias("count")), otherwise=0)


def lcc(network: SparkNetwork) -> DataFrame:
    """Local clustering coefficients."""
    pairs = kept(network.pairs())
    links = _corners(pairs).groupBy("vertex").agg((f.sum("opposite") * (1 if network.directed else 2)).alias("links"))
    possible = f.col("degree") * (f.col("degree") - 1)
    scores = links.join(_degrees(pairs), "vertex").select("vertex", (f.col("links") / possible).alias("score"))
    return scored(network, scores, otherwise=0.0)


def _corners(pairs: DataFrame) -> DataFrame:
    """``vertex``, ``opposite``: a row for each corner of each triangle, and how many links the opposite side is."""
    from_a = kept(_from_fewer(pairs))
    other = from_a.toDF("a", "c", "ac")
    wedges = from_a.join(other, "a").where(f.col("b") < f.col("c"))
    closed = wedges.join(pairs.toDF("b", "c", "bc"), ["b", "c"])
    corners = f.array(_corner("a", "bc"), _corner("b", "ac"), _corner("c", "ab"))
    return closed.select(f.explode(corners).alias("corner")).select("corner.vertex", "corner.opposite")


def _corner(vertex: str, opposite: str) -> Column:
    return f.struct(f.col(vertex).alias("vertex"), f.col(opposite).alias("opposite"))


def _from_fewer(pairs: DataFrame) -> DataFrame:
    """``a``, ``b``, ``ab`` (how many links): from the vertex with fewer neighbours (of equal ones, the smaller)."""
    for end in ("source", "target"):
        degrees = _degrees(pairs).select(f.col("vertex").alias(end), f.col("degree").alias(f"{end}_degree"))
        pairs = pairs.join(degrees, end)
    forward = f.col("source_degree") <= f.col("target_degree")  # the source is the smaller
    ends = [
        f.when(forward, f.col(one)).otherwise(f.col(two)) for one, two in (("source", "target"), ("target", "source"))
    ]
    return pairs.select(ends[0].alias("a"), ends[1].alias("b"), f.col("many").alias("ab"))


def _degrees(pairs: DataFrame) -> DataFrame:
    ends = pairs.select(f.explode(f.array("source", "target")).alias("vertex"))
    return ends.groupBy("vertex").agg(f.count("*").alias("degree"))
