// Components by the plug-in. Its numbers of components say only who is with whom.
// Parameters: projection (its name). Result: id, component.
CALL gds.wcc.stream($projection) YIELD nodeId, componentId
RETURN gds.util.asNode(nodeId).id, componentId
