// Drops a projection, if it is there.
// Parameters: projection (its name).
CALL gds.graph.drop($projection, false) YIELD graphName
RETURN graphName
