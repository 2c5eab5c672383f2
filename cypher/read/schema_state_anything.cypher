// Whether the database holds anything at all.
// Result: one row, or none.
MATCH (n)
RETURN 1 LIMIT 1
