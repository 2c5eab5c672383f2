// Shortest paths: the start is at 0.
// Parameters: number (of the start).
MATCH (vertex:_Vertex {number: $number})
SET vertex.even = 0.0
