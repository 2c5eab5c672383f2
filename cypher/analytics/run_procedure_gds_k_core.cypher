// Core numbers by the plug-in.
// Parameters: projection (its name). Result: id, count.
CALL gds.kcore.stream($projection) YIELD nodeId, coreValue
RETURN gds.util.asNode(nodeId).id, coreValue
