"""Where the graph is kept. One interface (`GraphStore`), one package for each store."""

from identity_graph.stores.evolution import extended
from identity_graph.stores.open import open_store
from identity_graph.stores.protocol import Counts, Direction, GraphStore, SchemaChange, SchemaState

__all__ = ["Counts", "Direction", "GraphStore", "SchemaChange", "SchemaState", "extended", "open_store"]
