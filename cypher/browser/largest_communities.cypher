// The largest communities
// Purpose: which groups hang together by what their members share? A place to begin.
// Result: one line for each community with its id (for `:param community => 'com_…'`), its size and what holds it together.
// Reads: every community once
MATCH (c:Community)
RETURN c.id AS community, c.identities AS identities, apoc.convert.fromJsonMap(c.signals) AS shared, c.algorithm AS found_by
ORDER BY identities DESC, community
LIMIT 50
