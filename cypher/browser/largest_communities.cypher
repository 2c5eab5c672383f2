// The largest communities
// Purpose: which groups hang together by what their members share? A place to begin.
// Result: one line for each community of the runs on the newest graph, with its id (for `:param community => 'com_…'`), its size, what holds it together and which run found it.
// Reads: every community twice
MATCH (c:Community)
WITH max(coalesce(c.sequence, 0)) AS newest
MATCH (c:Community) WHERE coalesce(c.sequence, 0) = newest
RETURN c.id AS community, c.identities AS identities, apoc.convert.fromJsonMap(c.signals) AS shared, c.algorithm AS found_by, left(c.run, 8) AS run
ORDER BY identities DESC, community
LIMIT 50
