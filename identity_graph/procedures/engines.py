"""Which engine can do what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from identity_graph.analytics.neptune_analytics import ALGORITHMS
from identity_graph.analytics.procedures import PROCEDURES
from identity_graph.procedures import spark
from identity_graph.stores import GraphStore
from identity_graph.stores.gremlin import procedures as gremlin
from identity_graph.stores.neo4j.procedures import cypher, gds
from identity_graph.stores.protocol import RunsProcedures


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine, the procedures it can run where it is there, and what it needs to be there. ``exported``: the module
    that runs procedures on an exported graph (``run(folder, name, selection, parameters) -> pa.Table``)."""

    name: str
    needs: str
    can: frozenset[str] = frozenset()
    exported: str | None = None


_DECLARED: Final = (
    Engine("local", "links that fit into memory, and the extra `analytics`", frozenset(PROCEDURES)),
    Engine("cypher", "a graph in Neo4j", frozenset(cypher.RUNS)),
    Engine("gds", "a graph in Neo4j with Graph Data Science", frozenset(gds.RUNS)),
    Engine("gremlin", "a graph in Neptune or another Gremlin server", frozenset(gremlin.RUNS)),
    Engine("spark", "an export of the graph as Parquet, and PySpark", frozenset(spark.RUNS), spark.__name__),
    Engine("neptune-analytics", "a graph in Neptune Analytics; it was never run", frozenset(ALGORITHMS)),
)
ENGINES: Final[Mapping[str, Engine]] = {each.name: each for each in _DECLARED}
"""By name. What an engine cannot do in this release is not in its ``can``; a test holds this against the engines."""


def engines_of(store: GraphStore) -> Mapping[str, frozenset[str]]:
    """Engine → what it can run on this store as it is: the local engine, and those that the store's server has."""
    return {"local": ENGINES["local"].can, **_store_engines(store)}


def runs_procedures(store: GraphStore) -> RunsProcedures | None:
    """The store as one that runs procedures itself; ``None`` where it does not."""
    return cast("RunsProcedures", store) if hasattr(store, "run_procedure") else None


def _store_engines(store: GraphStore) -> Mapping[str, frozenset[str]]:
    running = runs_procedures(store)
    return {} if running is None else running.procedure_engines()
