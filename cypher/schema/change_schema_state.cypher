// The stored shape, as it is from now on.
// Parameters: version, hash, migrating_to, shape (JSON of the kinds and types).
MERGE (head:_Head {one: 1})
ON CREATE SET head.sequence = 0
SET head.version = $version, head.hash = $hash, head.migrating_to = $migrating_to, head.shape = $shape
