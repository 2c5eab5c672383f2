// The stored shape, as it is from now on; left alone where another program has meanwhile brought it further.
// Setting what is there takes the head's lock first: what is compared after it stays true.
// Parameters: version, hash, migrating_to, shape (JSON of the kinds and types).
MERGE (head:_Head {one: 1})
ON CREATE SET head.sequence = 0
SET head.one = 1
WITH head
WHERE NOT coalesce(head.version > $version, false)
  AND NOT coalesce(head.version = $version AND head.migrating_to IS NOT NULL AND $migrating_to IS NULL, false)
SET head.version = $version, head.hash = $hash, head.migrating_to = $migrating_to, head.shape = $shape
