// PageRank: one iteration.
// Names: From, Into (properties: ranks before and after). Parameters: first, past (numbers), kept (the part of its
// beginning that a vertex gets), damping.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
CALL (vertex) {
  MATCH (vertex)<-[:_BESIDE]-(before)
  RETURN sum(before.__From__ / before.out) AS brought
}
SET vertex.__Into__ = $kept * vertex.begin + $damping * brought
