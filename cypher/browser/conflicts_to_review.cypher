// Conflicts that wait for a person
// Purpose: which pairs did the machine not dare to decide, the likeliest first?
// Result: the ten likeliest pairs: the records, an orange link between them, the identities they stand in today, and the rules that asked for a person.
// Reads: every SAME_AS link once
MATCH (a)-[open:SAME_AS]->(b)
WHERE open.review
WITH a, open, b
ORDER BY open.probability DESC, a.id, b.id
LIMIT 10
MATCH (a)-[in_first:RESOLVES_TO]->(first:Identity)
MATCH (b)-[in_second:RESOLVES_TO]->(second:Identity)
RETURN open.probability AS probability, open.rules AS rules, first.caption AS first_name, second.caption AS second_name,
       a, apoc.create.vRelationship(a, 'WAITS', properties(open), b) AS waits, b, in_first, first, in_second, second
ORDER BY probability DESC, a.id, b.id
