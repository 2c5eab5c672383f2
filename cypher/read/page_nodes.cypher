// A page of a kind, in the order of ids.
// Names: Kind. Parameters: after, limit. Result: properties.
MATCH (n:__Kind__)
WHERE n.id > $after
RETURN properties(n)
ORDER BY n.id LIMIT $limit
