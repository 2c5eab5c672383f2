// PageRank: the rank of vertices that no link leads out of.
// Names: From (property: ranks). Parameters: first, past (numbers). Result: its sum.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past AND vertex.out = 0
RETURN sum(vertex.__From__)
