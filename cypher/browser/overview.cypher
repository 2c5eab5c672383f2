// What the graph holds
// Purpose: how much of what is there, at no cost: the counts are kept by the database.
// Result: one line for each kind of node and type of link. Kinds that begin with `_` are the store's own and left out.
// Reads: nothing but the counts
CALL apoc.meta.stats() YIELD labels, relTypesCount
UNWIND [k IN keys(labels) WHERE NOT k STARTS WITH '_' | {what: 'node', name: k, number: labels[k]}]
     + [t IN keys(relTypesCount) | {what: 'link', name: t, number: relTypesCount[t]}] AS line
RETURN line.what AS what, line.name AS name, line.number AS number
ORDER BY what DESC, number DESC, name
