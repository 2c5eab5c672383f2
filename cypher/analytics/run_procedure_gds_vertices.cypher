// The vertices of a projection.
// Parameters: projection (its name). Result: id, how many links lead out of it.
CALL gds.degree.stream($projection) YIELD nodeId, score
RETURN gds.util.asNode(nodeId).id, score
