// A community and what its members share
// Purpose: why do these identities belong together?
// :param [community] => { MATCH (c:Community) RETURN c.id AS community ORDER BY c.identities DESC, c.id LIMIT 1 }
// Result: the members, and only those identifiers that at least two of them have.
// Reads: one community
MATCH (c:Community {id: $community})<-[:MEMBER_OF]-(i:Identity)
MATCH (i)-[has:!MEMBER_OF]->(x)
WHERE COUNT { (x)<--(:Identity)-[:MEMBER_OF]->(c) } > 1
RETURN i, has, x
LIMIT 1000
