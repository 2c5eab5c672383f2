// Locks the head: writers come one after the other. Reads it only then.
// Parameters: id (of the change set). Result: version, hash, migrating_to, sequence, holder; no row without a shape.
MATCH (head:_Head {one: 1})
SET head.writer = $id
WITH head
RETURN head.version, head.hash, head.migrating_to, head.sequence, head.holder
