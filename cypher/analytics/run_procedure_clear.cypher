// Deletes some working vertices of a run, with their links.
// Parameters: run (its number), limit. Result: how many.
MATCH (vertex:_Vertex {run: $run})
WITH vertex LIMIT $limit
DETACH DELETE vertex
RETURN count(*)
