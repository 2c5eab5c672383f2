// Components: a vertex takes the label of the vertex whose number is its label.
// Parameters: first, past (numbers). Result: how many labels changed.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past AND vertex.even < vertex.number
MATCH (root:_Vertex {number: vertex.even})
WHERE root.even < vertex.even
SET vertex.even = root.even
RETURN count(*)
