// All that one node reaches, for components that are long chains.
// Names: Types. Parameters: place, limit. Result: place, id.
MATCH (n)
WHERE id(n) = $place
MATCH (n)-[:__Types__*0..]-(reached)
WITH DISTINCT reached
LIMIT $limit
RETURN id(reached), reached.id
