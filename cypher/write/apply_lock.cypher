// Locks the head: writers come one after the other. Reads it, and the ledger, only then.
// Parameters: id (of the change set). Result: version, hash, migrating_to, sequence, holder, whether the ledger holds
// the change set; no row without a shape.
MATCH (head:_Head {one: 1})
SET head.writer = $id
WITH head
OPTIONAL MATCH (change:_Change {id: $id})
RETURN head.version, head.hash, head.migrating_to, head.sequence, head.holder, change IS NOT NULL
