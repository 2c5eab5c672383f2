// Removes links of a type.
// Names: Type. Parameters: rows (place of source, place of target). Result: how many there were.
UNWIND $rows AS row
MATCH (source) WHERE id(source) = row[0]
MATCH (target) WHERE id(target) = row[1]
MATCH (source)-[link:__Type__]->(target)
DELETE link
RETURN count(link)
