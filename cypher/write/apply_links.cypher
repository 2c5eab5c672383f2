// Makes links of a type, or brings them to these properties, where they differ.
// Names: Type. Parameters: rows (one text: place of source, place of target, number in properties, and so on),
// properties. Result: how many differed.
WITH split($rows, ' ') AS rows
UNWIND range(0, size(rows) - 1, 3) AS first
WITH toInteger(rows[first]) AS start, toInteger(rows[first + 1]) AS end, toInteger(rows[first + 2]) AS number
MATCH (source) WHERE id(source) = start
MATCH (target) WHERE id(target) = end
OPTIONAL MATCH (source)-[there:__Type__]->(target)
WITH source, target, there, $properties[number] AS properties
WHERE there IS NULL OR properties(there) <> properties
MERGE (source)-[link:__Type__]->(target)
SET link = properties
RETURN count(link)
