// Makes links of a type that have no properties, and are certainly not there yet.
// Names: Type. Parameters: rows (one text: place of source, place of target, and so on). Result: how many.
WITH split($rows, ' ') AS rows
UNWIND range(0, size(rows) - 1, 2) AS first
WITH toInteger(rows[first]) AS start, toInteger(rows[first + 1]) AS end
MATCH (source) WHERE id(source) = start
MATCH (target) WHERE id(target) = end
CREATE (source)-[link:__Type__]->(target)
RETURN count(link)
