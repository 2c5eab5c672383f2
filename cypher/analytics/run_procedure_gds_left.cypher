// Drops the projections that runs left behind whose program died.
// Parameters: for_ms (how old they are at least). Result: their names.
CALL gds.graph.list() YIELD graphName, creationTime
WHERE graphName STARTS WITH 'identity-graph-' AND creationTime < datetime() - duration({milliseconds: $for_ms})
CALL gds.graph.drop(graphName, false) YIELD graphName AS dropped
RETURN dropped
