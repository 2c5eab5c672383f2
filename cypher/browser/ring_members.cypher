// Members of a community by how much they share
// Purpose: who is in the middle of the ring, and who only at its edge?
// :param [community] => { MATCH (c:Community) RETURN c.id AS community ORDER BY c.identities DESC, c.id LIMIT 1 }
// Result: one line for each member: with how many others it shares something, through what, its tier and sources.
// Reads: one community
MATCH (c:Community {id: $community})<-[:MEMBER_OF]-(i:Identity)
OPTIONAL MATCH (i)-[:!MEMBER_OF]->(x)<-[:!MEMBER_OF]-(other:Identity)-[:MEMBER_OF]->(c)
RETURN i.caption AS name, i.tier AS tier, count(DISTINCT other) AS shares_with,
       apoc.coll.sort(collect(DISTINCT labels(x)[0])) AS through, i.records AS records, i.sources AS sources, i.id AS identity
ORDER BY shares_with DESC, identity
