// Whether the ledger holds a change set.
// Parameters: id. Result: one row where it does.
MATCH (change:_Change {id: $id})
RETURN 1
