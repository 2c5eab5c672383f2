// Why two records are linked
// Purpose: what speaks for and what speaks against two records being the same?
// :param [{first, second}] => { MATCH (a:Record)-[s:SAME_AS]->(b:Record) WHERE s.rules = [] RETURN a.id AS first, b.id AS second ORDER BY size(split(s.evidence, '[')) DESC, a.id, b.id LIMIT 1 }
// Result: the two records, between them the decision, around it what was compared: blue speaks for, red against, the number says how much.
// Reads: two records
MATCH (a:Record {id: $first})-[decided:SAME_AS|DIFFERENT_FROM]-(b:Record {id: $second})
WITH a, decided, b, [said IN apoc.map.sortedProperties(apoc.convert.fromJsonMap(decided.evidence)) |
       {comparison: replace(said[0], '_', ' '), level: said[1][0], weight: toFloat(said[1][1])}] AS compared
WITH a, decided, b, compared + {comparison: 'before comparing', level: 'two records at random',
       weight: decided.weight - reduce(sum = 0.0, one IN compared | sum + one.weight)} AS compared
WITH a, b, compared, apoc.create.vNode(['Decision'], {
       decision: CASE type(decided) WHEN 'SAME_AS' THEN 'same' ELSE 'different' END, tier: coalesce(decided.tier, ''),
       probability: CASE WHEN decided.probability >= 0.9995 THEN 'over 99.9%'
                         ELSE toString(round(100 * decided.probability, 1)) + '%' END,
       weight: round(decided.weight, 1), rules: decided.rules, review: decided.review, model: decided.model}) AS decision
UNWIND compared AS one
WITH a, b, decision, one, CASE WHEN one.weight < 0 THEN 'Against' ELSE 'For' END AS speaks
WITH a, b, decision, speaks, apoc.create.vNode([speaks], {comparison: one.comparison, level: one.level,
       weight: CASE speaks WHEN 'For' THEN '+' ELSE '−' END + toString(round(abs(one.weight), 1))}) AS evidence
WITH a, b, decision, collect([evidence, apoc.create.vRelationship(evidence, 'SPEAKS_' + toUpper(speaks), {}, decision)]) AS evidence
RETURN a, b, decision, evidence,
       apoc.create.vRelationship(a, 'DECIDED', {}, decision) AS left,
       apoc.create.vRelationship(b, 'DECIDED', {}, decision) AS right
