// Look-alikes that were kept apart
// Purpose: who would have been joined, had not something spoken against it (another birth date, another document)?
// Result: the ten pairs of records that look most alike, and the rule that kept them apart.
// Reads: every DIFFERENT_FROM link once
MATCH (a)-[apart:DIFFERENT_FROM]->(b)
WITH a, apart, b
ORDER BY apart.probability DESC, a.id, b.id
LIMIT 10
MATCH (a)-[in_first:RESOLVES_TO]->(first:Identity)
MATCH (b)-[in_second:RESOLVES_TO]->(second:Identity)
RETURN apart.rules AS rules, first.caption AS first_name, second.caption AS second_name,
       a, apart, b, in_first, first, in_second, second
ORDER BY apart.probability DESC, a.id, b.id
