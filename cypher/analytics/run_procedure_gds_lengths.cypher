// Shortest paths by the plug-in.
// Names: Kind (of the start). Parameters: projection (its name), start (id). Result: id, length; no row where no path
// leads.
MATCH (start:__Kind__ {id: $start})
CALL gds.allShortestPaths.dijkstra.stream($projection, {sourceNode: start, relationshipWeightProperty: 'weight'})
YIELD targetNode, totalCost
RETURN gds.util.asNode(targetNode).id, totalCost
