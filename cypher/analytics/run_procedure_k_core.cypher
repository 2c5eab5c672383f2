// Core numbers: the largest h such that h neighbours have h or more (Lü et al. 2016, Nature Communications 7, 10168:
// again and again it gives the core number).
// Names: From, Into (properties: before and after; after holds what was before the last iteration).
// Parameters: numbers (of the vertices looked at). Result: the numbers of those that are not what they were there.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number IN $numbers
CALL (vertex) {
  MATCH (vertex)-[:_BESIDE]-(beside)
  WITH beside.__From__ AS many ORDER BY many DESC
  WITH collect(many) AS many
  RETURN size([place IN range(0, size(many) - 1) WHERE many[place] > place]) AS h
}
WITH vertex, h
WHERE h <> vertex.__Into__
SET vertex.__Into__ = h
RETURN collect(vertex.number)
