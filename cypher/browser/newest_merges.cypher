// Newest merges
// Purpose: which identities grew last, and by which record?
// Result: the twelve identities of two or more records whose newest record is the newest, with that record and what joined it.
// A merge's own time is not kept in the graph: what counts is the day the record was observed (`observed_on`).
// Reads: every identity of two or more records
MATCH (i:Identity)
WHERE i.records > 1
CALL (i) {
  MATCH (i)<-[:RESOLVES_TO]-(r:Record)
  WHERE r.observed_on IS NOT NULL
  RETURN r AS newest
  ORDER BY r.observed_on DESC, r.id
  LIMIT 1
}
WITH i, newest
ORDER BY newest.observed_on DESC, i.id
LIMIT 12
MATCH (newest)-[belongs:RESOLVES_TO]->(i)
OPTIONAL MATCH (newest)-[joined:SAME_AS]-(other:Record)-[part:RESOLVES_TO]->(i)
WITH newest, belongs, i, joined, other, part
ORDER BY joined.probability DESC, other.id
WITH newest, belongs, i, collect({joined: joined, other: other, part: part})[0] AS strongest
RETURN newest.observed_on AS observed_on, newest, belongs, i, strongest.joined AS joined, strongest.other AS other,
       strongest.part AS part
ORDER BY observed_on DESC, i.id
