// One hop: what is beside these nodes and was not seen before, in the order of ids.
// Names: Types. Parameters: frontier, seen (places), limit. Result: place, properties.
MATCH (n)
WHERE id(n) IN $frontier
MATCH (n)-[:__Types__]-(beside)
WITH DISTINCT beside
WHERE NOT id(beside) IN $seen
WITH beside
ORDER BY beside.id LIMIT $limit
RETURN id(beside), properties(beside)
