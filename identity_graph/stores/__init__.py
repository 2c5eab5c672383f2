"""Where the graph is kept. One interface (`GraphStore`), one package for each store."""

from identity_graph.stores.protocol import Counts, Direction, GraphStore, SchemaChange, SchemaState

__all__ = ["Counts", "Direction", "GraphStore", "SchemaChange", "SchemaState"]
