"""The `gremlin` engine: graph procedures by traversals that Neptune runs, on links that are read again in each round.

Nothing is written, so nothing stays behind and two runs cannot meet. What is kept here is a few numbers for each vertex
and one batch of links (``docs/decisions/gremlin-procedures-write-nothing.md``).
"""

from identity_graph.stores.gremlin.procedures.running import ENGINE, RUNS, TRIES, run

__all__ = ["ENGINE", "RUNS", "TRIES", "run"]
