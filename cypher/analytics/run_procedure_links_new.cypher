// Links working vertices as the nodes they stand for are linked: each pair once, with the sum of its links' weights.
// Names: Kind (of the nodes), Types, Sources (kinds). Parameters: run (its number), first, past (numbers of the vertices
// whose links are made), both (whether links lead both ways), once (whether a pair that is linked both ways has one link
// all the same), weight (property; null: links get none, and weigh 1), tiers (empty: all), generic (ids of targets left out).
// Result: how many links were made, the least weight, the largest.
MATCH (vertex:_Vertex)
USING INDEX vertex:_Vertex(number)
WHERE vertex.number >= $first AND vertex.number < $past
MATCH (node:__Kind__ {id: vertex.id})
USING INDEX node:__Kind__(id)
CALL (node) {
  MATCH (node:__Sources__)-[link:__Types__]->(target)
  WHERE (size($tiers) = 0 OR link.tier IN $tiers) AND NOT target.id IN $generic
  RETURN target.id AS other, link
  UNION ALL
  MATCH (node)<-[link:__Types__]-(source:__Sources__)
  WHERE $both AND (size($tiers) = 0 OR link.tier IN $tiers) AND NOT node.id IN $generic
  RETURN source.id AS other, link
}
WITH vertex, other, CASE
    WHEN $weight IS NULL THEN 1.0
    WHEN link[$weight] IS :: FLOAT NOT NULL OR link[$weight] IS :: INTEGER NOT NULL THEN toFloat(link[$weight])
    ELSE 1.0
  END AS weight
WHERE other <> vertex.id AND (NOT $once OR vertex.id < other)
// Added in ascending order, so that the order of links cannot change the sum.
WITH vertex, other, weight ORDER BY weight
WITH vertex, other, collect(weight) AS weights
MATCH (beside:_Vertex {run: $run, id: other})
USING INDEX beside:_Vertex(run, id)
CREATE (vertex)-[:_BESIDE {
  weight: CASE WHEN $weight IS NOT NULL THEN reduce(sum = 0.0, weight IN weights | sum + weight) END
}]->(beside)
RETURN count(*), min(weights[0]), max(weights[-1])
