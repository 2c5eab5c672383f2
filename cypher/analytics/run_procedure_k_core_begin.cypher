// Core numbers: a vertex begins with its neighbours.
// Parameters: first, past (numbers).
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
SET vertex.even = COUNT { (vertex)-[:_BESIDE]-() }
