// Weighted label propagation: the label whose neighbours weigh most (in millionths), of several one's own, else the
// smallest.
// Names: From, Into (properties: labels before and after; after holds those of the iteration before the last).
// Parameters: numbers (of the vertices looked at). Result: the numbers of those whose label is not what it was there.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number IN $numbers
CALL (vertex) {
  MATCH (vertex)-[link:_BESIDE]-(beside)
  WITH beside.__From__ = vertex.__From__ AS is_own, beside.__From__ AS label,
    sum(toInteger(round(coalesce(link.weight, 1.0) * 1000000, 0, 'HALF_EVEN'))) AS weight
  WHERE weight > 0
  WITH label ORDER BY weight DESC, is_own DESC, label LIMIT 1
  RETURN collect(label) AS best
}
WITH vertex, coalesce(best[0], vertex.__From__) AS label
WHERE label <> vertex.__Into__
SET vertex.__Into__ = label
RETURN collect(vertex.number)
