// Weighted label propagation: the label whose neighbours weigh most (in millionths), of several one's own, else the
// smallest.
// Names: From, Into (properties: labels before and after). Parameters: first, past (numbers). Result: how many changed.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
CALL (vertex) {
  MATCH (vertex)-[link:_BESIDE]-(beside)
  WITH beside.__From__ = vertex.__From__ AS is_own, beside.__From__ AS label,
    sum(toInteger(round(coalesce(link.weight, 1.0) * 1000000, 0, 'HALF_EVEN'))) AS weight
  WHERE weight > 0
  WITH label ORDER BY weight DESC, is_own DESC, label LIMIT 1
  RETURN collect(label) AS best
}
SET vertex.__Into__ = coalesce(best[0], vertex.__From__)
RETURN sum(CASE WHEN vertex.__Into__ = vertex.__From__ THEN 0 ELSE 1 END)
