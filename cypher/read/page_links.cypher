// A page of a type's links that start at nodes of a kind, in the order of their ends' ids.
// Names: Kind, Type. Parameters: source, target (the page begins after these), limit. Result: source, target, properties.
MATCH (source:__Kind__)
USING INDEX source:__Kind__(id)
WHERE source.id >= $source
MATCH (source)-[link:__Type__]->(target)
WHERE source.id > $source OR target.id > $target
RETURN source.id AS first, target.id AS second, properties(link)
ORDER BY first, second LIMIT $limit
