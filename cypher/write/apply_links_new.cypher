// Makes links of a type that are certainly not there yet.
// Names: Type. Parameters: rows (one text: place of source, place of target, number in properties, and so on),
// properties. Result: how many.
WITH split($rows, ' ') AS rows
UNWIND range(0, size(rows) - 1, 3) AS first
WITH toInteger(rows[first]) AS start, toInteger(rows[first + 1]) AS end, toInteger(rows[first + 2]) AS number
MATCH (source) WHERE id(source) = start
MATCH (target) WHERE id(target) = end
CREATE (source)-[link:__Type__]->(target)
SET link = $properties[number]
RETURN count(link)
