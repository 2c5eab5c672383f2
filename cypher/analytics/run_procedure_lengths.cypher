// Shortest paths: from some vertices one link on. Done again in the same round it says the same.
// Parameters: frontier (numbers), round. Result: the numbers of vertices that came nearer in this round.
UNWIND $frontier AS number
MATCH (vertex:_Vertex {number: number})
MATCH (vertex)-[link:_BESIDE]->(beside)
WITH beside, min(vertex.even + coalesce(link.weight, 1.0)) AS length
WHERE length < beside.even OR (length = beside.even AND beside.round = $round)
SET beside.even = length, beside.round = $round
RETURN collect(beside.number)
