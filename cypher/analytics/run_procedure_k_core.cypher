// Core numbers: the largest h such that h neighbours have h or more (Lü et al. 2016, Nature Communications 7, 10168:
// again and again it gives the core number).
// Names: From, Into (properties: before and after). Parameters: first, past (numbers). Result: how many changed.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
CALL (vertex) {
  MATCH (vertex)-[:_BESIDE]-(beside)
  WITH beside.__From__ AS many ORDER BY many DESC
  WITH collect(many) AS many
  RETURN size([place IN range(0, size(many) - 1) WHERE many[place] > place]) AS h
}
SET vertex.__Into__ = h
RETURN sum(CASE WHEN vertex.__Into__ = vertex.__From__ THEN 0 ELSE 1 END)
