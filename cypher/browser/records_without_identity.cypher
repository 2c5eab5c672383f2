// Records without an identity
// Purpose: is everything resolved? Records that wait are decided by the next `identity-graph resolve`.
// Result: one line for each source: its records, and how many of them wait (0 is good).
// Reads: every record once
MATCH (r:Record)
RETURN r.source AS source, count(r) AS records, sum(CASE WHEN EXISTS { (r)-[:RESOLVES_TO]->() } THEN 0 ELSE 1 END) AS waiting
ORDER BY waiting DESC, source
