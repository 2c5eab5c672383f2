// One hop: what is beside these nodes.
// Names: Types. Parameters: frontier (places). Result: place, id.
MATCH (n)
WHERE id(n) IN $frontier
MATCH (n)-[:__Types__]-(beside)
WITH DISTINCT beside
RETURN id(beside), beside.id
