// One identity and its evidence
// Purpose: which records make this identity, what holds them together, and what does it have?
// :param [identity] => { MATCH (i:Identity) RETURN i.id AS identity ORDER BY i.records DESC, i.tier, i.id LIMIT 1 }
// Result: the identity (dark), its records (white) with each record's strongest decision, and its identifiers with their tiers.
// Reads: one identity
MATCH (i:Identity {id: $identity})
OPTIONAL MATCH (r:Record)-[belongs:RESOLVES_TO]->(i)
CALL (i, r) {
  OPTIONAL MATCH (r)-[decision:SAME_AS]-(other:Record)-[:RESOLVES_TO]->(i)
  RETURN decision
  ORDER BY decision.weight DESC, other.id
  LIMIT 1
}
WITH i, collect({record: r, belongs: belongs, decision: decision}) AS records
OPTIONAL MATCH (i)-[has:!MEMBER_OF]->(x)
RETURN i, records, collect({has: has, identifier: x}) AS identifiers
