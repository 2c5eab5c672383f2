// Which references the ledger holds.
// Parameters: references. Result: reference.
UNWIND $references AS reference
MATCH (change:_Change {reference: reference})
RETURN DISTINCT change.reference
