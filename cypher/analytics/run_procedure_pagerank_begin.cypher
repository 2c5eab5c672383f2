// PageRank: what every vertex begins with, and how many links lead out of it.
// Parameters: first, past (numbers), share (of a vertex), seeds (shares of the run's seeds by id; null: all begin alike).
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
WITH vertex, CASE WHEN $seeds IS NULL THEN $share ELSE coalesce($seeds[vertex.id], 0.0) END AS begin
SET vertex.begin = begin, vertex.even = begin, vertex.out = COUNT { (vertex)-[:_BESIDE]->() }
