// Label propagation: the label of most neighbours, of several the smallest.
// Names: From, Into (properties: labels before and after; after holds those of the iteration before the last).
// Parameters: numbers (of the vertices looked at). Result: the numbers of those whose label is not what it was there.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number IN $numbers
CALL (vertex) {
  MATCH (vertex)-[:_BESIDE]-(beside)
  WITH beside.__From__ AS label, count(*) AS many
  ORDER BY many DESC, label LIMIT 1
  RETURN collect(label) AS best
}
WITH vertex, coalesce(best[0], vertex.__From__) AS label
WHERE label <> vertex.__Into__
SET vertex.__Into__ = label
RETURN collect(vertex.number)
