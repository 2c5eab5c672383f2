"""Vertices that a parameter names."""

from collections.abc import Mapping

from pyspark.sql import DataFrame

from identity_graph.analytics.procedures import VertexId
from identity_graph.errors import NotFound, SettingsError
from identity_graph.procedures.spark.network import SparkNetwork
from identity_graph.procedures.spark.rounds import kept


def found(network: SparkNetwork, scores: Mapping[VertexId, float]) -> DataFrame:
    """``vertex``, ``score`` of these vertices. Raises `NotFound` where an id is no vertex of the network."""
    if not all(isinstance(id, str) for id in scores):
        raise SettingsError("the ids of this network's vertices are of the type string")
    asked = network.vertices.sparkSession.createDataFrame(list(scores.items()), "id string, score double")
    numbers = kept(network.vertices.join(asked, "id").select("vertex", "score"))
    if missing := len(scores) - numbers.count():
        raise NotFound(f"{missing} of {len(scores)} ids are not vertices of the network")
    return numbers
