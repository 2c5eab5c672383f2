// Whether the Graph Data Science plug-in is there.
// Result: a row for each of the procedures that the engine uses.
SHOW PROCEDURES YIELD name
WHERE name IN ['gds.graph.drop', 'gds.wcc.stream', 'gds.kcore.stream', 'gds.triangleCount.stream', 'gds.allShortestPaths.dijkstra.stream']
RETURN name
