// Label propagation: the label of most neighbours, of several the smallest.
// Names: From, Into (properties: labels before and after). Parameters: first, past (numbers). Result: how many changed.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
CALL (vertex) {
  MATCH (vertex)-[:_BESIDE]-(beside)
  WITH beside.__From__ AS label, count(*) AS many
  ORDER BY many DESC, label LIMIT 1
  RETURN collect(label) AS best
}
SET vertex.__Into__ = coalesce(best[0], vertex.__From__)
RETURN sum(CASE WHEN vertex.__Into__ = vertex.__From__ THEN 0 ELSE 1 END)
