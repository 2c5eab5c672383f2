// The neighbourhood of an identity, tiers as colours
// Purpose: what does this identity have, who else has it, and how well is each of it known?
// :param [identity] => { MATCH (i:Identity)-[:MEMBER_OF]->(c:Community) WITH i, c ORDER BY c.identities DESC, c.id LIMIT 25 MATCH (i)-->(x) WHERE COUNT { (x)<--(:Identity) } > 1 AND NOT x:Community RETURN i.id AS identity, count(x) AS shared ORDER BY shared DESC, identity LIMIT 1 }
// Result: a drawn copy of the neighbourhood, at most 60 identities. Colour and width of a link, and the colour of an identity are its tier; yours has a black rim.
// Reads: who identity and who shares something with it
MATCH (i:Identity {id: $identity})
CALL (i) {
  MATCH (i)-[:!MEMBER_OF]->(x)<-[:!MEMBER_OF]-(other:Identity)
  WITH other, count(*) AS shared
  ORDER BY shared DESC, other.id
  LIMIT 59
  RETURN collect(other) AS others
}
UNWIND [i] + others AS who
MATCH (who)-[has:!MEMBER_OF]->(x)
WHERE who = i OR EXISTS { (i)-[:!MEMBER_OF]->(x) }
WITH DISTINCT i, who, has, x
WITH i, collect({who: who, has: has, x: x}) AS lines
WITH i, lines, apoc.coll.toSet([line IN lines | line.who] + [line IN lines | line.x]) AS drawn
WITH lines, apoc.map.fromPairs([n IN drawn | [n.id, apoc.create.vNode(
       labels(n) + CASE WHEN n:Identity THEN ['Tier' + n.tier] ELSE [] END + CASE WHEN n = i THEN ['Asked'] ELSE [] END,
       properties(n))]]) AS copy
UNWIND lines AS line
RETURN copy[line.who.id] AS identity,
       apoc.create.vRelationship(copy[line.who.id], 'TIER_' + line.has.tier,
         apoc.map.setKey(properties(line.has), 'link', type(line.has)), copy[line.x.id]) AS has,
       copy[line.x.id] AS identifier
