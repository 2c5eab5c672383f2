// The ledger's line; the head keeps its number.
// Parameters: entry (all properties of the line).
MATCH (head:_Head {one: 1})
CREATE (change:_Change)
SET change = $entry, head.sequence = $entry.sequence
