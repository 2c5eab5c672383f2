"""Label propagation: votes are counted as whole numbers, so their order does not matter."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept
from identity_graph.procedures.spark.tables import labelled


def cdlp(network: SparkNetwork, iterations: int) -> DataFrame:
    """Labels of most neighbours, passed on so often."""
    voices = network.both().select("vertex", "neighbour", f.lit(1).cast("long").alias("votes"))
    return labelled(network, _propagated(voices, iterations, keeps_own=False))


def label_propagation(network: SparkNetwork, iterations: int) -> DataFrame:
    """Labels of the heaviest neighbours, passed on until none changes."""
    millionths = f.rint(f.col("weight") * 1e6).cast("long").alias("votes")
    voices = network.both().select("vertex", "neighbour", millionths).where(f.col("votes") > 0)
    return labelled(network, _propagated(voices, iterations, keeps_own=True))


def _propagated(voices: DataFrame, iterations: int, *, keeps_own: bool) -> DataFrame:
    """``vertex``, ``label`` of all vertices that have neighbours. Ends early where no label changes."""
    voices = kept(voices.repartition("neighbour"))
    labels = kept(voices.select("vertex").distinct().withColumn("label", f.col("vertex")))
    for _ in range(iterations):
        elected = kept(_elected(voices, labels, keeps_own))
        labels = elected.select("vertex", "label")
        if elected.where(f.col("label") != f.col("own")).isEmpty():
            break
    return labels


def _elected(voices: DataFrame, labels: DataFrame, keeps_own: bool) -> DataFrame:
    """``vertex``, its ``own`` label until now, the ``label`` with most votes: where ``keeps_own``, its own, if that is
    among them; else the smallest."""
    heard = voices.join(labels.withColumnRenamed("vertex", "neighbour"), "neighbour")
    votes = heard.groupBy("vertex", "label").agg(f.sum("votes").alias("votes"))
    own = labels.withColumnRenamed("label", "own")
    other = (f.col("label") != f.col("own")) if keeps_own else f.lit(True)
    first = f.struct((-f.col("votes")).alias("votes"), other.alias("other"), "label")
    best = votes.join(own, "vertex").groupBy("vertex", "own").agg(f.min(first).alias("best"))
    return best.select("vertex", "own", f.col("best.label").alias("label"))
