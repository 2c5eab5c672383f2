// A page of the ledger.
// Parameters: after, limit. Result: sequence, id, cause, reference, applied_at, the four counts.
MATCH (change:_Change)
WHERE change.sequence > $after
RETURN change.sequence, change.id, change.cause, change.reference, change.applied_at,
    change.nodes_written, change.links_written, change.nodes_removed, change.links_removed
ORDER BY change.sequence LIMIT $limit
