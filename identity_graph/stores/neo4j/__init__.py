"""The store for analysts and production: Neo4j, over its own driver. All of its Cypher lies in ``cypher/``."""

from identity_graph.stores.neo4j.authentication import OPTIONS
from identity_graph.stores.neo4j.store import Neo4jStore

__all__ = ["OPTIONS", "Neo4jStore"]
