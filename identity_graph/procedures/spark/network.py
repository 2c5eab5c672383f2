"""A network as Spark's frames: the same simple network that `local` has in memory."""

from dataclasses import dataclass
from typing import Final

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from identity_graph.errors import SettingsError
from identity_graph.procedures.spark.rounds import kept

_INFINITY: Final = float("inf")


@dataclass(frozen=True, slots=True)
class SparkNetwork:
    """``vertices`` are ``vertex`` (a number), ``id``: numbers ascend with the ids (by code point), with gaps. ``links``
    are ``source``, ``target`` (numbers), ``weight``: each pair once, none from a vertex to itself; undirected links
    have the smaller vertex as their source."""

    vertices: DataFrame
    links: DataFrame
    directed: bool

    def both(self) -> DataFrame:
        """``vertex``, ``neighbour``, ``weight``: every link seen from both ends."""
        return self._outgoing().union(
            self.links.select(f.col("target").alias("vertex"), f.col("source").alias("neighbour"), "weight")
        )

    def along(self) -> DataFrame:
        """``vertex``, ``neighbour``, ``weight``: where links lead to; undirected ones lead both ways."""
        return self._outgoing() if self.directed else self.both()

    def pairs(self) -> DataFrame:
        """``source`` < ``target``, ``many``: vertices that are linked, and by how many links."""
        lower, upper = f.least("source", "target"), f.greatest("source", "target")
        return self.links.groupBy(lower.alias("source"), upper.alias("target")).agg(f.count("*").alias("many"))

    def _outgoing(self) -> DataFrame:
        return self.links.select(f.col("source").alias("vertex"), f.col("target").alias("neighbour"), "weight")


def network_of(vertices: DataFrame, links: DataFrame, *, directed: bool, weighted: bool) -> SparkNetwork:
    """A network of ids (``id``, each once) and links between them (``source``, ``target``, ``weight``); not
    ``weighted``, all links weigh 1. Raises `SettingsError` where a weight is negative or not a number."""
    if weighted:
        _need_weights(links)
    numbered = _numbered(vertices)
    for end in ("source", "target"):
        ends = numbered.select(f.col("vertex").alias(f"{end}_number"), f.col("id").alias(end))
        links = links.join(ends, end).drop(end).withColumnRenamed(f"{end}_number", end)
    return SparkNetwork(numbered, kept(_simple(links, directed, weighted)), directed)


def _numbered(vertices: DataFrame) -> DataFrame:
    """Sorted as a whole, numbered from partition to partition. Spark compares strings as UTF-8, whose order is that of
    code points. The numbers are kept: other partitions would give other ones."""
    ascending = vertices.orderBy("id")
    return kept(ascending.select(f.monotonically_increasing_id().alias("vertex"), "id"))


def _simple(links: DataFrame, directed: bool, weighted: bool) -> DataFrame:
    links = links.where(f.col("source") != f.col("target"))
    if not directed:
        lower, upper = f.least("source", "target"), f.greatest("source", "target")
        links = links.select(lower.alias("source"), upper.alias("target"), "weight")
    ascending = f.sort_array(f.collect_list("weight"))  # so that the order of links cannot change the sum
    weight = f.aggregate(ascending, f.lit(0.0), lambda total, each: total + each) if weighted else f.lit(1.0)
    return links.groupBy("source", "target").agg(weight.alias("weight"))


def _need_weights(links: DataFrame) -> None:
    weight = f.col("weight")
    if not links.where(~((weight >= 0) & (weight < _INFINITY))).isEmpty():  # NaN is above all numbers to Spark
        raise SettingsError("weights of links must be finite numbers of 0 or more")
