// Nodes of a kind by an indexed property, in the order of ids.
// Names: Kind, Property. Parameters: value, limit. Result: properties.
MATCH (n:__Kind__ {__Property__: $value})
RETURN properties(n)
ORDER BY n.id LIMIT $limit
