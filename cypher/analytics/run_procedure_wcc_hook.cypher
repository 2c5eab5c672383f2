// Components: where a link joins two labels, the vertex that gave the larger one takes the smaller.
// Parameters: first, past (numbers of the vertices whose links are looked at). Result: how many labels changed.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
MATCH (vertex)-[:_BESIDE]-(beside)
WHERE vertex.even < beside.even
WITH beside.even AS larger, min(vertex.even) AS smaller
MATCH (root:_Vertex {number: larger})
WHERE smaller < root.even
SET root.even = smaller
RETURN count(*)
