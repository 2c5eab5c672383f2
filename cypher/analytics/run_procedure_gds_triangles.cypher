// Triangles by the plug-in.
// Parameters: projection (its name). Result: id, count.
CALL gds.triangleCount.stream($projection) YIELD nodeId, triangleCount
RETURN gds.util.asNode(nodeId).id, triangleCount
