// Why two records are linked, as a table
// Purpose: the same as the picture, to read line by line or to copy into a case file.
// :param [{first, second}] => { MATCH (a:Record)-[s:SAME_AS]->(b:Record) WHERE s.rules = [] RETURN a.id AS first, b.id AS second ORDER BY size(split(s.evidence, '[')) DESC, a.id, b.id LIMIT 1 }
// Result: one line for each comparison, the heaviest first. Weights are log2 of the odds: +1 doubles them, −1 halves them.
// Reads: two records
MATCH (a:Record {id: $first})-[decided:SAME_AS|DIFFERENT_FROM]-(b:Record {id: $second})
WITH a, decided, b, [said IN apoc.map.sortedProperties(apoc.convert.fromJsonMap(decided.evidence)) |
       {comparison: replace(said[0], '_', ' '), level: said[1][0], weight: toFloat(said[1][1])}] AS compared
UNWIND compared + {comparison: 'before comparing', level: 'two records at random',
       weight: decided.weight - reduce(sum = 0.0, one IN compared | sum + one.weight)} AS one
RETURN one.comparison AS comparison, one.level AS level, round(one.weight, 1) AS weight,
       type(decided) AS decision, decided.tier AS tier, decided.probability AS probability, decided.rules AS rules,
       a.source + ':' + a.record_id AS first, b.source + ':' + b.record_id AS second
ORDER BY abs(weight) DESC, comparison
