// Whom working vertices are linked with.
// Parameters: numbers (of the vertices). Result: the numbers of their neighbours, each once.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number IN $numbers
MATCH (vertex)-[:_BESIDE]-(beside)
RETURN collect(DISTINCT beside.number)
