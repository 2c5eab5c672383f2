// Brings nodes to these properties, where they differ.
// Parameters: rows (place, properties). Result: how many differed.
UNWIND $rows AS row
MATCH (n)
WHERE id(n) = row[0]
WITH n, row[1] AS properties
WHERE properties(n) <> properties
SET n = properties
RETURN count(n)
